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
  /** What the node was when it was begun, where that is known. */
  readonly before?: NodeBefore;
}

export interface NodeBefore {
  /** Unix seconds. */
  readonly bootTime: number;
  readonly version?: string;
  readonly schematicId?: string;
}

/** The clock may be set at boot, and the boot time moves with it (proc_stat(5), btime). */
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
  { reading }: ObservedNode,
  kubernetesNode: KubernetesNode | undefined,
  options: StateOptions = {},
): ObservedState {
  const cordon = cordonStates(kubernetesNode);
  if (reading.kind === "maintenance") return stateOf("maintenance", ...cordon);
  if (reading.kind === "problem") return stateOf(problemState(reading.problem.kind), ...cordon);
  const { facts } = reading;
  if (facts.stage === "maintenance") return stateOf("maintenance", ...cordon);
  if (facts.stage !== "running") return stateOf("booting", ...cordon);
  return runningState(facts, kubernetesNode, cordon, options);
}

function runningState(
  facts: NodeFacts,
  kubernetesNode: KubernetesNode | undefined,
  cordon: readonly LiveState[],
  options: StateOptions,
): ObservedState {
  const reached = options.target && reachedState(facts, options.target);
  const upgrade = upgradeState(facts, reached, options);
  const isReady = facts.ready && kubernetesNode?.ready !== false;
  const isDone = isReady && cordon.length === 0 && (reached ?? "running-target") === "running-target";
  const [first, ...others]: readonly LiveState[] = [
    ...(upgrade === undefined ? [] : [upgrade]),
    ...(isReady ? [] : ["not-ready" as const]),
    ...cordon,
    ...(isDone && upgrade === undefined ? ["ready" as const] : []),
    ...(reached === undefined ? [] : [reached]),
  ];
  return stateOf(first ?? "ready", ...others);
}

function stateOf(primary: LiveState, ...others: readonly LiveState[]): ObservedState {
  return { primary, all: [primary, ...others] };
}

/** Of what a node that cannot be read answers, or how its connection ends. */
function problemState(kind: string): LiveState {
  if (kind === "maintenance") return "maintenance";
  return kind === "rebooting" ? "booting" : "unreachable";
}

function cordonStates(node: KubernetesNode | undefined): readonly LiveState[] {
  if (node?.unschedulable !== true) return [];
  return [node.cordon === undefined ? "cordoned-by-other" : "cordoned-by-us"];
}

function reachedState(facts: NodeFacts, target: NodeTarget): LiveState {
  if (target.version !== undefined && target.version !== facts.version) return "running-old";
  const isSchematic = target.schematicId === undefined || target.schematicId === facts.schematicId;
  return isSchematic ? "running-target" : "running-target-wrong-schematic";
}

/** Between the installer and the boot that takes its work up, or fell back from it. */
function upgradeState(
  facts: NodeFacts,
  reached: LiveState | undefined,
  { before }: StateOptions,
): LiveState | undefined {
  if (reached === "running-target") return undefined;
  const isOtherBoot = before !== undefined && hasRebooted(before.bootTime, facts.bootTime);
  if (isOtherBoot) return reached !== undefined && isAsBefore(facts, before, reached) ? "rolled-back" : undefined;
  if (!facts.fallbackPending) return undefined;
  // A new boot keeps its way back until it is ready: without a target or a boot time to compare this may be one.
  const isOldBoot = before !== undefined || reached !== undefined || facts.ready;
  return isOldBoot ? "installed-not-rebooted" : undefined;
}

/** A node that came up with something new, if not with what was wanted, did not fall back. */
function isAsBefore(facts: NodeFacts, before: NodeBefore, reached: LiveState): boolean {
  if (before.version === undefined) return reached === "running-old";
  return before.version === facts.version && before.schematicId === facts.schematicId;
}
