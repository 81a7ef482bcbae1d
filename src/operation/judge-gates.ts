import type { Node } from "../cluster/cluster.ts";
import { UserError } from "../errors.ts";
import type { GateCode, GateFinding } from "../health/gate.ts";
import { gateNode } from "../health/gate-node.ts";
import type { ClusterObservation } from "../health/observation.ts";
import { observeCluster } from "../health/observe-cluster.ts";
import { runChecks } from "../health/run-checks.ts";
import { poll } from "./poll.ts";
import type { Detail } from "./record-progress.ts";
import type { Rolling } from "./rolling.ts";

export interface GateOptions {
  /** Judged in place of a fresh observation, to begin with. */
  readonly first?: ClusterObservation;
  /** How long what comes right by itself may take, when another node was disrupted before. */
  readonly patienceSeconds: number;
  readonly detail: Detail;
}

/** What a cluster gets over by itself after a node came back. */
export const passing: ReadonlySet<GateCode> = new Set([
  "etcd_lag",
  "etcd_learner",
  "etcd_members_differ",
  "etcd_quorum",
  "etcd_unreadable",
  "kubernetes_unreadable",
  "node_not_ready",
  "node_unreachable",
  "services_unhealthy",
]);

/**
 * Observes the cluster and judges whether a node may be disrupted now.
 *
 * @returns the observation that it was judged by
 * @throws UserError `gate_refused`
 */
export async function judgeGates(rolling: Rolling, node: Node, options: GateOptions): Promise<ClusterObservation> {
  const { ports, signal } = rolling;
  // Before the gates: a check may take minutes to become true, and what is acted upon has to be fresh.
  const hasWaited = await judgeChecks(rolling, node, options);
  let observation = hasWaited ? undefined : options.first;
  let refusals: readonly GateFinding[] = [];
  const judge = async () => {
    observation ??= await observeCluster(rolling.nodes, ports.probes, { signal });
    const judged = observation;
    refusals = refusalsOf(gateNode(judged, node, rolling.intent));
    if (refusals.length === 0 || !refusals.every(({ code }) => passing.has(code))) return judged;
    options.detail(`waits: ${refusals[0]?.message ?? ""}`);
    observation = undefined;
    return undefined;
  };
  const judged = await poll(judge, { pace: ports.pace, signal, seconds: options.patienceSeconds });
  refuse(refusals);
  if (judged === undefined) throw new Error("gates that do not refuse were judged by an observation");
  return judged;
}

/** @returns whether it may have waited */
async function judgeChecks(rolling: Rolling, node: Node, { patienceSeconds }: GateOptions): Promise<boolean> {
  const { cluster, intent, ports, signal } = rolling;
  if (cluster.checks.length === 0 || !intent.nodes.some((one) => one.node.name === node.name && one.disrupts)) {
    return false;
  }
  const patient = patienceSeconds > 0 ? { pace: ports.pace } : {};
  refuse(refusalsOf(await runChecks(cluster.checks, ports.probes.kubernetes, { signal, ...patient })));
  return patienceSeconds > 0;
}

export function refusalsOf(findings: readonly GateFinding[]): readonly GateFinding[] {
  return findings.filter(({ verdict }) => verdict === "refuse");
}

function refuse(refusals: readonly GateFinding[]): void {
  const [first, ...others] = refusals;
  if (first === undefined) return;
  const more = others.length === 0 ? "" : `; and ${others.map(({ message }) => message).join("; ")}`;
  throw new UserError(`${first.message}${more}`, {
    code: "gate_refused",
    ...(first.hint !== undefined && { hint: first.hint }),
  });
}
