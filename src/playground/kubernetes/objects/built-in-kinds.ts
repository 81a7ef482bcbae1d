/** The kinds that the server knows from the start. */
import { asObject } from "./json.ts";
import type { KubeObject } from "./kube-object.ts";
import { describeKind, type KindDescription, type ResourceKind } from "./resource-kind.ts";
import {
  asJson,
  budgetSchema,
  definitionSchema,
  leaseSchema,
  nodeSchema,
  podSchema,
  viewAs,
  workloadSchema,
} from "./shapes.ts";

const core = { group: "", version: "v1" } as const;
const apps = { group: "apps", version: "v1", categories: ["all"], schema: workloadSchema } as const;
const rbac = { group: "rbac.authorization.k8s.io", version: "v1", hasStatus: false, hasGeneration: false } as const;
const plain = { hasStatus: false, hasGeneration: false } as const;
const cluster = { namespaced: false } as const;

export const podKind = describeKind({
  ...core,
  kind: "Pod",
  plural: "pods",
  shortNames: ["po"],
  categories: ["all"],
  schema: podSchema,
  complete: completePod,
  graceSeconds: podGrace,
  returnsDeleted: true,
});

export const nodeKind = describeKind({
  ...core,
  ...cluster,
  kind: "Node",
  plural: "nodes",
  shortNames: ["no"],
  hasGeneration: false,
  schema: nodeSchema,
});

export const namespaceKind = describeKind({
  ...core,
  ...cluster,
  kind: "Namespace",
  plural: "namespaces",
  shortNames: ["ns"],
  hasGeneration: false,
  naming: "label",
  complete: (object) => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...object.metadata.labels, "kubernetes.io/metadata.name": object.metadata.name },
    },
    status: { phase: "Active" },
  }),
});

const eventKind = describeKind({ ...core, ...plain, kind: "Event", plural: "events", shortNames: ["ev"] });

export const deploymentKind = describeKind({
  ...apps,
  kind: "Deployment",
  plural: "deployments",
  shortNames: ["deploy"],
  complete: completeScalable,
});

export const replicaSetKind = describeKind({
  ...apps,
  kind: "ReplicaSet",
  plural: "replicasets",
  shortNames: ["rs"],
  complete: completeScalable,
});

export const statefulSetKind = describeKind({
  ...apps,
  kind: "StatefulSet",
  plural: "statefulsets",
  shortNames: ["sts"],
  complete: completeScalable,
});

export const daemonSetKind = describeKind({ ...apps, kind: "DaemonSet", plural: "daemonsets", shortNames: ["ds"] });

export const budgetKind = describeKind({
  group: "policy",
  version: "v1",
  kind: "PodDisruptionBudget",
  plural: "poddisruptionbudgets",
  shortNames: ["pdb"],
  schema: budgetSchema,
  unconditionalUpdate: false,
});

export const leaseKind = describeKind({
  group: "coordination.k8s.io",
  version: "v1",
  kind: "Lease",
  plural: "leases",
  ...plain,
  schema: leaseSchema,
  unconditionalUpdate: false,
  createOnUpdate: true,
});

export const definitionKind = describeKind({
  group: "apiextensions.k8s.io",
  version: "v1",
  ...cluster,
  kind: "CustomResourceDefinition",
  plural: "customresourcedefinitions",
  shortNames: ["crd", "crds"],
  schema: definitionSchema,
  unconditionalUpdate: false,
});

const others: readonly KindDescription[] = [
  { ...core, ...plain, kind: "ConfigMap", plural: "configmaps", shortNames: ["cm"] },
  { ...core, ...plain, kind: "Secret", plural: "secrets", complete: completeSecret },
  { ...core, ...plain, kind: "ServiceAccount", plural: "serviceaccounts", shortNames: ["sa"] },
  { ...core, hasGeneration: false, kind: "Service", plural: "services", shortNames: ["svc"], categories: ["all"] },
  {
    ...core,
    ...cluster,
    hasGeneration: false,
    kind: "PersistentVolume",
    plural: "persistentvolumes",
    shortNames: ["pv"],
  },
  {
    ...core,
    hasGeneration: false,
    kind: "PersistentVolumeClaim",
    plural: "persistentvolumeclaims",
    shortNames: ["pvc"],
  },
  { group: "batch", version: "v1", kind: "Job", plural: "jobs", categories: ["all"] },
  { group: "batch", version: "v1", kind: "CronJob", plural: "cronjobs", shortNames: ["cj"], categories: ["all"] },
  { ...rbac, kind: "Role", plural: "roles" },
  { ...rbac, kind: "RoleBinding", plural: "rolebindings" },
  { ...rbac, ...cluster, kind: "ClusterRole", plural: "clusterroles" },
  { ...rbac, ...cluster, kind: "ClusterRoleBinding", plural: "clusterrolebindings" },
  {
    group: "storage.k8s.io",
    version: "v1",
    ...cluster,
    hasGeneration: false,
    kind: "VolumeAttachment",
    plural: "volumeattachments",
  },
  {
    group: "storage.k8s.io",
    version: "v1",
    ...cluster,
    ...plain,
    kind: "StorageClass",
    plural: "storageclasses",
    shortNames: ["sc"],
  },
];

export const builtInKinds: readonly ResourceKind[] = [
  podKind,
  nodeKind,
  namespaceKind,
  eventKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
  daemonSetKind,
  budgetKind,
  leaseKind,
  definitionKind,
  ...others.map(describeKind),
];

const defaultTolerations = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"].map((key) => ({
  key,
  operator: "Exists",
  effect: "NoExecute",
  tolerationSeconds: 300,
}));

function completePod(object: KubeObject): KubeObject {
  const { spec } = viewAs(podSchema, object);
  const tolerated = (key: string) =>
    spec.tolerations.some((toleration) => toleration.key === key || toleration.key === undefined);
  const tolerations = [...spec.tolerations, ...defaultTolerations.filter(({ key }) => !tolerated(key))];
  const defaults = {
    restartPolicy: "Always",
    terminationGracePeriodSeconds: 30,
    dnsPolicy: "ClusterFirst",
    schedulerName: "default-scheduler",
    serviceAccountName: "default",
    enableServiceLinks: true,
  };
  return {
    ...object,
    spec: { ...defaults, ...asObject(object["spec"]), tolerations: asJson(tolerations) },
    status: { phase: "Pending", qosClass: "BestEffort" },
  };
}

/** Pods that no kubelet has to stop go at once. */
function podGrace(object: KubeObject, requested: number | undefined): number {
  const { spec, status } = viewAs(podSchema, object);
  if (spec.nodeName === undefined || ["Succeeded", "Failed"].includes(status.phase)) return 0;
  return requested ?? spec.terminationGracePeriodSeconds;
}

function completeScalable(object: KubeObject): KubeObject {
  return { ...object, spec: { replicas: 1, ...asObject(object["spec"]) } };
}

/** `stringData` is for writing only. */
function completeSecret(object: KubeObject): KubeObject {
  const { stringData, ...rest } = object;
  const encoded = Object.entries(asObject(stringData)).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString("base64"),
  ]);
  const { apiVersion, kind, metadata } = object;
  const data = { ...asObject(object["data"]), ...Object.fromEntries(encoded) };
  return { type: "Opaque", ...rest, apiVersion, kind, metadata, data };
}
