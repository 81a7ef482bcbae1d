import type { NodeTarget } from "./intent.ts";
import type { KubernetesNode, NodeFacts, ObservedNode } from "./observation.ts";

/** Stable: part of the result JSON. */
export type LiveState =
  | "booting"
  | "cordoned-by-other"
  | "cordoned-by-us"
  | "installed-not-rebooted"
  | "maintenance"
  | "not-ready"
  | "ready"
  | "rolled-back"
  | "running-old"
  | "running-target"
  | "running-target-wrong-schematic"
  | "unreachable";

/** Several can hold at once: cordoned by us, and installed but not rebooted. */
export interface ObservedState {
  /** What a person has to know first. */
  readonly primary: LiveState;
  /** All that hold, the primary one first. */
  readonly all: readonly LiveState[];
}

export interface StateOptions {
  /** What the node is brought to, where that is known. */
  readonly target?: NodeTarget;
  /** Boot time when it was begun, Unix seconds: another one means that it rebooted since. */
  readonly bootTimeBefore?: number;
}

/** Clocks step at boot: https://man7.org/linux/man-pages/man5/proc_stat.5.html, `btime` moves with them. */
const bootTimeTolerance = 2;

/** Whether two boot times (Unix seconds) are of different boots. */
export function hasRebooted(before: number, now: number): boolean {
  return Math.abs(now - before) > bootTimeTolerance;
}

/**
 * Names what a node is in, from what was observed alone.
 *
 * @param kubernetesNode undefined when Kubernetes could not be read, or does not know the node
 */
export function nodeState(
  observed: ObservedNode,
  kubernetesNode: KubernetesNode | undefined,
  options: StateOptions = {},
): ObservedState {
  const cordon = cordonStates(kubernetesNode);
  const { reading } = observed;
  if (reading.kind === "maintenance") return stateOf(["maintenance", ...cordon]);
  if (reading.kind === "problem") return stateOf([problemState(reading.problem.kind), ...cordon]);
  const { facts } = reading;
  if (facts.stage === "maintenance") return stateOf(["maintenance", ...cordon]);
  if (facts.stage !== "running") return stateOf(["booting", ...cordon]);
  const progress = progressStates(facts, options);
  const isReady = facts.ready && kubernetesNode?.ready !== false;
  if (!isReady) return stateOf([...progress.filter(isUrgent), "not-ready", ...cordon, ...progress.filter(isCalm)]);
  const isDone = cordon.length === 0 && progress.every((state) => state === "running-target");
  return stateOf([
    ...progress.filter(isUrgent),
    ...cordon,
    ...(isDone ? ["ready" as const] : []),
    ...progress.filter(isCalm),
  ]);
}

function stateOf(states: readonly LiveState[]): ObservedState {
  const [primary] = states;
  if (primary === undefined) throw new Error("a node is always in some state");
  return { primary, all: states };
}

function problemState(kind: string): LiveState {
  if (kind === "maintenance") return "maintenance";
  return kind === "rebooting" ? "booting" : "unreachable";
}

function cordonStates(node: KubernetesNode | undefined): readonly LiveState[] {
  if (node?.unschedulable !== true) return [];
  return [node.cordon === undefined ? "cordoned-by-other" : "cordoned-by-us"];
}

/** What asks for somebody to act; the other ones only say where a node stands. */
function isUrgent(state: LiveState): boolean {
  return state === "rolled-back" || state === "installed-not-rebooted";
}

function isCalm(state: LiveState): boolean {
  return !isUrgent(state);
}

function progressStates(facts: NodeFacts, { target, bootTimeBefore }: StateOptions): readonly LiveState[] {
  const rebooted = bootTimeBefore !== undefined && hasRebooted(bootTimeBefore, facts.bootTime);
  if (target === undefined) return facts.fallbackPending ? ["installed-not-rebooted"] : [];
  const reached = reachedState(facts, target);
  if (reached === "running-target") return [reached];
  if (rebooted) return ["rolled-back", reached];
  return facts.fallbackPending ? ["installed-not-rebooted", reached] : [reached];
}

function reachedState(facts: NodeFacts, target: NodeTarget): LiveState {
  if (target.version !== undefined && target.version !== facts.version) return "running-old";
  const isSchematic = target.schematicId === undefined || target.schematicId === facts.schematicId;
  return isSchematic ? "running-target" : "running-target-wrong-schematic";
}
