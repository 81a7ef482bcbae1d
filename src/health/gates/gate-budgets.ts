import { findKubernetesNode } from "../find-kubernetes-node.ts";
import type { GateFinding } from "../gate.ts";
import { matchesLabels } from "../matches-labels.ts";
import type { ClusterObservation, DisruptionBudget, KubernetesPod, ObservedNode } from "../observation.ts";

/**
 * Disruption budgets that would keep pods on a node that is to be drained, as things stand. A budget that allows nothing
 * may still give way (an operator moves its primary once the node is cordoned), so this warns; a pod that two budgets
 * cover is refused by every eviction: https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export function gateBudgets({ kubernetes }: ClusterObservation, observed: ObservedNode): readonly GateFinding[] {
  if (kubernetes.kind === "problem") return [];
  const { facts } = kubernetes;
  const name = findKubernetesNode(observed, kubernetes)?.name;
  if (name === undefined) return [];
  const pods = facts.pods.filter((pod) => pod.node === name && isEvicted(pod));
  const covered = pods.map((pod) => ({ pod, budgets: facts.budgets.filter((budget) => covers(budget, pod)) }));
  const twice = covered.filter(({ budgets }) => budgets.length > 1);
  return [
    ...twice.map(({ pod, budgets }) => severalBudgets(observed.node.name, pod, budgets)),
    ...facts.budgets.flatMap((budget) => {
      const kept = covered.filter(
        ({ pod, budgets }) => budgets.length === 1 && budgets[0] === budget && needs(budget, pod),
      );
      return kept.length === 0 || budget.disruptionsAllowed > 0
        ? []
        : [
            noDisruption(
              observed.node.name,
              budget,
              kept.map(({ pod }) => pod),
            ),
          ];
    }),
  ];
}

/** What a drain leaves on the node needs no budget, and neither does a pod that does not run: it is deleted. */
function isEvicted({ owner, mirror, deleting, phase }: KubernetesPod): boolean {
  return owner !== "DaemonSet" && !mirror && !deleting && phase === "Running";
}

function covers(budget: DisruptionBudget, pod: KubernetesPod): boolean {
  return budget.namespace === pod.namespace && matchesLabels(budget.selector, pod.labels);
}

/** A pod that is not ready may go while enough others are healthy. */
function needs({ currentHealthy, desiredHealthy }: DisruptionBudget, { ready }: KubernetesPod): boolean {
  return ready || desiredHealthy === 0 || currentHealthy < desiredHealthy;
}

function noDisruption(node: string, budget: DisruptionBudget, pods: readonly KubernetesPod[]): GateFinding {
  const { namespace, name, currentHealthy, desiredHealthy, disruptionsAllowed } = budget;
  const names = pods.map((pod) => `${pod.namespace}/${pod.name}`);
  const message =
    `Draining ${node} waits for the disruption budget ${namespace}/${name}, which lets no pod go: ` +
    `${currentHealthy} healthy, ${desiredHealthy} needed`;
  const evidence = [
    `${namespace}/${name}: ${disruptionsAllowed} disruptions allowed, ${currentHealthy} healthy, ${desiredHealthy} needed`,
    ...names.map((pod) => `${pod} on ${node}`),
  ];
  const hint =
    currentHealthy > 0 && currentHealthy <= desiredHealthy
      ? "Give it more replicas, or a budget that allows one disruption; some operators move such a pod by themselves."
      : "Wait until its pods are healthy.";
  return { code: "budget_blocks_drain", verdict: "warn", message, evidence, hint, node };
}

function severalBudgets(node: string, pod: KubernetesPod, budgets: readonly DisruptionBudget[]): GateFinding {
  const names = budgets.map(({ name }) => name).join(", ");
  const message = `The pod ${pod.namespace}/${pod.name} on ${node} has ${budgets.length} disruption budgets: it cannot be evicted`;
  const evidence = [`${pod.namespace}/${pod.name}: ${names}`];
  const hint = "Leave it one budget: Kubernetes refuses to evict a pod that several cover.";
  return { code: "budget_blocks_drain", verdict: "refuse", message, evidence, hint, node };
}
