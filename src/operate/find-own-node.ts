import { findKubernetesNode } from "../health/find-kubernetes-node.ts";
import type { ClusterObservation } from "../health/observation.ts";
import type { RunnerPlace } from "./operate-request.ts";

export type OwnPlace =
  | { readonly kind: "outside" }
  | { readonly kind: "node"; readonly name: string }
  /** In the cluster, on a node that is not known. */
  | { readonly kind: "unknown" };

/** Finds the node on which this program runs, by any name or address that the runner gave. */
export function findOwnNode(runner: RunnerPlace | undefined, observation: ClusterObservation): OwnPlace {
  if (runner === undefined) return { kind: "outside" };
  const { node: place, inCluster } = runner;
  const found =
    place === undefined ? undefined : observation.nodes.find((observed) => namesOf(observed, observation).has(place));
  if (found !== undefined) return { kind: "node", name: found.node.name };
  return { kind: inCluster ? "unknown" : "outside" };
}

function namesOf(
  observed: ClusterObservation["nodes"][number],
  { kubernetes }: ClusterObservation,
): ReadonlySet<string | undefined> {
  const { node, reading } = observed;
  const known = findKubernetesNode(observed, kubernetes);
  const facts = reading.kind === "read" ? [reading.facts.hostname, reading.facts.kubernetesName] : [];
  return new Set([node.name, node.address, ...facts, known?.name, known?.internalAddress]);
}
