/** The whole of an operation at one moment in, its live comment out: edited again and again, complete at the end. */
import type {
  NodeProgress,
  NodeState,
  OperationProgress,
  OperationState,
  StepName,
  StepProgress,
} from "../../operation/operation.ts";
import type { SuggestedChange } from "../../operation/upgrade-kubernetes/suggested-change.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import type { SafeText } from "../../redaction/redacted.ts";
import { codeSpan } from "../markdown/code-span.ts";
import { escapeMarkdown } from "../markdown/escape-markdown.ts";
import { fenceFor } from "../markdown/fence.ts";
import { hintText } from "../markdown/hint-text.ts";
import { leftOutText } from "../markdown/left-out-text.ts";
import { linkRevision } from "../markdown/link-source.ts";
import { type Piece, packPieces, type Wrapper } from "../markdown/pack-pieces.ts";
import type { ReportContext } from "../report-context.ts";
import { plural } from "../summarize-plan.ts";
import { composeFindings } from "./compose-findings.ts";
import { composeTimeline } from "./compose-timeline.ts";
import { durationText } from "./duration-text.ts";
import { renderSuggestion } from "./render-suggestion.ts";

export interface ProgressContext extends ReportContext {
  /** Unix milliseconds: what runs is shown with the time that it has taken so far. */
  readonly now: number;
  /** Who approved it. */
  readonly approvedBy?: readonly SafeText[];
  /** A snapshot that was kept, in one sentence. */
  readonly snapshot?: SafeText;
  /** What a person should commit, so that the repository says what the cluster runs. */
  readonly suggestion?: Safe<SuggestedChange>;
}

type Progress = Safe<OperationProgress>;
type Node = Safe<NodeProgress>;
type Step = Safe<StepProgress>;

const limits = { maxUnits: 60_000, maxBytes: 240_000, maxParts: 1 };

export function renderProgress(progress: Progress, context: ProgressContext): string {
  const pieces = [
    piece(leadText(progress, context), "the beginning"),
    ...composeReason(progress),
    ...composeClusterSteps(progress, context),
    ...composeNow(progress, context),
    ...composeTable(progress, context),
    ...composeReasons(progress),
    ...composeFindings(progress.findings),
    ...composeEnd(progress, context),
  ];
  const { parts, leftOut } = packPieces(pieces, limits);
  const place = context.runUrl === undefined ? "the log of the run" : `[the log of the run](${context.runUrl})`;
  return [
    `## ${titleOf(progress)}\n\n`,
    parts[0] ?? "",
    leftOutText(leftOut, "one comment", place),
    footerOf(progress, context),
  ].join("");
}

const states: Readonly<Record<OperationState, string>> = {
  running: "🔄 running",
  succeeded: "✅ done",
  failed: "❌ failed",
  refused: "⛔ refused",
  cancelled: "🛑 stopped",
  "handed-over": "🤝 handed over",
};

function titleOf(progress: Progress): string {
  const { command, cluster, state, nodes } = progress;
  const working = nodes.filter((node) => node.state !== "unchanged");
  const done = working.filter((node) => node.state === "done").length;
  const count = working.length === 0 ? "" : `, ${done} of ${plural(working.length, "node")}`;
  return `${codeSpan(`/talos ${command}`)} on ${codeSpan(cluster)}: ${states[state]}${count}`;
}

function leadText(progress: Progress, context: ProgressContext): string {
  const { requester, revision, startedAt, endedAt } = progress;
  const names = (context.approvedBy ?? []).map((name) => `**${escapeMarkdown(name)}**`);
  const approval = names.length === 0 ? "" : `, approved by ${names.join(", ")}`;
  const time = endedAt === undefined ? `since ${clockTime(startedAt)}` : `took ${durationText(endedAt - startedAt)}`;
  return `Asked for by **${escapeMarkdown(requester)}**${approval}, at ${linkRevision(revision, context)}; ${time}.`;
}

function composeReason({ reason, state }: Progress): readonly Piece[] {
  if (reason === undefined) return [];
  const alert = state === "failed" || state === "refused" ? "CAUTION" : "IMPORTANT";
  const lines = [`> [!${alert}]`, `> **${escapeMarkdown(reason.message)}** ${codeSpan(reason.code)}`];
  if (reason.hint !== undefined) lines.push(">", `> ${hintText(reason.hint)}`);
  return [piece(lines.join("\n"), "the reason")];
}

/** What is done once for the whole cluster. */
function composeClusterSteps({ steps }: Progress, { now }: ProgressContext): readonly Piece[] {
  if (steps.length === 0) return [];
  const texts = steps.map((step) => {
    const detail = step.detail === undefined || step.state === "running" ? "" : ` (${escapeMarkdown(step.detail)})`;
    return `${step.name} ${stepsText([step], now)}${detail}`;
  });
  return [piece(`Cluster: ${texts.join(" · ")}`, "the steps of the cluster")];
}

/** What is being done at this moment. */
function composeNow(progress: Progress, { now }: ProgressContext): readonly Piece[] {
  const running = [
    ...progress.steps.map((step) => ({ who: "cluster", step })),
    ...progress.nodes.flatMap(({ name, steps }) => steps.map((step) => ({ who: name, step }))),
  ].filter(({ step }) => step.state === "running");
  const lines = running.map(({ who, step }) => {
    const detail = step.detail === undefined ? "" : `: ${escapeMarkdown(step.detail)}`;
    return `**${escapeMarkdown(who)}** · ${step.name}${detail} (${durationText(now - step.startedAt)})`;
  });
  return progress.state === "running" && lines.length > 0 ? [piece(`▶️ ${lines.join("<br>▶️ ")}`, "what runs now")] : [];
}

