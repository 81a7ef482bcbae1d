/** A PodDisruptionBudget as the API describes it in, what gates look at out. */
import type { V1LabelSelectorRequirement, V1PodDisruptionBudget } from "@kubernetes/client-node";
import type { DisruptionBudget } from "../../../health/observation.ts";
import { expectPresent, unknownForm } from "../connection/refusal.ts";

/**
 * @returns undefined for a budget without selector, which is about no pod (policy/v1)
 * @throws ApiFailure when it cannot be understood
 */
export function readBudget({ metadata, spec, status }: V1PodDisruptionBudget): DisruptionBudget | undefined {
  const selector = spec?.selector;
  if (selector === undefined) return undefined;
  return {
    namespace: expectPresent(metadata?.namespace),
    name: expectPresent(metadata?.name),
    selector: {
      matchLabels: selector.matchLabels ?? {},
      matchExpressions: selector.matchExpressions?.map(readRequirement) ?? [],
    },
    disruptionsAllowed: status?.disruptionsAllowed ?? 0,
    currentHealthy: status?.currentHealthy ?? 0,
    desiredHealthy: status?.desiredHealthy ?? 0,
  };
}

type Requirement = DisruptionBudget["selector"]["matchExpressions"][number];

function readRequirement({ key, operator, values = [] }: V1LabelSelectorRequirement): Requirement {
  const known = (["In", "NotIn", "Exists", "DoesNotExist"] as const).find((one) => one === operator);
  if (known === undefined) throw unknownForm();
  return { key, operator: known, values };
}
