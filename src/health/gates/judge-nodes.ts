import { findKubernetesNode } from "../find-kubernetes-node.ts";
import type { GateFinding } from "../gate.ts";
import type { ClusterObservation, KubernetesNode, NodeFacts, ObservedNode } from "../observation.ts";

/** Services of Talos itself: a node without one of these is not well, whatever Kubernetes thinks. */
const essential = new Set(["apid", "containerd", "cri", "etcd", "kubelet", "machined", "trustd", "udevd"]);
/** Services that ran once, or never have to. */
const over = new Set(["Finished", "Skipped"]);

/** What keeps nodes from doing their part: everything that is wrong with each of them. */
export function judgeNodes(
  nodes: readonly ObservedNode[],
  { kubernetes }: Pick<ClusterObservation, "kubernetes">,
): readonly GateFinding[] {
  return nodes.flatMap((observed) => judgeNode(observed, kubernetes));
}

/** Nodes that Kubernetes has and the settings do not: nobody here can tell why they are away. */
export function judgeStrangers({ nodes, kubernetes }: ClusterObservation): readonly GateFinding[] {
  if (kubernetes.kind === "problem") return [];
  const known = new Set(nodes.map((observed) => findKubernetesNode(observed, kubernetes)?.name));
  const away = kubernetes.facts.nodes.filter(({ name, ready }) => !ready && !known.has(name));
  if (away.length === 0) return [];
  const message = `Kubernetes has nodes that are not Ready and not in the settings: ${away.map(({ name }) => name).join(", ")}`;
  const evidence = away.map(({ name }) => `${name}: not Ready`);
  return [{ code: "node_not_ready", verdict: "warn", message, evidence }];
}

function judgeNode(observed: ObservedNode, kubernetes: ClusterObservation["kubernetes"]): readonly GateFinding[] {
  const known = findKubernetesNode(observed, kubernetes);
  const { node, reading } = observed;
  if (reading.kind === "problem") {
    const { message, hint } = reading.problem;
    const problem = {
      message: `${node.name} cannot be read`,
      evidence: [message],
      node: node.name,
      ...(hint && { hint }),
    };
    return [{ code: "node_unreachable", verdict: "refuse", ...problem }, ...judgeCordon(node.name, known)];
  }
  if (reading.kind === "maintenance") return [judgeMaintenance(observed, known)];
  return [
    ...judgeReadiness(node.name, reading.facts, known, kubernetes.kind === "read"),
    ...judgeServices(node.name, reading.facts),
    ...judgeCordon(node.name, known),
  ];
}

/** A machine that waits for its first configuration is missed by nobody; a node that lost its own is. */
function judgeMaintenance({ node }: ObservedNode, known: KubernetesNode | undefined): GateFinding {
  const isNew = known === undefined && node.role === "worker";
  const message = `${node.name} is in maintenance mode${isNew ? ", and Kubernetes does not know it yet" : ""}`;
  const evidence = [`${node.name}: reachable, without a configuration`];
  return { code: "node_unreachable", verdict: isNew ? "warn" : "refuse", message, evidence, node: node.name };
}

function judgeReadiness(
  name: string,
  facts: NodeFacts,
  known: KubernetesNode | undefined,
  kubernetesRead: boolean,
): readonly GateFinding[] {
  const unmet = facts.unmetConditions.map((condition) => `${name}: ${condition.name}: ${condition.reason}`);
  const reasons = [
    ...(facts.stage === "running" ? [] : [`${name}: stage ${facts.stage}`]),
    ...(facts.stage === "running" && !facts.ready ? [`${name}: Talos is not ready`, ...unmet] : []),
    ...(known?.ready === false ? [`${name}: Kubernetes node ${known.name} is not Ready`] : []),
    ...(kubernetesRead && known === undefined && facts.kubernetesName !== undefined
      ? [`${name}: Kubernetes has no node ${facts.kubernetesName}`]
      : []),
  ];
  if (reasons.length === 0) return [];
  return [
    { code: "node_not_ready", verdict: "refuse", message: `${name} is not ready`, evidence: reasons, node: name },
  ];
}

function judgeServices(name: string, { services }: NodeFacts): readonly GateFinding[] {
  const ill = services.filter(({ healthy, state }) => !healthy && !over.has(state));
  if (ill.length === 0) return [];
  const verdict = ill.some(({ id }) => essential.has(id)) ? "refuse" : "warn";
  const message = `${name} has services that are not healthy: ${ill.map(({ id }) => id).join(", ")}`;
  const evidence = ill.map(({ id, state }) => `${name}: ${id} is ${state}`);
  return [{ code: "services_unhealthy", verdict, message, evidence, node: name }];
}

function judgeCordon(name: string, known: KubernetesNode | undefined): readonly GateFinding[] {
  if (known?.unschedulable !== true) return [];
  const evidence = [`${known.name}: unschedulable`];
  if (known.cordon === undefined) {
    const message = `${name} was cordoned by somebody else, and stays so`;
    return [{ code: "cordoned_by_other", verdict: "warn", message, evidence, node: name }];
  }
  const { operation, at } = known.cordon;
  const message = `${name} is cordoned by operation ${operation} since ${at}`;
  const hint = "If that operation was broken off, continue it.";
  return [{ code: "cordoned_by_other", verdict: "warn", message, evidence, hint, node: name }];
}
