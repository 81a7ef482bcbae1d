/** Whether a pod may be where a node does not want it. */
import type { KubeNode, Taint, Toleration } from "../objects/shapes.ts";

export function tolerates(tolerations: readonly Toleration[], taint: Taint): boolean {
  return tolerations.some(
    ({ key, operator = "Equal", value = "", effect = "" }) =>
      (effect === "" || effect === taint.effect) &&
      (key === undefined || key === "" ? operator === "Exists" : key === taint.key) &&
      (operator === "Exists" || value === (taint.value ?? "")),
  );
}

/** The taints that keep a pod from a node; being unschedulable is one of them. */
export function repellingTaints({ spec }: KubeNode, tolerations: readonly Toleration[]): readonly Taint[] {
  const unschedulable: Taint = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };
  const taints = [...spec.taints, ...(spec.unschedulable ? [unschedulable] : [])];
  return taints.filter((taint) => taint.effect !== "PreferNoSchedule" && !tolerates(tolerations, taint));
}
