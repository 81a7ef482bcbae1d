/** Judges an operation before it is approved and again before it starts: cluster and intent given, findings out. */
import type { GateFinding } from "./gate.ts";
import { gateNode } from "./gate-node.ts";
import type { OperationIntent } from "./intent.ts";
import type { ClusterObservation } from "./observation.ts";

/** @returns in the order in which they should be read: what refuses first */
export function gateOperation(observation: ClusterObservation, intent: OperationIntent): readonly GateFinding[] {
  return intent.nodes.flatMap(({ node }) => gateNode(observation, node, intent));
}
