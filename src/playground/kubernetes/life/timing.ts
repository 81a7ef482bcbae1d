/** How long things take in a cluster, in simulated milliseconds: as on small machines. */
export interface KubernetesTiming {
  /** From being assigned to a node until ready. */
  readonly podStartMs: number;
  /** From being told to end until gone, for pods that listen. */
  readonly podStopMs: number;
  /** From the start of the kubelet until its node is Ready. */
  readonly nodeReadyMs: number;
  /** From the last word of a kubelet until its node counts as lost. */
  readonly nodeLostMs: number;
  /** From a new manifest, or the kubelet's start, until a static pod is ready. */
  readonly staticPodMs: number;
  /** How long a request waits for an etcd without leader. */
  readonly etcdTimeoutMs: number;
}

export const usualTiming: KubernetesTiming = {
  podStartMs: 4000,
  podStopMs: 2000,
  nodeReadyMs: 3000,
  nodeLostMs: 40_000,
  staticPodMs: 8000,
  etcdTimeoutMs: 7000,
};
