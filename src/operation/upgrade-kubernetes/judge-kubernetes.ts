/** What stands against a Kubernetes upgrade besides the gates of all operations: its path, and nodes that only one side knows. */
import { minorDistance, parseTalosVersion } from "../../config/talos-version.ts";
import { findKubernetesNode } from "../../health/find-kubernetes-node.ts";
import type { GateFinding } from "../../health/gate.ts";
import type { ClusterObservation } from "../../health/observation.ts";
import type { KnownNode, KubernetesPlan } from "./plan-kubernetes.ts";

export function judgeKubernetes(
  observation: ClusterObservation,
  { from, to }: Pick<KubernetesPlan, "from" | "to">,
  known: readonly Pick<KnownNode, "node">[],
): readonly GateFinding[] {
  return [...judgePath(from, to, observation), ...judgeStrangers(observation), ...judgeMissing(observation, known)];
}

/** From the lowest version of any component: pods of kube-proxy may be older than the API server, which has its own gate. */
function judgePath(from: string, to: string, { kubernetes }: ClusterObservation): readonly GateFinding[] {
  if (kubernetes.kind === "problem" || isStep(from, to) || !isStep(kubernetes.facts.version, to)) return [];
  const message = `There is no way from Kubernetes ${from} to ${to}: only within a minor version, or to the next one`;
  const evidence = [`lowest version of a component: ${from}`];
  const hint = "Upgrade to each minor version in turn.";
  return [{ code: "kubernetes_version", verdict: "refuse", message, evidence, hint }];
}

function isStep(from: string, to: string): boolean {
  const [old, wanted] = [parseTalosVersion(from), parseTalosVersion(to)];
  const distance = old && wanted && minorDistance(old, wanted);
  return distance === 0 || distance === 1;
}

/** A control plane that is left behind would serve the API in another version for ever; a worker's kubelet may be older. */
function judgeStrangers({ nodes, kubernetes }: ClusterObservation): readonly GateFinding[] {
  if (kubernetes.kind === "problem") return [];
  const own = new Set(nodes.map((observed) => findKubernetesNode(observed, kubernetes)?.name));
  const strangers = kubernetes.facts.nodes.filter(({ name }) => !own.has(name));
  return [true, false].flatMap((controlPlane): readonly GateFinding[] => {
    const found = strangers.filter((node) => node.controlPlane === controlPlane);
    if (found.length === 0) return [];
    const names = found.map(({ name }) => name).join(", ");
    const message = `Kubernetes has ${controlPlane ? "control planes" : "workers"} that the repository does not know: ${names}`;
    const evidence = found.map(({ name, kubeletVersion }) => `${name}: ${kubeletVersion}`);
    const hint = controlPlane
      ? "Add them to the settings, or remove them from the cluster, first."
      : "Their kubelets stay as they are: upgrade them by other means.";
    return [{ code: "kubernetes_nodes_differ", verdict: controlPlane ? "refuse" : "warn", message, evidence, hint }];
  });
}

/** Nodes that answer, and of which Kubernetes has no Node. */
function judgeMissing(
  { nodes, kubernetes }: ClusterObservation,
  known: readonly Pick<KnownNode, "node">[],
): readonly GateFinding[] {
  if (kubernetes.kind === "problem") return [];
  const planned = new Set(known.map(({ node }) => node.name));
  return nodes.flatMap((observed): readonly GateFinding[] => {
    const { node } = observed;
    if (planned.has(node.name) || findKubernetesNode(observed, kubernetes) !== undefined) return [];
    const verdict = node.role === "controlplane" ? "refuse" : "warn";
    const message = `Kubernetes has no node for ${node.name}, so nothing is upgraded on it`;
    return [{ code: "kubernetes_nodes_differ", verdict, message, evidence: [], node: node.name }];
  });
}
