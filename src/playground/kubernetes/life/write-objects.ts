/** How the cluster's own programs write: through the same verbs as clients, under their own names, and only when something changes. */
import { type ApiState, nowText } from "../api/api-state.ts";
import { updateObject } from "../api/update-object.ts";
import { equalJson, type Json, type JsonObject } from "../objects/json.ts";
import type { KubeObject, OwnerReference } from "../objects/kube-object.ts";
import { placeOf } from "../objects/object-store.ts";
import type { ResourceKind } from "../objects/resource-kind.ts";
import type { Condition } from "../objects/shapes.ts";

export type ControlProgram = "kube-controller-manager" | "kube-scheduler" | "kubelet" | "talos";

export function setStatus(
  api: ApiState,
  kind: ResourceKind,
  object: KubeObject,
  status: JsonObject,
  manager: ControlProgram,
): void {
  // Hardly ever is there anything new.
  if (equalJson(object["status"], status)) return;
  updateObject(api, kind, placeOf(object), { ...object, status }, { manager, dryRun: false, subresource: "status" });
}

export function setSpec(
  api: ApiState,
  kind: ResourceKind,
  object: KubeObject,
  spec: JsonObject,
  manager: ControlProgram,
): void {
  updateObject(api, kind, placeOf(object), { ...object, spec }, { manager, dryRun: false, subresource: "" });
}

export interface ConditionState {
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  readonly reason: string;
  readonly message: string;
}

/** The conditions with one of them in its new state; the time of transition moves only when it changes. */
export function withCondition(api: ApiState, conditions: readonly Condition[], next: ConditionState): readonly Json[] {
  const before = conditions.find(({ type }) => type === next.type);
  const lastTransitionTime =
    before?.status === next.status ? (before.lastTransitionTime ?? nowText(api)) : nowText(api);
  const entry = { ...next, lastTransitionTime };
  const others = conditions.map((condition) => (condition.type === next.type ? entry : condition)) as readonly Json[]; // they come from a JSON document
  return before === undefined ? [...others, entry] : others;
}

export function ownedBy({ apiVersion, kind, metadata: { name, uid } }: KubeObject): OwnerReference {
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}
