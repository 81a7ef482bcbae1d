/** The port that changes Kubernetes. */
import type { ManifestObject } from "../health/kubernetes-components.ts";
import type { CordonMark, KubernetesPod } from "../health/observation.ts";
import type { Waiting } from "../health/probes.ts";

export type Eviction =
  | { readonly kind: "evicted" }
  /** It was gone already. */
  | { readonly kind: "gone" }
  /** A disruption budget says not now; its name where the server tells it. */
  | { readonly kind: "blocked"; readonly budget?: string; readonly retryAfterSeconds?: number };

/** Without a version it is the one that the server prefers. */
export interface ObjectName {
  /** Empty for the core group. */
  readonly group: string;
  readonly version?: string;
  readonly kind: string;
  /** Of objects of the whole cluster none. */
  readonly namespace?: string;
  readonly name: string;
}

/** Changes objects that Talos asks a cluster to have. All methods throw a UserError as those of `KubernetesControl`. */
export interface ManifestControl {
  /** @returns undefined when there is no such object, or no such kind */
  readObject(name: ObjectName, waiting: Waiting): Promise<ManifestObject | undefined>;
  /** Server-side apply as `talos`, which takes over fields of others, as Talos does. `unknown-kind`: nothing was done. */
  applyObject(object: ManifestObject, waiting: Waiting): Promise<"changed" | "unchanged" | "unknown-kind">;
  /** Creates it, or puts it in the place of what is there. `unknown-kind`: nothing was done. */
  putObject(object: ManifestObject, waiting: Waiting): Promise<"changed" | "unchanged" | "unknown-kind">;
  /** What is gone already is no failure. */
  removeObject(name: ObjectName, waiting: Waiting): Promise<void>;
}

/** All methods throw a UserError `kubernetes_failed` or `kubernetes_unreachable`. */
export interface KubernetesControl extends ManifestControl {
  /** Makes the node unschedulable and marks it as ours; one that is unschedulable without our mark is left as it is. */
  cordon(nodeName: string, mark: CordonMark, waiting: Waiting): Promise<"cordoned" | "cordoned-by-other">;
  /** Takes back what we did, and only that: without our mark nothing happens. */
  uncordon(nodeName: string, waiting: Waiting): Promise<void>;
  podsOn(nodeName: string, waiting: Waiting): Promise<readonly KubernetesPod[]>;
  /** Only the pod of this uid: one that was recreated under the same name is another. */
  evict(pod: Pick<KubernetesPod, "namespace" | "name" | "uid">, waiting: Waiting): Promise<Eviction>;
}
