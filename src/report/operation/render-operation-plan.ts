/** An operation that is ready to start in, the comment by which a person decides about it out. */
import { codeSpan } from "../markdown/code-span.ts";
import { composeDiffs } from "../markdown/compose-diffs.ts";
import { composeOverview } from "../markdown/compose-plan.ts";
import { escapeMarkdown } from "../markdown/escape-markdown.ts";
import { fenceFor } from "../markdown/fence.ts";
import { leftOutText } from "../markdown/left-out-text.ts";
import { linkRevision } from "../markdown/link-source.ts";
import { type PackLimits, type Piece, packPieces, type Wrapper } from "../markdown/pack-pieces.ts";
import type { ReportContext } from "../report-context.ts";
import { plural } from "../summarize-plan.ts";
import { composeFindings } from "./compose-findings.ts";
import type { OperationPlan } from "./operation-plan.ts";

/** As for plans: the rest of GitHub's limit is for title, footer and marker. */
const commentLimits: PackLimits = { maxUnits: 60_000, maxBytes: 240_000, maxParts: 4 };
const summaryLimits: PackLimits = { maxUnits: 900_000, maxBytes: 900_000, maxParts: 1 };
const maxLineLength = 1_000;

/** The comment, or several when it is too long for one. */
export function renderOperationPlan(operation: OperationPlan, context: ReportContext): readonly string[] {
  return render(operation, context, commentLimits);
}

/** The same for the job summary, where nothing is left out for want of room. */
export function renderOperationPlanSummary(operation: OperationPlan, context: ReportContext): string {
  return render(operation, context, summaryLimits).join("\n");
}

function render(operation: OperationPlan, context: ReportContext, limits: PackLimits): readonly string[] {
  const { parts, leftOut } = packPieces(composeOperation(operation, context), limits);
  const place = context.runUrl === undefined ? "the job summary" : `[the job summary](${context.runUrl})`;
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    const number = parts.length === 1 ? "" : ` (${index + 1}/${parts.length})`;
    return [
      `## ${titleOf(operation)}${number}\n\n`,
      part,
      isLast ? leftOutText(leftOut, `${limits.maxParts} comments`, place) : `Continued in part ${index + 2}.\n\n`,
      footerOf(operation, context),
    ].join("");
  });
}

const states = {
  approval: "✋ needs approval",
  "comment-approval": "✋ needs approval",
  starts: "🚀 starts now",
  "dry-run": "🔍 dry run",
  refused: "⛔ refused",
  changed: "🔀 the plan is another now",
  "nothing-to-do": "✅ nothing to do",
} as const;

function titleOf({ command, plan, next }: OperationPlan): string {
  return `${codeSpan(`/talos ${command}`)} on ${codeSpan(plan.cluster)}: ${states[next.kind]}`;
}

function composeOperation(operation: OperationPlan, context: ReportContext): readonly Piece[] {
  return [
    piece(leadText(operation, context), "the beginning"),
    ...composeNext(operation, context),
    ...composeConsequences(operation),
    ...composeFindings(operation.findings),
    ...composeOrder(operation),
    ...composeChanges(operation, context),
  ];
}

function leadText({ nodes, plan, requester }: OperationPlan, context: ReportContext): string {
  const working = nodes.filter(({ unchanged }) => !unchanged);
  const disruptive = working.filter((node) => node.disruptive).length;
  const how =
    working.length > 1
      ? `${plural(working.length, "node")}, strictly one after another`
      : plural(working.length, "node");
  const rest = disruptive === 0 ? "none is disrupted" : `${disruptive === 1 ? "one" : disruptive} disrupted`;
  const what = working.length === 0 ? "No node needs it" : `${how}, ${rest}`;
  return `Asked for by **${escapeMarkdown(requester)}** at ${linkRevision(plan.revision, context)}. ${what}.`;
}

