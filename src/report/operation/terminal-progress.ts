/** An operation at one moment in, the lines of a live view out: redrawn again and again, no line wider than the terminal. */
import type { NodeProgress, NodeState, OperationProgress, StepProgress } from "../../operation/operation.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { logText } from "../log-text.ts";
import { type Colour, paint } from "../paint.ts";
import { durationText } from "./duration-text.ts";

export interface LiveViewOptions {
  readonly color: boolean;
  /** Columns and rows of the terminal. */
  readonly width: number;
  readonly height: number;
  /** Unix milliseconds. */
  readonly now: number;
}

type Node = Safe<NodeProgress>;
type Step = Safe<StepProgress>;

/** At most `height` lines: the node in hand and those around it; the rest is counted. */
export function terminalProgress(progress: Safe<OperationProgress>, options: LiveViewOptions): readonly string[] {
  const { command, cluster, startedAt, nodes, steps } = progress;
  const title = `${logText(command)} on ${logText(cluster)} · ${durationText(options.now - startedAt)}`;
  const width = Math.max(0, ...nodes.map(({ name }) => logText(name).length));
  const clusterLine = steps.length === 0 ? [] : [stepLine("cluster".padEnd(width), steps, options)];
  const room = Math.max(3, options.height - 2 - clusterLine.length);
  return [
    paint(cut(title, options.width), "bold", options),
    ...clusterLine,
    ...chooseLines(nodes, room).map((line) =>
      typeof line === "string" ? cut(line, options.width) : nodeLine(line, width, options),
    ),
  ];
}

/** As many nodes as there is room for: failed and running ones, then those that come next, then the last that are done. */
function chooseLines(nodes: readonly Node[], room: number): readonly (Node | string)[] {
  if (nodes.length <= room) return nodes;
  const rank = ({ state }: Node) => (state === "running" || state === "failed" ? 0 : state === "waiting" ? 1 : 2);
  const order = nodes.map((node, index) => ({ node, index }));
  const chosen = order
    .toSorted((a, b) => rank(a.node) - rank(b.node) || (rank(a.node) === 2 ? b.index - a.index : a.index - b.index))
    .slice(0, room - 1)
    .toSorted((a, b) => a.index - b.index)
    .map(({ node }) => node);
  const hidden = nodes.filter((node) => !chosen.includes(node));
  const counts = (["done", "unchanged", "waiting"] as const)
    .map((state) => [state, hidden.filter((node) => node.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${nodeStates[state].text}`);
  return [...chosen, `  … and ${hidden.length} more: ${counts.join(", ")}`];
}

const nodeStates: Readonly<
  Record<NodeState, { readonly sign: string; readonly text: string; readonly colour?: Colour }>
> = {
  waiting: { sign: "·", text: "waiting", colour: "dim" },
  running: { sign: "▸", text: "running", colour: "cyan" },
  done: { sign: "✓", text: "done", colour: "green" },
  unchanged: { sign: "✓", text: "nothing to do", colour: "green" },
  failed: { sign: "✗", text: "failed", colour: "red" },
  "not-started": { sign: "·", text: "not started", colour: "yellow" },
  "handed-over": { sign: "→", text: "handed over", colour: "yellow" },
};

function nodeLine(node: Node, width: number, options: LiveViewOptions): string {
  const { sign, text, colour } = nodeStates[node.state];
  const name = logText(node.name).padEnd(width);
  const mark = colour === undefined ? sign : paint(sign, colour, options);
  if (node.state !== "running" && node.state !== "failed") {
    const took = node.steps.length === 0 ? "" : ` ${durationText(totalOf(node.steps, options.now))}`;
    return `${mark} ${cut(name, options.width - 2)}${tail(` ${text}${took}`, width + 2, options)}`;
  }
  return `${mark} ${stepLine(name, node.steps, options).slice(2)}`;
}

function tail(text: string, used: number, { width }: LiveViewOptions): string {
  return cut(text, Math.max(0, width - used - 1));
}

function totalOf(steps: readonly Step[], now: number): number {
  return steps.reduce((sum, { startedAt, endedAt }) => sum + (endedAt ?? now) - startedAt, 0);
}

const stepSigns = { running: "●", done: "✓", failed: "✗", skipped: "–" } as const;

/** The last steps that fit, the first ones behind an ellipsis; what the running one is at stands behind it. */
function stepLine(name: string, steps: readonly Step[], options: LiveViewOptions): string {
  const texts = steps.filter(({ state }) => state !== "skipped").map((step) => stepText(step, options.now));
  const last = steps.at(-1);
  const isOpen = last?.state === "running" || last?.state === "failed";
  const detail = isOpen && last.detail !== undefined ? ` (${oneLine(last.detail)})` : "";
  const room = options.width - name.length - 4;
  let line = texts.at(-1) ?? "";
  for (let index = texts.length - 2; index >= 0; index--) {
    const longer = `${texts[index]}  ${line}`;
    if (longer.length + Math.min(detail.length, 40) > room - (index > 0 ? 3 : 0)) {
      line = `…  ${line}`;
      break;
    }
    line = longer;
  }
  return `  ${name} ${cut(`${line}${detail}`, room)}`;
}

function stepText({ name, state, startedAt, endedAt }: Step, now: number): string {
  const took = (endedAt ?? now) - startedAt;
  return `${stepSigns[state]} ${name}${took >= 1000 ? ` ${durationText(took)}` : ""}`;
}

function oneLine(text: string): string {
  return logText(text.replace(/\s+/g, " ").trim());
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