function composeTable(progress: Progress, { now }: ProgressContext): readonly Piece[] {
  const rows = progress.nodes.map((node) => ({ name: codeSpan(node.name), state: nodeText(node), steps: node.steps }));
  if (rows.length === 0) return [];
  const columns = columnsOf(rows);
  const open = `| Node | State | ${columns.map((column) => `${column} | `).join("")}\n|---|---|${"---|".repeat(columns.length)}\n`;
  const table: Wrapper = { open: open.replaceAll(" \n", "\n"), reopen: open.replaceAll(" \n", "\n"), close: "\n" };
  return rows.map(({ name, state, steps }) => {
    const cells = [
      name,
      state,
      ...columns.map((column) =>
        stepsText(
          steps.filter((step) => step.name === column),
          now,
        ),
      ),
    ];
    const row = cells.map((cell) => cell.replace(/\\?\|/g, "\\|")).join(" | ");
    return { wrappers: [table], text: `| ${row} |\n`, name: "rows of the table" };
  });
}

/** A step that no node needs has no column. The others are in the order in which they are done: a step stands after all that came before it on any node. */
function columnsOf(rows: readonly { readonly steps: readonly Step[] }[]): readonly StepName[] {
  const columns: StepName[] = [];
  for (const { steps } of rows) {
    let after = -1;
    for (const { name, state } of steps) {
      if (state === "skipped") continue;
      const known = columns.indexOf(name);
      if (known < 0) columns.splice(after + 1, 0, name);
      after = Math.max(after, known < 0 ? after + 1 : known);
    }
  }
  return columns;
}

const nodeStates: Readonly<Record<NodeState, string>> = {
  waiting: "⏳ waiting",
  running: "🔄 running",
  done: "✅ done",
  unchanged: "🟢 nothing to do",
  failed: "❌ failed",
  "not-started": "⬜ not started",
  "handed-over": "🤝 handed over",
};

function nodeText({ state }: Node): string {
  return nodeStates[state];
}

const stepStates = { running: "🔄", done: "✅", failed: "❌", skipped: "–" } as const;

/** A step that was done twice (a node's check before and after) has one cell. */
function stepsText(steps: readonly Step[], now: number): string {
  const last = steps.at(-1);
  if (last === undefined) return "";
  if (last.state === "skipped") return stepStates.skipped;
  const took = steps.reduce((sum, { startedAt, endedAt }) => sum + (endedAt ?? now) - startedAt, 0);
  return `${stepStates[last.state]}\u00a0${narrow(durationText(took))}`;
}

/** `1min 36s` in one piece, so that the table fits a comment's width. */
function narrow(duration: string): string {
  return duration.replace(/(\d) /g, "$1").replaceAll(" ", "\u00a0");
}

function composeReasons({ nodes }: Progress): readonly Piece[] {
  return nodes.flatMap(({ name, reason, state }) => {
    if (reason === undefined) return [];
    const hint = reason.hint === undefined ? "" : ` ${hintText(reason.hint)}`;
    const lines = [
      `> [!${state === "failed" ? "CAUTION" : "NOTE"}]`,
      `> **${escapeMarkdown(name)}**: ${escapeMarkdown(reason.message)} ${codeSpan(reason.code)}${hint}`,
    ];
    return [piece(lines.join("\n"), "the reason of a node")];
  });
}

/** Of an operation that is over: what was kept, the timeline, what to type next. */
function composeEnd(progress: Progress, context: ProgressContext): readonly Piece[] {
  if (progress.state === "running") return [];
  const timeline = composeTimeline(progress);
  const commands = nextCommands(progress);
  return [
    ...(context.snapshot === undefined ? [] : [piece(`📦 ${escapeMarkdown(context.snapshot)}`, "the snapshot")]),
    ...composeSuggestion(context.suggestion),
    ...(timeline === ""
      ? []
      : [piece(`<details><summary>Timeline</summary>\n\n${timeline}\n</details>`, "the timeline")]),
    ...(commands.length === 0
      ? []
      : [piece(`Next, as a comment of its own:\n\n\`\`\`\n${commands.join("\n")}\n\`\`\``, "the next commands")]),
  ];
}

function composeSuggestion(suggestion: Safe<SuggestedChange> | undefined): readonly Piece[] {
  if (suggestion === undefined) return [];
  const diff = renderSuggestion(suggestion);
  const ticks = fenceFor(diff);
  const text = `The repository should say now what the cluster runs:\n\n${ticks}diff\n${diff}\n${ticks}`;
  return [piece(text, "the suggested change")];
}

function nextCommands({ state }: Progress): readonly string[] {
  switch (state) {
    case "failed":
    case "cancelled":
      return ["/talos status", "/talos continue"];
    case "succeeded":
      return ["/talos status"];
    case "handed-over":
    case "refused":
    case "running":
      return [];
    default:
      return state satisfies never;
  }
}

function footerOf({ id }: Progress, { runUrl }: ProgressContext): string {
  const facts = [`Operation ${codeSpan(id)}`, ...(runUrl === undefined ? [] : [`[workflow run](${runUrl})`])];
  return `<sub>${facts.join(" · ")}</sub>\n`;
}

function clockTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 19)} UTC`;
}

function piece(text: string, name: string): Piece {
  return { wrappers: [], text: `${text}\n\n`, name };
}
