/** The steps of an operation over time, as a Mermaid Gantt chart. */
import type { OperationProgress, StepProgress } from "../../operation/operation.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { durationText } from "./duration-text.ts";

/** GitHub refuses to draw sources above 50,000 characters, and a chart of hundreds of bars is unreadable before that. */
const maxBars = 120;

/** Empty when nothing was begun. With very many steps each node has one bar. */
export function composeTimeline(progress: Safe<OperationProgress>): string {
  const sections = [
    { name: "cluster", steps: progress.steps.filter(wasBegun) },
    ...progress.nodes.map(({ name, steps }) => ({ name: plainName(name), steps: steps.filter(wasBegun) })),
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
    ...axisOf(sections.flatMap(({ steps }) => steps)),
    "  todayMarker off",
    ...bars,
    "```",
    "",
  ].join("\n");
}

type Step = Safe<StepProgress>;

const wasBegun = ({ state }: Step) => state !== "skipped";

const maxTicks = 9;

/** Ticks so far apart that their labels do not overlap. */
function axisOf(steps: readonly Step[]): readonly string[] {
  const start = Math.min(...steps.map(({ startedAt }) => startedAt));
  const end = Math.max(...steps.map(({ startedAt, endedAt }) => endedAt ?? startedAt));
  const seconds = (end - start) / 1000 / maxTicks;
  const unit = [10, 30].find((one) => one >= seconds);
  if (unit !== undefined) return ["  axisFormat %H:%M:%S", `  tickInterval ${unit}second`];
  const minutes = [1, 2, 5, 10, 15, 30].find((one) => one * 60 >= seconds);
  return ["  axisFormat %H:%M", `  tickInterval ${minutes === undefined ? "1hour" : `${minutes}minute`}`];
}

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
