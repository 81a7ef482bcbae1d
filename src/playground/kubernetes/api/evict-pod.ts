/** The subresource `pods/eviction`: a deletion that asks the disruption budgets first. */
import { budgetKind, podKind } from "../objects/built-in-kinds.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { ObjectPlace } from "../objects/object-store.ts";
import { matchSelector } from "../objects/select-labels.ts";
import { asJson, type Budget, budgetSchema, isReady, type Pod, podSchema, viewAs } from "../objects/shapes.ts";
import { forbidden, internal, type StatusError, tooManyRequests } from "../objects/status-error.ts";
import { type ApiState, getObject, nowText } from "./api-state.ts";
import { type DeleteOptions, deleteObject } from "./delete-object.ts";
import { checkPreconditions } from "./update-object.ts";

/** @throws StatusError 404, 409, 429 when a budget says no, 500 when more than one covers the pod */
export function evictPod(api: ApiState, place: ObjectPlace, options: DeleteOptions): void {
  const object = getObject(api, podKind, place);
  checkPreconditions(podKind, object, options.preconditions ?? {});
  const pod = viewAs(podSchema, object);
  if (!isDisposable(pod)) askBudget(api, pod, options);
  deleteObject(api, podKind, place, options);
}

/** Nobody counts on a pod that has ended, has not begun, or is going already. */
const isDisposable = ({ status, metadata }: Pod): boolean =>
  ["Succeeded", "Failed", "Pending"].includes(status.phase) || metadata.deletionTimestamp !== undefined;

function askBudget(api: ApiState, pod: Pod, { dryRun }: DeleteOptions): void {
  const [first, second] = budgetsOf(api, pod);
  if (second !== undefined) {
    throw internal("This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
  }
  if (first === undefined) return;
  const budget = viewAs(budgetSchema, first);
  if (!isReady(pod) && allowsUnhealthy(budget)) return;
  const refusal = refuse(budget);
  if (refusal !== undefined) throw refusal;
  if (!dryRun) takeFromBudget(api, first, budget, pod.metadata.name);
}

/** The budgets of the namespace whose selector covers the pod; one without a selector covers none. */
function budgetsOf({ store }: ApiState, { metadata }: Pod): readonly KubeObject[] {
  return store.list(budgetKind, metadata.namespace).filter((object) => {
    const { selector } = viewAs(budgetSchema, object).spec;
    return selector !== undefined && selector !== null && matchSelector(selector)(metadata.labels);
  });
}

function allowsUnhealthy({ spec, status }: Budget): boolean {
  if (spec.unhealthyPodEvictionPolicy === "AlwaysAllow") return true;
  return status.desiredHealthy > 0 && status.currentHealthy >= status.desiredHealthy;
}

const violation = "Cannot evict pod as it would violate the pod's disruption budget.";

function refuse({ metadata: { name, generation }, status }: Budget): StatusError | undefined {
  const because = (message: string, retryAfterSeconds?: number) =>
    tooManyRequests(violation, {
      causes: [{ reason: "DisruptionBudget", message }],
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    });
  if (status.observedGeneration < generation) {
    return because(`The disruption budget ${name} is still being processed by the server.`, 10);
  }
  if (status.disruptionsAllowed < 0) return forbidden(budgetKind, name, "pdb disruptions allowed is negative");
  if (status.disruptionsAllowed > 0) return undefined;
  const failed = status.conditions.find(({ type, status: state }) => type === "DisruptionAllowed" && state === "False");
  if (failed?.reason === "SyncFailed") {
    return because(
      `The disruption budget ${name} does not allow evicting pods currently because it failed sync: ${String(failed["message"])}`,
    );
  }
  return because(
    `The disruption budget ${name} needs ${status.desiredHealthy} healthy pods and has ${status.currentHealthy} currently`,
  );
}

/** So that two evictions at once do not both use the last one that is allowed. */
function takeFromBudget(api: ApiState, object: KubeObject, { status }: Budget, pod: string): void {
  const next = {
    ...status,
    disruptionsAllowed: status.disruptionsAllowed - 1,
    disruptedPods: { ...status.disruptedPods, [pod]: nowText(api) },
  };
  api.store.put(budgetKind, { ...object, status: asJson(next) });
}
