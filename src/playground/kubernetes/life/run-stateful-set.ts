import type { ApiState } from "../api/api-state.ts";
import { deleteObject } from "../api/delete-object.ts";
import { podKind, statefulSetKind } from "../objects/built-in-kinds.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { placeOf } from "../objects/object-store.ts";
import { isReady, viewAs, workloadSchema } from "../objects/shapes.ts";
import { createPod, isActive, type OwnedPod, podsOwnedBy, templateHash } from "./owned-pods.ts";
import { setStatus } from "./write-objects.ts";

const revisionLabel = "controller-revision-hash";

/** Numbered pods, one after another: the next is made when those before it are ready and its predecessor of the name is gone. */
export function runStatefulSet(api: ApiState, object: KubeObject): void {
  if (object.metadata.deletionTimestamp !== undefined) return;
  const { replicas } = viewAs(workloadSchema, object).spec;
  const revision = templateHash(object);
  const pods = podsOwnedBy(api, object);
  const numbered = Array.from({ length: replicas }, (_, index) => `${object.metadata.name}-${index}`);
  const missing = numbered.find((name) => !isReadyPod(pods, name));
  if (missing !== undefined && !pods.some(({ object: { metadata } }) => metadata.name === missing)) {
    createPod(api, object, {
      name: missing,
      labels: { [revisionLabel]: revision, "statefulset.kubernetes.io/pod-name": missing },
    });
  }
  const surplus = pods.filter((one) => isActive(one) && !numbered.includes(one.pod.metadata.name));
  const outdated =
    missing === undefined
      ? pods.toReversed().find((one) => one.pod.metadata.labels[revisionLabel] !== revision)
      : undefined;
  for (const { object: pod } of [...surplus, ...(outdated === undefined ? [] : [outdated])]) {
    deleteObject(api, podKind, placeOf(pod), { dryRun: false });
  }
  tell(api, object, revision);
}

const isReadyPod = (pods: readonly OwnedPod[], name: string): boolean =>
  pods.some((one) => one.pod.metadata.name === name && isActive(one) && isReady(one.pod));

function tell(api: ApiState, object: KubeObject, revision: string): void {
  const active = podsOwnedBy(api, object).filter(isActive);
  const ready = active.filter(({ pod }) => isReady(pod)).length;
  const updated = active.filter(({ pod }) => pod.metadata.labels[revisionLabel] === revision).length;
  const status = {
    observedGeneration: object.metadata.generation ?? 0,
    replicas: active.length,
    readyReplicas: ready,
    availableReplicas: ready,
    currentReplicas: updated,
    updatedReplicas: updated,
    currentRevision: `${object.metadata.name}-${revision}`,
    updateRevision: `${object.metadata.name}-${revision}`,
  };
  setStatus(api, statefulSetKind, object, status, "kube-controller-manager");
}
