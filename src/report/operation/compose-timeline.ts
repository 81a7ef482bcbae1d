/** The steps of an operation over time, as a Mermaid Gantt chart. */
import type { OperationProgress, StepProgress } from "../../operation/operation.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { durationText } from "./duration-text.ts";

/** GitHub refuses to draw sources above 50,000 characters, and a chart of hundreds of bars is unreadable before that. */
const maxBars = 120;

/** Empty when nothing was begun. With very many steps each node has one bar. */
export function composeTimeline(progress: Safe<OperationProgress>): string {
  const sections = [
    { name: "cluster", steps: progress.steps },
    ...progress.nodes.map(({ name, steps }) => ({ name: plainName(name), steps })),
  ].filter(({ steps }) => steps.length > 0);
  if (sections.length === 0) return "";
  const isLong = sections.reduce((sum, { steps }) => sum + steps.length, 0) > maxBars;
  const bars = sections.slice(0, maxBars).map(({ name, steps }) => {
    const shown = isLong
      ? [barOf("all steps", steps, progress)]
      : steps.map((step) => barOf(step.name, [step], progress));
    return [`  section ${name}`, ...shown].join("\n");
  });
  return [
    "```mermaid",
    "gantt",
    "  dateFormat x",
    "  axisFormat %H:%M:%S",
    "  todayMarker off",
    ...bars,
    "```",
    "",
  ].join("\n");
}

type Step = Safe<StepProgress>;

function barOf(name: string, steps: readonly Step[], { startedAt, endedAt }: Safe<OperationProgress>): string {
  const start = Math.min(...steps.map((step) => step.startedAt));
  const end = Math.max(...steps.map((step) => step.endedAt ?? endedAt ?? step.startedAt), startedAt);
  const tag = steps.some(({ state }) => state === "failed") ? "crit, " : steps.some(isOpen) ? "active, " : "done, ";
  // A bar without width is not drawn at all.
  return `  ${name} (${durationText(end - start)}) :${tag}${start}, ${Math.max(end, start + 500)}`;
}

function isOpen({ state }: Step): boolean {
  return state === "running";
}

/** In a chart's source a colon, a semicolon or a hash sign has a meaning of its own. */
function plainName(name: string): string {
  return name.replace(/[^\w.-]/g, "_").slice(0, 63);
}
