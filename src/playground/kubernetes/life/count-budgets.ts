/** The disruption controller: how many pods of each budget may go now. */
import type { ApiState } from "../api/api-state.ts";
import { budgetKind, deploymentKind, podKind, replicaSetKind, statefulSetKind } from "../objects/built-in-kinds.ts";
import { asObject } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { matchSelector } from "../objects/select-labels.ts";
import {
  asJson,
  type Budget,
  budgetSchema,
  isReady,
  type Pod,
  podSchema,
  viewAs,
  workloadSchema,
} from "../objects/shapes.ts";
import { setStatus, withCondition } from "./write-objects.ts";

export function countBudgets(api: ApiState): void {
  for (const object of api.store.list(budgetKind)) countBudget(api, object);
}

function countBudget(api: ApiState, object: KubeObject): void {
  const budget = viewAs(budgetSchema, object);
  const pods = podsOf(api, budget);
  const names = new Set(
    pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined).map(({ metadata }) => metadata.name),
  );
  // An eviction that was let through counts until its pod is seen to go.
  const disrupted = Object.fromEntries(Object.entries(budget.status.disruptedPods).filter(([name]) => names.has(name)));
  const healthy = pods.filter(
    (pod) => isReady(pod) && names.has(pod.metadata.name) && !(pod.metadata.name in disrupted),
  ).length;
  const counted = expect(api, budget, pods);
  const allowed = counted.failure === undefined && counted.expected > 0 ? Math.max(0, healthy - counted.desired) : 0;
  const status = {
    ...asObject(object["status"]),
    disruptionsAllowed: allowed,
    currentHealthy: healthy,
    desiredHealthy: counted.desired,
    expectedPods: counted.expected,
    observedGeneration: budget.metadata.generation,
    disruptedPods: disrupted,
    conditions: withCondition(api, budget.status.conditions, conditionOf(allowed, counted.failure)),
  };
  const { disruptedPods, ...rest } = status;
  const next = Object.keys(disruptedPods).length === 0 ? rest : status;
  setStatus(api, budgetKind, object, asObject(asJson(next)), "kube-controller-manager");
}

function conditionOf(allowed: number, failure: string | undefined) {
  if (failure !== undefined)
    return { type: "DisruptionAllowed", status: "False", reason: "SyncFailed", message: failure } as const;
  return allowed > 0
    ? ({ type: "DisruptionAllowed", status: "True", reason: "SufficientPods", message: "" } as const)
    : ({ type: "DisruptionAllowed", status: "False", reason: "InsufficientPods", message: "" } as const);
}

function podsOf({ store }: ApiState, { metadata, spec }: Budget): readonly Pod[] {
  if (spec.selector === undefined || spec.selector === null) return [];
  const matches = matchSelector(spec.selector);
  return store
    .list(podKind, metadata.namespace)
    .map((object) => viewAs(podSchema, object))
    .filter((pod) => matches(pod.metadata.labels) && !["Succeeded", "Failed"].includes(pod.status.phase));
}

interface Expectation {
  readonly expected: number;
  readonly desired: number;
  readonly failure?: string;
}

function expect(api: ApiState, { spec }: Budget, pods: readonly Pod[]): Expectation {
  const { minAvailable, maxUnavailable } = spec;
  if (typeof minAvailable === "number") return { expected: pods.length, desired: minAvailable };
  try {
    const expected = pods.length === 0 ? 0 : scaleOf(api, pods);
    if (maxUnavailable !== undefined)
      return { expected, desired: Math.max(0, expected - scaled(maxUnavailable, expected)) };
    return { expected, desired: scaled(minAvailable ?? 1, expected) };
  } catch (error) {
    return { expected: pods.length, desired: 0, failure: error instanceof Error ? error.message : "" };
  }
}

/** Percentages are rounded up. */
const scaled = (value: number | string, total: number): number =>
  typeof value === "number" ? value : Math.ceil((Number(value.slice(0, -1)) * total) / 100);

/** How many pods the controllers of these pods want; a pod without one that can be asked makes the budget fail. */
function scaleOf({ store }: ApiState, pods: readonly Pod[]): number {
  const wanted = new Map<string, number>();
  for (const { metadata } of pods) {
    const owner = metadata.ownerReferences.find(({ controller }) => controller === true);
    if (owner === undefined) throw new Error(`found no controller ref for pod "${metadata.name}"`);
    const object = scaledKinds
      .flatMap((kind) => store.get(kind, { namespace: metadata.namespace, name: owner.name }) ?? [])
      .find(({ metadata: { uid } }) => uid === owner.uid);
    if (object === undefined)
      throw new Error(`${owner.kind.toLowerCase()}s.apps does not implement the scale subresource`);
    const top = deploymentOf(store, object);
    wanted.set(top.metadata.uid, viewAs(workloadSchema, top).spec.replicas);
  }
  return [...wanted.values()].reduce((sum, replicas) => sum + replicas, 0);
}

const scaledKinds = [replicaSetKind, statefulSetKind];

function deploymentOf(store: ApiState["store"], object: KubeObject): KubeObject {
  const owner = object.metadata.ownerReferences?.find(({ kind }) => kind === "Deployment");
  if (owner === undefined) return object;
  return store.get(deploymentKind, { namespace: object.metadata.namespace ?? "", name: owner.name }) ?? object;
}
