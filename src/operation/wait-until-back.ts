/** Waits for a node after it was disrupted: back means that Talos, Kubernetes and etcd all say so. */
import { UserError } from "../errors.ts";
import { findKubernetesNode } from "../health/find-kubernetes-node.ts";
import type { NodeTarget } from "../health/intent.ts";
import { hasRebooted } from "../health/node-state.ts";
import type { KubernetesReading, NodeFacts, NodeReading } from "../health/observation.ts";
import type { NodeTurn } from "./node-work.ts";
import { poll } from "./poll.ts";
import type { Detail } from "./record-progress.ts";

export interface BackOptions {
  /** Boot time before it was disrupted, Unix seconds; left out where it need not have rebooted. */
  readonly bootTimeBefore?: number;
  /** What it has to run. */
  readonly target?: NodeTarget;
  /** How long it may take: a boot, unless told. */
  readonly seconds?: number;
  readonly detail: Detail;
}

/**
 * @returns what the node says of itself once it is back
 * @throws UserError `node_rolled_back` when it is back with something else than wanted, `node_timeout`
 */
export async function waitUntilBack(turn: NodeTurn, options: BackOptions): Promise<NodeFacts> {
  const { work, ports, limits, signal } = turn;
  const { name } = work.intent.node;
  const seconds = options.seconds ?? limits.rebootSeconds;
  let missing = "";
  const tell = (detail: string): undefined => {
    missing = detail;
    options.detail(detail);
  };
  const back = await poll(() => look(turn, options, tell), { pace: ports.pace, signal, seconds });
  if (back !== undefined) return back;
  throw new UserError(`${name} is not back after ${seconds} seconds: ${missing}`, {
    code: "node_timeout",
    hint: `Look at its console; once it is well again, continue.`,
  });
}

type Tell = (detail: string) => undefined;

async function look(turn: NodeTurn, options: BackOptions, tell: Tell): Promise<NodeFacts | undefined> {
  const { work, ports, signal } = turn;
  const { node } = work.intent;
  const reading = await ports.probes.nodes.observe(node, { signal });
  const booting = whyNotBooted(reading, options.bootTimeBefore);
  if (reading.kind !== "read" || booting !== undefined) return tell(booting ?? "it does not answer");
  const { facts } = reading;
  checkTarget(node.name, facts, options.target);
  const etcd = node.role === "controlplane" ? whyNotMember(facts) : undefined;
  if (etcd !== undefined) return tell(etcd);
  if (turn.kubernetesName === undefined) return facts;
  const kubernetes = await ports.probes.kubernetes.observe({ signal });
  const ready = findKubernetesNode({ node, reading }, kubernetes)?.ready;
  return ready === true ? facts : tell(whyNotReady(kubernetes));
}

function whyNotBooted(reading: NodeReading, bootTimeBefore: number | undefined): string | undefined {
  if (reading.kind === "problem") return reading.problem.kind === "rebooting" ? "it reboots" : "it does not answer";
  if (reading.kind === "maintenance") return "it is in maintenance mode";
  const { stage, ready, bootTime, unmetConditions } = reading.facts;
  if (bootTimeBefore !== undefined && !hasRebooted(bootTimeBefore, bootTime)) return "it goes down";
  if (stage !== "running") return `stage ${stage}`;
  if (!ready) return `waits for ${unmetConditions.map(({ name }) => name).join(", ") || "its services"}`;
  return undefined;
}

/** An upgrade whose boot failed comes back with what ran before, and looks like a good one but for this. */
function checkTarget(name: string, facts: NodeFacts, target: NodeTarget | undefined): void {
  if (target === undefined || runsTarget(facts, target)) return;
  const isVersion = target.version === undefined || target.version === facts.version;
  const found = isVersion
    ? `with another schematic than the wanted one`
    : `with ${facts.version} in place of ${target.version}`;
  throw new UserError(`${name} came back ${found}: it was rolled back`, {
    code: "node_rolled_back",
    hint: "Its console tells why the new image did not boot. The other nodes were left alone.",
  });
}

export function runsTarget(facts: NodeFacts, target: NodeTarget): boolean {
  if (target.version !== undefined && target.version !== facts.version) return false;
  return target.schematicId === undefined || target.schematicId === facts.schematicId;
}

function whyNotMember({ etcd }: NodeFacts): string | undefined {
  if (etcd === undefined) return "etcd does not answer";
  if (/^0*$/.test(etcd.leaderId)) return "etcd has no leader";
  if (etcd.isLearner) return "its etcd member still learns";
  if (etcd.errors.length > 0) return "its etcd member reports errors";
  return etcd.members.some(({ id }) => id === etcd.memberId) ? undefined : "it is no etcd member";
}

function whyNotReady(kubernetes: KubernetesReading): string {
  return kubernetes.kind === "problem" ? "the Kubernetes API does not answer" : "its Kubernetes node is not Ready";
}
