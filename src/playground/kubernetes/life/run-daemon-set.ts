import type { ApiState } from "../api/api-state.ts";
import { deleteObject } from "../api/delete-object.ts";
import { daemonSetKind, nodeKind, podKind } from "../objects/built-in-kinds.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { placeOf } from "../objects/object-store.ts";
import { matchSelector } from "../objects/select-labels.ts";
import { isReady, type KubeNode, nodeSchema, type Toleration, viewAs, workloadSchema } from "../objects/shapes.ts";
import { createPod, isActive, podsOwnedBy, templateHash } from "./owned-pods.ts";
import { repellingTaints } from "./tolerate.ts";
import { setStatus } from "./write-objects.ts";

/** What every DaemonSet puts up with, cordons included. */
const ownTolerations: readonly Toleration[] = [
  { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" },
  { key: "node.kubernetes.io/unreachable", operator: "Exists", effect: "NoExecute" },
  { key: "node.kubernetes.io/disk-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/memory-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/pid-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/unschedulable", operator: "Exists", effect: "NoSchedule" },
];

const revisionLabel = "controller-revision-hash";

/** One pod on every node that it fits on; a new template replaces them one at a time. */
export function runDaemonSet(api: ApiState, object: KubeObject): void {
  if (object.metadata.deletionTimestamp !== undefined) return;
  const nodes = nodesFor(api, object);
  const revision = templateHash(object);
  const pods = podsOwnedBy(api, object);
  for (const { metadata } of nodes) {
    const isThere = pods.some(({ pod }) => pod.spec.nodeName === metadata.name);
    if (!isThere)
      createPod(api, withTolerations(object), { nodeName: metadata.name, labels: { [revisionLabel]: revision } });
  }
  const names = new Set(nodes.map(({ metadata }) => metadata.name));
  const surplus = pods.filter((one) => isActive(one) && !names.has(one.pod.spec.nodeName ?? ""));
  const areAllReady = pods.length === nodes.length && pods.every((one) => isActive(one) && isReady(one.pod));
  const outdated = areAllReady
    ? pods.filter(({ pod }) => pod.metadata.labels[revisionLabel] !== revision).slice(0, 1)
    : [];
  for (const { object: pod } of [...surplus, ...outdated]) deleteObject(api, podKind, placeOf(pod), { dryRun: false });
  tell(api, object, nodes.length, revision);
}

function nodesFor({ store }: ApiState, object: KubeObject): readonly KubeNode[] {
  const { spec } = viewAs(workloadSchema, object).spec.template;
  return store
    .list(nodeKind)
    .map((node) => viewAs(nodeSchema, node))
    .filter((node) => matchSelector({ matchLabels: spec.nodeSelector })(node.metadata.labels))
    .filter((node) => {
      const repelling = repellingTaints(node, [...spec.tolerations, ...ownTolerations]);
      return repelling.every(
        ({ key }) => key === "node.kubernetes.io/not-ready" || key === "node.kubernetes.io/unreachable",
      );
    });
}

/** The owner as its pods' template needs it. */
function withTolerations(object: KubeObject): KubeObject {
  const { spec } = viewAs(workloadSchema, object);
  const tolerations = [...spec.template.spec.tolerations, ...ownTolerations];
  const template = { ...spec.template, spec: { ...spec.template.spec, tolerations } };
  return { ...object, spec: JSON.parse(JSON.stringify({ ...spec, template })) };
}

function tell(api: ApiState, object: KubeObject, wanted: number, revision: string): void {
  const active = podsOwnedBy(api, object).filter(isActive);
  const ready = active.filter(({ pod }) => isReady(pod)).length;
  const status = {
    observedGeneration: object.metadata.generation ?? 0,
    desiredNumberScheduled: wanted,
    currentNumberScheduled: active.length,
    updatedNumberScheduled: active.filter(({ pod }) => pod.metadata.labels[revisionLabel] === revision).length,
    numberMisscheduled: 0,
    numberReady: ready,
    numberAvailable: ready,
    ...(wanted > ready && { numberUnavailable: wanted - ready }),
  };
  setStatus(api, daemonSetKind, object, status, "kube-controller-manager");
}
