/** Judges one node right before it is disrupted: a fresh observation and the intent given, findings out. */
import type { Node } from "../cluster/cluster.ts";
import type { GateFinding } from "./gate.ts";
import { gateEtcd } from "./gate-etcd.ts";
import type { OperationIntent } from "./intent.ts";
import type { ClusterObservation } from "./observation.ts";

/** Never throws. Anything with verdict `refuse` means: leave the node alone. */
export function gateNode(observation: ClusterObservation, node: Node, intent: OperationIntent): readonly GateFinding[] {
  const planned = intent.nodes.find((one) => one.node.name === node.name);
  if (planned === undefined || !planned.disrupts) return [];
  return node.role === "controlplane" ? gateEtcd(observation, planned, intent.consents) : [];
}
