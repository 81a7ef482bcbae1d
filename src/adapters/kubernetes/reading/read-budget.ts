/** A PodDisruptionBudget as the API describes it in, what gates look at out. */
import * as z from "zod/mini";
import type { DisruptionBudget } from "../../../health/observation.ts";

export const budgetSchema = z.object({
  metadata: z.object({ namespace: z.string(), name: z.string() }),
  spec: z.optional(
    z.object({
      selector: z.nullish(
        z.object({
          matchLabels: z.nullish(z.record(z.string(), z.string())),
          matchExpressions: z.nullish(
            z.array(
              z.object({
                key: z.string(),
                operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]),
                values: z.nullish(z.array(z.string())),
              }),
            ),
          ),
        }),
      ),
    }),
  ),
  status: z.optional(
    z.object({
      disruptionsAllowed: z.optional(z.number()),
      currentHealthy: z.optional(z.number()),
      desiredHealthy: z.optional(z.number()),
    }),
  ),
});

/** @returns undefined for a budget without selector, which is about no pod (policy/v1) */
export function readBudget({ metadata, spec, status }: z.infer<typeof budgetSchema>): DisruptionBudget | undefined {
  const selector = spec?.selector;
  if (selector === undefined || selector === null) return undefined;
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    selector: {
      matchLabels: selector.matchLabels ?? {},
      matchExpressions:
        selector.matchExpressions?.map(({ key, operator, values }) => ({ key, operator, values: values ?? [] })) ?? [],
    },
    disruptionsAllowed: status?.disruptionsAllowed ?? 0,
    currentHealthy: status?.currentHealthy ?? 0,
    desiredHealthy: status?.desiredHealthy ?? 0,
  };
}
