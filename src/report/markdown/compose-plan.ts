/** A plan as Markdown pieces in reading order: verdict, table, problems, notes, reboots and images, diffs, next commands. */
import type { SafeImage, SafeNodeDiff, SafePlan, SafeText } from "../../redaction/redacted.ts";
import { nameNodes } from "../name-nodes.ts";
import { nextCommands } from "../next-commands.ts";
import type { ReportContext } from "../report-context.ts";
import { collectNotes, groupNodes, needsUpgrade, plural, type SharedNote, summarizePlan } from "../summarize-plan.ts";
import { codeSpan } from "./code-span.ts";
import { composeDiffs } from "./compose-diffs.ts";
import { composeTable } from "./compose-table.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { fenceFor } from "./fence.ts";
import { hintText } from "./hint-text.ts";
import { linkRevision, linkSource } from "./link-source.ts";
import type { Piece } from "./pack-pieces.ts";

export interface ComposeOptions {
  /** Characters after which a line of a diff is cut, openly. */
  readonly maxLineLength: number;
}

export function composePlan(plan: SafePlan, context: ReportContext, options: ComposeOptions): readonly Piece[] {
  return [
    ...composeOverview(plan, context),
    ...composeDiffs(plan, context, options.maxLineLength),
    ...composeNext(plan, context),
  ];
}

/** All but the diffs and what comes after them. */
export function composeOverview(plan: SafePlan, context: ReportContext): readonly Piece[] {
  return [
    ...composeTable(plan),
    ...composeProblems(plan, context),
    ...composeNotes(plan, context),
    ...composeReboots(plan),
    ...composeImages(plan),
  ];
}

/** `## Plan for main: 2 of 3 nodes change` */
export function composeTitle(plan: SafePlan): string {
  return `## Talos plan for ${codeSpan(plan.cluster)}: ${summarizePlan(plan).verdict}`;
}

/** What the plan was made from, and where to read more. */
export function composeFooter(plan: SafePlan, context: ReportContext): string {
  const facts = [
    `Revision ${linkRevision(plan.revision, context)}`,
    `command ${codeSpan(plan.command)}`,
    `digest ${codeSpan(plan.digest.slice(0, 12))}`,
    ...(context.runUrl === undefined ? [] : [`[workflow run](${context.runUrl})`]),
  ];
  return `<sub>${facts.join(" · ")}</sub>\n`;
}

function piece(text: string, name: string): Piece {
  return { wrappers: [], text: `${text}\n\n`, name };
}

function alert(type: "CAUTION" | "WARNING" | "IMPORTANT" | "NOTE", lines: readonly string[]): string {
  return [`> [!${type}]`, ...lines.map((line) => `> ${line}`)].join("\n");
}

/** The table names every node anyway. */
const maxListed = 40;

function bold(nodes: readonly SafeText[], plan: SafePlan): string {
  const { short, list } = nameNodes(nodes, plan, escapeMarkdown);
  const names = list === undefined || nodes.length > maxListed ? short : list;
  return `**${names.replace(/^all /, "All ")}**`;
}

/** Message, place and hint as sentences. */
function sentences(message: SafeText, place: string, hint: SafeText | undefined): string {
  const text = `${escapeMarkdown(message)}${place}`;
  if (hint === undefined) return text;
  return `${text}${/[.!?]$/.test(text) ? "" : "."} ${hintText(hint)}`;
}

function composeProblems(plan: SafePlan, context: ReportContext): readonly Piece[] {
  const offline: Piece[] = [];
  if (plan.mode === "offline") {
    const text = "Compared offline, head against base: no node was asked, no secret was read.";
    offline.push(piece(alert("NOTE", [text]), "a note"));
  }
  const describe = (node: SafeNodeDiff) => problemText(node, plan, context);
  const problems = groupNodes(plan.nodes, describe).filter((group) => group.text !== "");
  return [
    ...offline,
    ...problems.map((group) => {
      const names = bold(
        group.nodes.map((node) => node.name),
        plan,
      );
      const type = group.nodes[0]?.kind === "invalid" ? "CAUTION" : "WARNING";
      return piece(alert(type, [`${names}${group.text}`]), "a problem");
    }),
  ];
}

