import type { KubernetesNode, KubernetesReading, ObservedNode } from "./observation.ts";

/** The Kubernetes Node of a Talos node: by the name it registered, else by address, else by the name in the settings. */
export function findKubernetesNode(
  { node, reading }: ObservedNode,
  kubernetes: KubernetesReading,
): KubernetesNode | undefined {
  if (kubernetes.kind === "problem") return undefined;
  const { nodes } = kubernetes.facts;
  const registered = reading.kind === "read" ? reading.facts.kubernetesName : undefined;
  if (registered !== undefined) return nodes.find(({ name }) => name === registered);
  return (
    nodes.find(({ internalAddress }) => internalAddress === node.address) ??
    nodes.find(({ name }) => name === node.name)
  );
}
