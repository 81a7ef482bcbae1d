/** An operation that has ended in, what became of it out: one line for each node, and what to do next. */
import type { NodeProgress, NodeState, OperationProgress, OperationState, Reason } from "../../operation/operation.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { logText } from "../log-text.ts";
import { type Colour, paint } from "../paint.ts";
import type { TerminalOptions } from "../render-terminal.ts";
import { wrapText } from "../wrap-text.ts";
import { durationText } from "./duration-text.ts";
import { type Cell, terminalColumns } from "./terminal-columns.ts";
import { terminalFindings } from "./terminal-findings.ts";

/** What stands below the nodes, in sentences: where a snapshot lies, what to commit. */
export interface ResultExtras {
  readonly lines: readonly string[];
}

export function renderTerminalResult(
  progress: Safe<OperationProgress>,
  extras: ResultExtras,
  options: TerminalOptions,
): string {
  const { reason, state, nodes, findings } = progress;
  // warnings were shown with the plan
  const refusals = state === "refused" ? findings.filter(({ verdict }) => verdict === "refuse") : [];
  const sections = [
    titleText(progress, options),
    terminalColumns(
      nodes.map((node) => nodeCells(node)),
      options,
    ).join("\n"),
    reason === undefined ? "" : reasonText(reason, options),
    ...terminalFindings(refusals, options),
    ...nodes.flatMap((node) => nodeHint(node, reason, options)),
    extras.lines.map(logText).join("\n"),
    canContinue(progress) ? "talos-chatops continue goes on with the rest." : "",
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

const states: Readonly<Record<OperationState, { readonly text: string; readonly colour: Colour }>> = {
  running: { text: "is running", colour: "cyan" },
  succeeded: { text: "done", colour: "green" },
  failed: { text: "failed", colour: "red" },
  refused: { text: "refused, nothing was changed", colour: "red" },
  cancelled: { text: "stopped", colour: "yellow" },
  "handed-over": { text: "handed over", colour: "yellow" },
};

function titleText(
  { command, cluster, state, startedAt, endedAt }: Safe<OperationProgress>,
  options: TerminalOptions,
): string {
  const { text, colour } = states[state];
  const took = endedAt === undefined ? "" : ` after ${durationText(endedAt - startedAt)}`;
  return `${paint(`${logText(command)} on ${logText(cluster)}:`, "bold", options)} ${paint(text, colour, options)}${took}`;
}

const nodeStates: Readonly<Record<NodeState, Cell>> = {
  waiting: { text: "not started", colour: "yellow" },
  running: { text: "unfinished", colour: "yellow" },
  done: { text: "done", colour: "green" },
  unchanged: { text: "nothing to do", colour: "green" },
  failed: { text: "failed", colour: "red" },
  "not-started": { text: "not started", colour: "yellow" },
  "handed-over": { text: "handed over", colour: "yellow" },
};

function nodeCells({ name, state, steps, reason }: Safe<NodeProgress>): readonly Cell[] {
  const took = steps.reduce((sum, { startedAt, endedAt }) => sum + (endedAt ?? startedAt) - startedAt, 0);
  const verified = steps.findLast((step) => step.name === "verify" && step.state === "done")?.detail;
  return [
    { text: logText(name) },
    nodeStates[state],
    { text: steps.length === 0 ? "" : durationText(took) },
    { text: reason === undefined ? plain(verified ?? "") : plain(`${reason.message} (${reason.code})`) },
  ];
}

function reasonText({ code, message, hint }: Safe<Reason>, options: TerminalOptions): string {
  const text = wrapText(`${plain(message)} ${paint(`(${code})`, "dim", options)}`, options.width);
  return hint === undefined ? text : `${text}\n${hintText(plain(hint), options)}`;
}

function hintText(text: string, options: TerminalOptions): string {
  return wrapText(`${paint("hint:", "cyan", options)} ${text}`, options.width);
}

function nodeHint(
  node: Safe<NodeProgress>,
  said: Safe<Reason> | undefined,
  options: TerminalOptions,
): readonly string[] {
  const hint = node.reason?.hint;
  if (hint === undefined || hint === said?.hint) return [];
  return [hintText(`${logText(node.name)}: ${plain(hint)}`, options)];
}

/** Something was begun, and something is left. */
function canContinue({ state, nodes }: Safe<OperationProgress>): boolean {
  const isLeft = nodes.some(
    (node) => node.state === "failed" || node.state === "not-started" || node.state === "running",
  );
  return (state === "failed" || state === "cancelled") && isLeft;
}

function plain(text: string): string {
  return logText(text.replace(/\s+/g, " ").trim());
}
