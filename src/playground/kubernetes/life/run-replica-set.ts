import type { ApiState } from "../api/api-state.ts";
import { deleteObject } from "../api/delete-object.ts";
import { podKind, replicaSetKind } from "../objects/built-in-kinds.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { placeOf } from "../objects/object-store.ts";
import { isReady, viewAs, workloadSchema } from "../objects/shapes.ts";
import { createPod, isActive, podsOwnedBy } from "./owned-pods.ts";
import { setStatus } from "./write-objects.ts";

/** As many pods as it wants: missing ones are made, of too many those go first that are not ready. */
export function runReplicaSet(api: ApiState, object: KubeObject): void {
  if (object.metadata.deletionTimestamp !== undefined) return;
  const { replicas } = viewAs(workloadSchema, object).spec;
  const active = podsOwnedBy(api, object).filter(isActive);
  for (let count = active.length; count < replicas; count += 1) createPod(api, object, {});
  const surplus = active
    .toSorted((a, b) => Number(isReady(a.pod)) - Number(isReady(b.pod)))
    .slice(0, Math.max(0, active.length - replicas));
  for (const { object: pod } of surplus) deleteObject(api, podKind, placeOf(pod), { dryRun: false });
  const now = podsOwnedBy(api, object).filter(isActive);
  const ready = now.filter(({ pod }) => isReady(pod)).length;
  const status = {
    replicas: now.length,
    fullyLabeledReplicas: now.length,
    readyReplicas: ready,
    availableReplicas: ready,
    observedGeneration: object.metadata.generation ?? 0,
  };
  setStatus(api, replicaSetKind, object, status, "kube-controller-manager");
}
