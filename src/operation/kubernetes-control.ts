/** The port that changes Kubernetes. */
import type { CordonMark, KubernetesPod } from "../health/observation.ts";
import type { Waiting } from "../health/probes.ts";

export type Eviction =
  | { readonly kind: "evicted" }
  /** It was gone already. */
  | { readonly kind: "gone" }
  /** A disruption budget says not now; its name where the server tells it. */
  | { readonly kind: "blocked"; readonly budget?: string; readonly retryAfterSeconds?: number };

/** All methods throw a UserError `kubernetes_failed` or `kubernetes_unreachable`. */
export interface KubernetesControl {
  /** Makes the node unschedulable and marks it as ours; one that is unschedulable without our mark is left as it is. */
  cordon(nodeName: string, mark: CordonMark, waiting: Waiting): Promise<"cordoned" | "cordoned-by-other">;
  /** Takes back what we did, and only that: without our mark nothing happens. */
  uncordon(nodeName: string, waiting: Waiting): Promise<void>;
  podsOn(nodeName: string, waiting: Waiting): Promise<readonly KubernetesPod[]>;
  /** Only the pod of this uid: one that was recreated under the same name is another. */
  evict(pod: Pick<KubernetesPod, "namespace" | "name" | "uid">, waiting: Waiting): Promise<Eviction>;
}
