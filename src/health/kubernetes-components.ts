/** What a node runs of Kubernetes, as Talos is configured to run it. */

/** Static pods of a control plane, in the order in which they may be upgraded: the API server is the newest at any time. */
export const staticPods = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"] as const;
export type StaticPod = (typeof staticPods)[number];

export interface ComponentFacts {
  /** Image of what is enabled: the kubelet, and on a control plane its static pods. */
  readonly images: Readonly<Partial<Record<StaticPod | "kubelet", string>>>;
  /** Command lines with all their arguments. */
  readonly commands: Readonly<Partial<Record<StaticPod | "kubelet", readonly string[]>>>;
}

/** A Kubernetes object as JSON, with `apiVersion`, `kind` and `metadata.name`. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string | undefined;
    readonly annotations?: Readonly<Record<string, string>> | null | undefined;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}
