/** Two moments of an operation in, a line for each thing that happened between them out: for logs, where nothing is redrawn. */
import type { NodeProgress, OperationProgress, StepProgress } from "../../operation/operation.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { logText } from "../log-text.ts";
import { durationText } from "./duration-text.ts";

type Progress = Safe<OperationProgress>;
type Step = Safe<StepProgress>;

/** @param before undefined at the beginning */
export function progressEvents(before: Progress | undefined, after: Progress): readonly string[] {
  const known = new Map((before?.nodes ?? []).map((node) => [node.name, node]));
  return [
    ...stepEvents("cluster", before?.steps ?? [], after.steps),
    ...after.nodes.flatMap((node) => nodeEvents(known.get(node.name), node)),
  ];
}

function nodeEvents(before: Safe<NodeProgress> | undefined, after: Safe<NodeProgress>): readonly string[] {
  const name = logText(after.name);
  const steps = stepEvents(name, before?.steps ?? [], after.steps);
  if (before?.state === after.state || quiet.has(after.state)) return steps;
  const reason = after.reason === undefined ? "" : `: ${oneLine(after.reason.message)}`;
  const state = after.state === "unchanged" ? "nothing to do" : after.state.replaceAll("-", " ");
  return [...steps, `${name}: ${state}${reason}`];
}

/** What a step already says, or what only waits. */
const quiet: ReadonlySet<string> = new Set(["waiting", "running"]);

function stepEvents(who: string, before: readonly Step[], after: readonly Step[]): readonly string[] {
  return after.flatMap((step, index) => {
    const known = before[index];
    if (known?.state === step.state || step.state === "skipped") return [];
    const detail = step.detail === undefined ? "" : `: ${oneLine(step.detail)}`;
    if (step.state === "running") return [`${who}: ${step.name}${detail}`];
    const tookMs = (step.endedAt ?? step.startedAt) - step.startedAt;
    const took = tookMs < 1000 ? "" : ` after ${durationText(tookMs)}`;
    return [`${who}: ${step.name} ${step.state}${took}${detail}`];
  });
}

function oneLine(text: string): string {
  return logText(text.replace(/\s+/g, " ").trim());
}
