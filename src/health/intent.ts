/** What is about to be done to a cluster, as far as gates judge it. */
import type { Node } from "../cluster/cluster.ts";

export interface OperationIntent {
  readonly kind: "apply" | "etcd-snapshot" | "reboot" | "reset" | "rollback" | "shutdown" | "upgrade" | "upgrade-k8s";
  /** In the order in which they will be worked on. */
  readonly nodes: readonly NodeIntent[];
  readonly consents: Consents;
  /** Target of `upgrade-k8s`, `v1.34.1`. */
  readonly kubernetesVersion?: string;
}

export interface NodeIntent {
  readonly node: Node;
  /** It reboots, halts or is wiped: what runs on it stops. */
  readonly disrupts: boolean;
  /** Its pods are evicted first. */
  readonly drains: boolean;
  /** Its etcd member is taken out of the cluster. */
  readonly leavesEtcd: boolean;
  /** It stays away: shut down, or reset without a reboot. */
  readonly staysAway?: boolean;
  /** What it will run, where that changes. */
  readonly target?: NodeTarget;
}

/** What a node is brought to; what is left out stays, or is not known. */
export interface NodeTarget {
  /** Talos version, `v1.13.9`. */
  readonly version?: string;
  /** Installer image. */
  readonly image?: string;
  readonly schematicId?: string;
  /** The schematic's YAML. */
  readonly schematic?: string;
}

/** How an operation treats what gates object to; each has to be asked for. */
export interface Consents {
  /** A cluster with one control plane is without API while that reboots. */
  readonly acceptDowntime: boolean;
  /** The new image lacks extensions that the node runs now. */
  readonly allowExtensionChange: boolean;
  /** Work although the cluster's lock cannot be taken, because the Kubernetes API is down. */
  readonly withoutLock: boolean;
}
