import type { ApiState } from "../api/api-state.ts";
import { createObject } from "../api/create-object.ts";
import { deploymentKind, replicaSetKind } from "../objects/built-in-kinds.ts";
import { asObject, type JsonObject } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { type Condition, isReady, viewAs, workloadSchema } from "../objects/shapes.ts";
import { isActive, podsOwnedBy, templateHash } from "./owned-pods.ts";
import { ownedBy, setSpec, setStatus, withCondition } from "./write-objects.ts";

/** One ReplicaSet for each template; from the old to the new one a quarter at a time. */
export function runDeployment(api: ApiState, object: KubeObject): void {
  if (object.metadata.deletionTimestamp !== undefined) return;
  const hash = templateHash(object);
  const owned = setsOf(api, object);
  const current = owned.find(({ metadata }) => metadata.labels?.["pod-template-hash"] === hash);
  const old = owned.filter((set) => set !== current);
  if (current === undefined) createSet(api, object, hash, old.length === 0);
  else {
    rollOut(api, object, current, old);
    tell(api, object, hash);
  }
}

const setsOf = ({ store }: ApiState, { metadata }: KubeObject): readonly KubeObject[] =>
  store
    .list(replicaSetKind, metadata.namespace ?? "")
    .filter((set) => set.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid) ?? false);

function createSet(api: ApiState, object: KubeObject, hash: string, isFirst: boolean): void {
  const { replicas, selector } = viewAs(workloadSchema, object).spec;
  const template = asObject(asObject(object["spec"])["template"]);
  const metadata = asObject(template["metadata"]);
  const labels = { ...asObject(metadata["labels"]), "pod-template-hash": hash };
  const body: JsonObject = {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: { name: `${object.metadata.name}-${hash}`, labels, ownerReferences: [ownedBy(object)] },
    spec: {
      replicas: isFirst ? replicas : 0,
      selector: { matchLabels: { ...selector.matchLabels, "pod-template-hash": hash } },
      template: { ...template, metadata: { ...metadata, labels } },
    },
  };
  const write = { manager: "kube-controller-manager", dryRun: false, subresource: "" };
  createObject(api, replicaSetKind, object.metadata.namespace ?? "", body, write);
}

const wantedBy = (set: KubeObject): number => viewAs(workloadSchema, set).spec.replicas;

function rollOut(api: ApiState, object: KubeObject, current: KubeObject, old: readonly KubeObject[]): void {
  const wanted = wantedBy(object);
  const surge = Math.ceil(wanted / 4);
  const total = [current, ...old].reduce((sum, set) => sum + wantedBy(set), 0);
  const more = Math.min(
    wanted - wantedBy(current),
    old.length === 0 ? Number.POSITIVE_INFINITY : wanted + surge - total,
  );
  if (more !== 0) scale(api, current, wantedBy(current) + more);
  let spare = available(api, [current, ...old]) - (wanted - Math.floor(wanted / 4));
  for (const set of old) {
    const less = Math.min(wantedBy(set), Math.max(0, spare));
    spare -= less;
    if (less > 0) scale(api, set, wantedBy(set) - less);
  }
}

const available = (api: ApiState, sets: readonly KubeObject[]): number =>
  sets.reduce((sum, set) => sum + podsOwnedBy(api, set).filter((one) => isActive(one) && isReady(one.pod)).length, 0);

function scale(api: ApiState, set: KubeObject, replicas: number): void {
  setSpec(api, replicaSetKind, set, { ...asObject(set["spec"]), replicas }, "kube-controller-manager");
}

function tell(api: ApiState, object: KubeObject, hash: string): void {
  const all = setsOf(api, object).map((set) => ({ set, pods: podsOwnedBy(api, set).filter(isActive) }));
  const pods = all.flatMap((one) => one.pods);
  const ready = pods.filter(({ pod }) => isReady(pod)).length;
  const wanted = wantedBy(object);
  const { conditions } = asObject(object["status"]);
  const isAvailable = ready >= wanted - Math.floor(wanted / 4);
  const state = isAvailable
    ? ({
        type: "Available",
        status: "True",
        reason: "MinimumReplicasAvailable",
        message: "Deployment has minimum availability.",
      } as const)
    : ({
        type: "Available",
        status: "False",
        reason: "MinimumReplicasUnavailable",
        message: "Deployment does not have minimum availability.",
      } as const);
  const status: JsonObject = {
    observedGeneration: object.metadata.generation ?? 0,
    replicas: pods.length,
    updatedReplicas: all
      .filter(({ set }) => set.metadata.labels?.["pod-template-hash"] === hash)
      .flatMap((one) => one.pods).length,
    readyReplicas: ready,
    availableReplicas: ready,
    unavailableReplicas: Math.max(0, wanted - ready),
    conditions: withCondition(api, Array.isArray(conditions) ? (conditions as readonly Condition[]) : [], state), // written here only
  };
  setStatus(api, deploymentKind, object, status, "kube-controller-manager");
}
