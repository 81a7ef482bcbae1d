import { formatDocumentId } from "../config/machine-config.ts";
import { formatLocation } from "../errors.ts";
import type { SafeImage, SafeNodeDiff, SafePlan, SafeText } from "../redaction/redacted.ts";
import { type ChangeGroup, groupChanges, type HunkLine } from "./changes/group-changes.ts";
import { logText } from "./log-text.ts";
import { nameNodes } from "./name-nodes.ts";
import { type Colour, paint } from "./paint.ts";
import { formatSources, sourceLines } from "./source-lines.ts";
import { collectNotes, groupNodes, needsUpgrade, plural, summarizePlan } from "./summarize-plan.ts";
import { wrapText } from "./wrap-text.ts";

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns at which prose is wrapped; diffs and tables are left as long as they are. */
  readonly width: number;
}

/** The plan for a terminal or a log: the facts of the comment, the diff as git shows it. */
export function renderTerminal(plan: SafePlan, options: TerminalOptions): string {
  const sections = [
    paint(`${logText(plan.cluster)}: ${summarizePlan(plan).verdict}`, "bold", options),
    tableLines(plan, options).join("\n"),
    ...terminalChanges(plan, options),
    paint(footerText(plan), "dim", options),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** What a plan says below its table: problems, notes, reboots, upgrades and the changes themselves, each without a line feed at its end. */
export function terminalChanges(plan: SafePlan, options: TerminalOptions): readonly string[] {
  return [
    ...problemTexts(plan, options),
    ...noteTexts(plan, options),
    ...rebootTexts(plan, options),
    ...upgradeTexts(plan, options),
    ...groupChanges(plan).map((group) => groupText(group, plan, options)),
  ].filter((section) => section !== "");
}

interface Cell {
  readonly text: string;
  readonly colour?: Colour;
}

function tableLines(plan: SafePlan, options: TerminalOptions): readonly string[] {
  const rows = plan.nodes.map((node): readonly Cell[] => [
    { text: logText(node.name) },
    { text: "role" in node ? roleText(node.role) : "" },
    stateCell(node),
    rebootCell(node),
    { text: "image" in node && node.image !== undefined ? imageText(node.image) : "" },
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.text.length ?? 0)));
  return rows.map((row) => {
    const cells = row.map(({ text, colour }, column) => {
      const padded = text.padEnd(widths[column] ?? 0);
      return colour === undefined ? padded : paint(padded, colour, options);
    });
    return `  ${cells.join("  ")}`.trimEnd();
  });
}

export function roleText(role: string): string {
  return role === "controlplane" ? "control plane" : role;
}

function stateCell(node: SafeNodeDiff): Cell {
  switch (node.kind) {
    case "unchanged":
      return { text: "unchanged", colour: "green" };
    case "changed":
      return { text: plural(countChanges(node), "change"), colour: "yellow" };
    case "unreachable":
      return { text: node.reason, colour: "red" };
    case "invalid":
      return { text: "invalid", colour: "red" };
    case "withheld":
      return { text: `${plural(node.changes, "change")}, withheld`, colour: "red" };
    default:
      return node satisfies never;
  }
}

function countChanges(node: Extract<SafeNodeDiff, { kind: "changed" }>): number {
  return node.documents.reduce((sum, document) => sum + document.changes.length, 0);
}

function rebootCell(node: SafeNodeDiff): Cell {
  if (node.kind !== "changed" || node.reboot.kind === "none") return { text: "" };
  const text = node.reboot.kind === "automatic" ? "reboots by itself" : "reboot by hand";
  return { text, colour: node.reboot.kind === "automatic" ? "red" : "yellow" };
}

function imageText({ liveVersion, desiredVersion, upgrade }: SafeImage): string {
  const live = logText(liveVersion);
  const desired = logText(desiredVersion ?? "unknown");
  const texts = {
    none: live,
    version: `${live} → ${desired}`,
    schematic: `${live}, other schematic`,
    "version-and-schematic": `${live} → ${desired}, other schematic`,
  };
  return texts[upgrade];
}

function problemTexts(plan: SafePlan, options: TerminalOptions): readonly string[] {
  const problems = groupNodes(plan.nodes, (node) => problemText(node, options)).filter(({ text }) => text !== "");
  return problems.map(({ nodes, text }) => {
    const [first = "", ...hint] = text.split("\n");
    return [paint(wrapText(`${whoIs(nodes, plan)}: ${first}`, options.width), "red", options), ...hint].join("\n");
  });
}

/** The problem in its first line, the hint below. */
function problemText(node: SafeNodeDiff, options: TerminalOptions): string {
  if (node.kind === "withheld") return "changes not shown because hiding the secrets in them failed";
  if (node.kind !== "unreachable" && node.kind !== "invalid") return "";
  const place = node.kind === "invalid" && node.location !== undefined ? ` (${formatLocation(node.location)})` : "";
  return `${prose(`${node.message}${place}`)}${hintLine(node.hint, options)}`;
}

function prose(text: string): string {
  return logText(text.replace(/\s+/g, " ").trim());
}

function hintLine(hint: SafeText | undefined, options: TerminalOptions): string {
  if (hint === undefined) return "";
  return `\n${wrapText(`  ${paint("hint:", "cyan", options)} ${prose(hint)}`, options.width)}`;
}

const noteColours = { error: "red", warning: "yellow", info: "cyan" } as const;

function noteTexts(plan: SafePlan, options: TerminalOptions): readonly string[] {
  return collectNotes(plan).map(({ note, nodes }) => {
    const label = paint(`${note.severity}:`, noteColours[note.severity], options);
    const who = nodes.length === 0 ? "" : `${nodes.map(logText).join(", ")}: `;
    const place = note.location === undefined ? "" : ` (${logText(formatLocation(note.location))})`;
    const text = `${label} ${who}${prose(note.message)}${place}`;
    return `${wrapText(text, options.width)}${hintLine(note.hint, options)}`;
  });
}

function rebootTexts(plan: SafePlan, options: TerminalOptions): readonly string[] {
  const changed = plan.nodes.filter((node) => node.kind === "changed").filter((node) => node.reboot.kind !== "none");
  return groupNodes(changed, rebootText).map(({ nodes, text }) =>
    wrapText(`${whoIs(nodes, plan)}: ${text}`, options.width),
  );
}

function rebootText({ reboot }: Extract<SafeNodeDiff, { kind: "changed" }>): string {
  const why = reboot.paths.length === 0 ? "" : `, because of ${prose(reboot.paths.join(", "))}`;
  if (reboot.kind === "manual") return `the changes are taken at once but act only after a reboot${why}`;
  return `automatic reboot when the changes are applied, without a drain${why}`;
}

function upgradeTexts(plan: SafePlan, options: TerminalOptions): readonly string[] {
  return groupNodes(plan.nodes.filter(needsUpgrade), upgradeText).map(({ nodes, text }) => {
    const [first = "", ...rest] = text.split("\n");
    return [wrapText(`${whoIs(nodes, plan)}: ${first}`, options.width), ...rest].join("\n");
  });
}

function upgradeText(node: SafeNodeDiff): string {
  if (!("image" in node) || node.image === undefined) return "";
  const { reasons, desiredImage, liveSchematic, desiredSchematic, upgrade } = node.image;
  const short = (id: SafeText | undefined) => logText(id?.slice(0, 8) ?? "none");
  const schematic = upgrade === "version" ? "" : `, schematic ${short(liveSchematic)} → ${short(desiredSchematic)}`;
  const why = reasons.length === 0 ? "" : ` (${prose(reasons.join("; "))})`;
  return `needs an upgrade${schematic}${why}${desiredImage === undefined ? "" : `\n  to ${prose(desiredImage)}`}`;
}

function whoIs(nodes: readonly SafeNodeDiff[], plan: SafePlan): string {
  const { short, list } = nameNodes(
    nodes.map((node) => node.name),
    plan,
    logText,
  );
  return list ?? short;
}

function groupText(group: ChangeGroup, plan: SafePlan, options: TerminalOptions): string {
  const { short, list } = nameNodes(group.nodes, plan, logText);
  const title = `${list ?? short} · ${plural(group.changes, "change")} · +${group.added} −${group.removed}`;
  const lines = [paint(title, "bold", options)];
  for (const document of group.documents) {
    const action = { added: " (new document)", removed: " (document removed)", changed: "" }[document.kind];
    lines.push(paint(`--- ${logText(formatDocumentId(document.id))}${action}`, "bold", options));
    for (const hunk of document.hunks) {
      const sources = formatSources(sourceLines(hunk.changes.map((change) => change.origin)));
      const place = hunk.breadcrumb === "" ? "" : ` ${hunk.breadcrumb}`;
      lines.push(paint(logText(`@@${place} @@${sources === "" ? "" : ` ${sources}`}`), "cyan", options));
      lines.push(...hunk.lines.map((line) => hunkLine(line, options)));
    }
  }
  return lines.join("\n");
}

function hunkLine({ sign, text }: HunkLine, options: TerminalOptions): string {
  const line = logText(`${sign}${text}`);
  if (sign === " ") return line;
  return paint(line, sign === "+" ? "green" : "red", options);
}

export function footerText(plan: SafePlan): string {
  const revision = plan.revision.replace(/^([0-9a-f]{7})[0-9a-f]{33,57}/, "$1");
  const mode = plan.mode === "offline" ? " · offline: head against base" : "";
  return `revision ${logText(revision)} · digest ${plan.digest.slice(0, 12)}${mode}`;
}
