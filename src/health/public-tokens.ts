import type { NodeTarget } from "./intent.ts";
import type { ClusterObservation } from "./observation.ts";

/**
 * Names and ids of a cluster that look random and are no secret, for redaction to leave as they are: schematics, pods,
 * budgets, nodes, operations. What is neither a name of Kubernetes nor a digest stays out.
 */
export function publicTokens(
  { nodes, kubernetes }: ClusterObservation,
  targets: readonly NodeTarget[] = [],
): readonly string[] {
  const schematics = [
    ...nodes.map(({ reading }) => (reading.kind === "read" ? reading.facts.schematicId : undefined)),
    ...targets.map(({ schematicId }) => schematicId),
  ];
  const names = nodes.map(({ node }) => node.name);
  const ofKubernetes =
    kubernetes.kind === "problem"
      ? []
      : [
          ...kubernetes.facts.pods.flatMap(({ namespace, name }) => [namespace, name]),
          ...kubernetes.facts.budgets.flatMap(({ namespace, name }) => [namespace, name]),
          ...kubernetes.facts.nodes.flatMap(({ name, cordon }) => [name, cordon?.operation]),
        ];
  const isName = (text: string | undefined): text is string => text !== undefined && /^[a-z0-9.-]{1,253}$/.test(text);
  return [...new Set([...schematics, ...names, ...ofKubernetes].filter(isName))];
}
