/** Looks at a whole cluster at once: nodes given, one observation out. */
import pMap from "p-map";
import type { Node } from "../cluster/cluster.ts";
import type { ClusterObservation, ObservedNode } from "./observation.ts";
import type { KubernetesProbe, NodeProbe, Waiting } from "./probes.ts";

export interface ClusterProbes {
  readonly nodes: NodeProbe;
  readonly kubernetes: KubernetesProbe;
}

export interface ObserveOptions extends Waiting {
  /** Nodes that are read at the same time, 32 unless told. */
  readonly concurrency?: number;
}

/**
 * Reads nodes and Kubernetes at the same time, in a bounded number of calls; each call's own deadline is the probe's.
 * Gates judge a node by all the others: give every node of the cluster, not only the chosen ones.
 *
 * @throws only the signal's reason
 */
export async function observeCluster(
  nodes: readonly Node[],
  probes: ClusterProbes,
  { signal, concurrency = 32 }: ObserveOptions,
): Promise<ClusterObservation> {
  const observe = async (node: Node): Promise<ObservedNode> => ({
    node,
    reading: await probes.nodes.observe(node, { signal }),
  });
  const [observed, kubernetes] = await Promise.all([
    pMap(nodes, observe, { concurrency, signal }),
    probes.kubernetes.observe({ signal }),
  ]);
  return { nodes: observed, kubernetes, access: probes.nodes.access };
}