function problemText(node: SafeNodeDiff, plan: SafePlan, context: ReportContext): string {
  switch (node.kind) {
    case "unreachable":
      return ` could not be compared (${node.reason}): ${sentences(node.message, "", node.hint)}`;
    case "invalid": {
      const place = node.location === undefined ? "" : ` (${linkSource(node.location, plan, context)})`;
      return `: invalid config. ${sentences(node.message, place, node.hint)}`;
    }
    case "withheld":
      return `: ${plural(node.changes, "change")}, not shown because hiding the secrets in them failed.`;
    case "changed":
    case "unchanged":
      return "";
    default:
      return node satisfies never;
  }
}

const icons = { error: "🔴", warning: "🟡", info: "🔵" } as const;

function composeNotes(plan: SafePlan, context: ReportContext): readonly Piece[] {
  const notes = collectNotes(plan);
  if (notes.length === 0) return [];
  const lines = notes.map((shared) => `- ${noteText(shared, plan, context)}\n`);
  return [
    ...lines.map((text, index): Piece => {
      return { wrappers: [], text: index === 0 ? `### Notes\n\n${text}` : text, name: "notes" };
    }),
    { wrappers: [], text: "\n", name: "notes" },
  ];
}

function noteText({ note, nodes }: SharedNote, plan: SafePlan, context: ReportContext): string {
  const who = nodes.length === 0 || nodes.length === plan.nodes.length ? "" : `${bold(nodes, plan)}: `;
  const place = note.location === undefined ? "" : ` – ${linkSource(note.location, plan, context)}`;
  return `${icons[note.severity]} ${who}${sentences(note.message, place, note.hint)}`;
}

function composeReboots(plan: SafePlan): readonly Piece[] {
  const changed = plan.nodes.filter((node) => node.kind === "changed").filter((node) => node.reboot.kind !== "none");
  if (changed.length === 0) return [];
  const lines = groupNodes(changed, rebootText).map(
    (group) =>
      `- ${bold(
        group.nodes.map((node) => node.name),
        plan,
      )}: ${group.text}`,
  );
  return [piece(`### Reboots\n\n${lines.join("\n")}`, "reboots")];
}

const maxPaths = 8;

function rebootText(node: Extract<SafeNodeDiff, { kind: "changed" }>): string {
  const { kind, paths } = node.reboot;
  const shown = paths.slice(0, maxPaths).map((path) => codeSpan(path));
  if (paths.length > maxPaths) shown.push(`${paths.length - maxPaths} more`);
  const why = shown.length === 0 ? "" : `, because of ${shown.join(", ")}`;
  if (kind === "manual") return `the changes are taken at once but act only after a reboot${why}`;
  return `**automatic reboot** when the changes are applied, without a drain${why}`;
}

function composeImages(plan: SafePlan): readonly Piece[] {
  const outdated = plan.nodes.filter(needsUpgrade);
  if (outdated.length === 0) return [];
  const lines = groupNodes(outdated, imageText).map(
    (group) =>
      `- ${bold(
        group.nodes.map((node) => node.name),
        plan,
      )}: ${group.text}`,
  );
  return [piece(`### Upgrades\n\n${lines.join("\n")}`, "upgrades")];
}

function imageText(node: SafeNodeDiff): string {
  const image = "image" in node ? node.image : undefined;
  if (image === undefined) return "";
  const steps = [versionStep(image), schematicStep(image)].filter((step) => step !== "");
  const reasons = escapeMarkdown(image.reasons.join("; "));
  const target = image.desiredImage === undefined ? "" : `<br>to ${codeSpan(image.desiredImage)}`;
  return `${steps.join(", ")}${reasons === "" ? "" : ` (${reasons})`}${target}`;
}

function versionStep(image: SafeImage): string {
  if (image.upgrade === "schematic") return "";
  return `Talos ${codeSpan(image.liveVersion)} → ${codeSpan(image.desiredVersion ?? "unknown")}`;
}

function schematicStep(image: SafeImage): string {
  if (image.upgrade === "version") return "";
  const short = (id: SafeText | undefined) => codeSpan(id === undefined ? "none" : id.slice(0, 8));
  return `schematic ${short(image.liveSchematic)} → ${short(image.desiredSchematic)}`;
}

function composeNext(plan: SafePlan, context: ReportContext): readonly Piece[] {
  const commands = context.offersCommands === true ? nextCommands(plan) : [];
  if (commands.length === 0) return [];
  const text = commands.join("\n");
  const ticks = fenceFor(text);
  return [piece(`Next, as a comment of its own:\n\n${ticks}\n${text}\n${ticks}`, "the next commands")];
}