function composeNext({ command, next }: OperationPlan, context: ReportContext): readonly Piece[] {
  switch (next.kind) {
    case "approval": {
      const run = context.runUrl === undefined ? "the workflow run" : `[the workflow run](${context.runUrl})`;
      const environment = codeSpan(next.environment);
      const lines = [
        "> [!IMPORTANT]",
        `> **To approve:** open ${run}, choose *Review deployments*, tick ${environment}, approve. Rejecting it, or deleting the comment with the command, calls it off.`,
        ">",
        "> Only this plan is approved: if the commit, a node or a configuration changes until then, nothing is done and the new plan is shown.",
        ...next.warnings.flatMap((warning) => [">", `> ⚠️ ${escapeMarkdown(warning)}`]),
      ];
      const word = next.plan === undefined ? [] : [piece(wordText("Or another person comments:", next.plan), "a word")];
      return [piece(lines.join("\n"), "how to approve"), ...word];
    }
    case "comment-approval": {
      const lines = [
        "> [!IMPORTANT]",
        "> **To approve:** another person than the one who asked, with the right to this command, comments the line below. `/talos reject` in its place, or deleting the comment with the command, calls it off.",
        ">",
        "> Only this plan is approved: if the commit, a node or a configuration changes until then, nothing is done and the new plan is shown.",
        "",
        wordText("", next.plan),
      ];
      return [piece(lines.join("\n"), "how to approve")];
    }
    case "dry-run": {
      const text = `/talos ${command.replace(/ --dry-run\b/, "")}`;
      const ticks = fenceFor(text);
      return [piece(`Nothing is changed. To do it, comment:\n\n${ticks}\n${text}\n${ticks}`, "the next command")];
    }
    case "refused":
      return [piece("Nothing was changed, and nothing waits for approval. What stands in the way:", "the refusal")];
    case "changed": {
      const text = `/talos ${command}`;
      const ticks = fenceFor(text);
      return [
        piece(
          `Nothing was changed: what was approved is not what would be done now. This is the new plan; to have it approved, comment again:\n\n${ticks}\n${text}\n${ticks}`,
          "the next command",
        ),
      ];
    }
    case "starts":
      return [piece("The settings ask for no approval. Its progress follows in a comment of its own.", "what is next")];
    case "nothing-to-do":
      return [];
    default:
      return next satisfies never;
  }
}

function wordText(lead: string, plan: string): string {
  const text = `/talos approve ${plan}`;
  const ticks = fenceFor(text);
  return `${lead === "" ? "" : `${lead}\n\n`}${ticks}\n${text}\n${ticks}`;
}

function composeConsequences({ consequences, risk }: OperationPlan): readonly Piece[] {
  if (consequences.length === 0) return [];
  const title = risk === "destroy" ? "**This cannot be taken back.**" : "**What it takes:**";
  const lines = ["> [!CAUTION]", `> 💥 ${title}`, ">", ...consequences.map((line) => `> - ${escapeMarkdown(line)}`)];
  return [piece(lines.join("\n"), "what is lost")];
}

function composeOrder({ nodes }: OperationPlan): readonly Piece[] {
  const open = "| | Node | Role | What is done |\n|---:|---|---|---|\n";
  const table: Wrapper = { open, reopen: open, close: "\n" };
  let number = 0;
  return nodes.map(({ disruptive, name, role, summary, unchanged }) => {
    if (!unchanged) number += 1;
    const cells = [
      unchanged ? "–" : String(number),
      codeSpan(name),
      role === "controlplane" ? "control plane" : "worker",
      `${unchanged ? "🟢 " : disruptive ? "🔁 " : "🟡 "}${escapeMarkdown(summary)}`,
    ];
    const row = cells.map((cell) => cell.replace(/\\?\|/g, "\\|")).join(" | ");
    return { wrappers: [table], text: `| ${row} |\n`, name: "rows of the table" };
  });
}

/** Of what applies a configuration or an image: problems, notes, reboots, upgrades, diffs. The table is ours. */
function composeChanges({ command, plan }: OperationPlan, context: ReportContext): readonly Piece[] {
  const isPartial = /^upgrade\b/.test(command) && plan.nodes.some(({ kind }) => kind === "changed");
  const partial =
    "> [!NOTE]\n> An upgrade installs the image only. The differences of the configuration below stay: `/talos apply` is for them.";
  const overview = composeOverview(plan, context).filter(({ name }) => name !== "rows of the table");
  return [...overview, ...(isPartial ? [piece(partial, "a note")] : []), ...composeDiffs(plan, context, maxLineLength)];
}

function footerOf({ plan }: OperationPlan, context: ReportContext): string {
  const facts = [
    `Revision ${linkRevision(plan.revision, context)}`,
    `digest ${codeSpan(plan.digest.slice(0, 12))}`,
    ...(context.runUrl === undefined ? [] : [`[workflow run](${context.runUrl})`]),
  ];
  return `<sub>${facts.join(" · ")}</sub>\n`;
}

function piece(text: string, name: string): Piece {
  return { wrappers: [], text: `${text}\n\n`, name };
}
