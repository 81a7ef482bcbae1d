import type { Node } from "../cluster/cluster.ts";
import type { ClusterObservation, ObservedNode } from "../health/observation.ts";

export interface OrderOptions {
  /** Name of the node on which this program runs. */
  readonly own?: string;
}

/**
 * The order in which nodes are worked on: workers, control planes, the etcd leader after the other members, and the node
 * on which this program runs at the very end. Within these the given order stays.
 */
export function orderNodes<T extends Node>(
  nodes: readonly T[],
  observation: ClusterObservation,
  { own }: OrderOptions = {},
): readonly T[] {
  const leaders = new Set(observation.nodes.filter(leads).map(({ node }) => node.name));
  const rank = (node: Node) => {
    if (node.name === own) return 3;
    if (node.role === "worker") return 0;
    return leaders.has(node.name) ? 2 : 1;
  };
  return nodes.toSorted((a, b) => rank(a) - rank(b));
}

function leads({ reading }: ObservedNode): boolean {
  if (reading.kind !== "read" || reading.facts.etcd === undefined) return false;
  return reading.facts.etcd.memberId === reading.facts.etcd.leaderId;
}
