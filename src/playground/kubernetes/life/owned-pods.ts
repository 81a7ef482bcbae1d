/** The pods of a workload: found by their owner, made from its template. */
import { createHash } from "node:crypto";
import type { ApiState } from "../api/api-state.ts";
import { createObject } from "../api/create-object.ts";
import { podKind } from "../objects/built-in-kinds.ts";
import { asObject, type JsonObject } from "../objects/json.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import { type Pod, podSchema, viewAs } from "../objects/shapes.ts";
import { ownedBy } from "./write-objects.ts";

export interface OwnedPod {
  readonly object: KubeObject;
  readonly pod: Pod;
}

/** All of them, also those that are going or have ended. */
export function podsOwnedBy({ store }: ApiState, { metadata }: KubeObject): readonly OwnedPod[] {
  return store
    .list(podKind, metadata.namespace ?? "")
    .filter((object) => object.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid) ?? false)
    .map((object) => ({ object, pod: viewAs(podSchema, object) }));
}

/** Counts as one of the pods that are wanted. */
export const isActive = ({ pod: { metadata, status } }: OwnedPod): boolean =>
  metadata.deletionTimestamp === undefined && !["Succeeded", "Failed"].includes(status.phase);

export interface PodVariation {
  /** Left out: made up from the owner's. */
  readonly name?: string;
  readonly nodeName?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export function createPod(api: ApiState, owner: KubeObject, { name, nodeName, labels }: PodVariation): void {
  const template = asObject(asObject(owner["spec"])["template"]);
  const metadata = asObject(template["metadata"]);
  const body: JsonObject = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...(name === undefined ? { generateName: `${owner.metadata.name}-` } : { name }),
      namespace: owner.metadata.namespace ?? "",
      labels: { ...asObject(metadata["labels"]), ...labels },
      annotations: asObject(metadata["annotations"]),
      ownerReferences: [ownedBy(owner)],
    },
    spec: { ...asObject(template["spec"]), ...(nodeName !== undefined && { nodeName }) },
  };
  const write = { manager: "kube-controller-manager", dryRun: false, subresource: "" };
  createObject(api, podKind, owner.metadata.namespace ?? "", body, write);
}

/** Tells templates apart; `pod-template-hash`, `controller-revision-hash`. */
export function templateHash(owner: KubeObject): string {
  const { template } = asObject(owner["spec"]);
  return createHash("sha256").update(JSON.stringify(template)).digest("hex").slice(0, 10);
}
