/** What the cluster looks like now: nodes, etcd and Kubernetes as they describe themselves, read at one time. */
import type { Node } from "../cluster/cluster.ts";
import type { LiveExtension, NodeProblem } from "../diff/live-nodes.ts";

export interface ClusterObservation {
  /** In the order they were asked for. */
  readonly nodes: readonly ObservedNode[];
  readonly kubernetes: KubernetesReading;
  readonly access: TalosAccess;
}

/** The credential and the way in. */
export interface TalosAccess {
  readonly endpoints: readonly string[];
  readonly roles: readonly string[];
  /** Whole days until the client certificate expires. */
  readonly daysLeft: number;
  /** It lives for a day at most, as those do that Talos makes inside a cluster and renews there. */
  readonly shortLived?: boolean;
}

export interface ObservedNode {
  readonly node: Node;
  readonly reading: NodeReading;
}

export type NodeReading =
  | { readonly kind: "read"; readonly facts: NodeFacts }
  /** Reachable, without a configuration. */
  | { readonly kind: "maintenance" }
  | { readonly kind: "problem"; readonly problem: NodeProblem };

export type MachineStage =
  | "booting"
  | "installing"
  | "maintenance"
  | "rebooting"
  | "resetting"
  | "running"
  | "shutting down"
  | "unknown"
  | "upgrading";

/** All of it readable with the role os:reader, but for `config`. */
export interface NodeFacts {
  readonly hostname: string;
  /** Name of the Kubernetes Node, where the kubelet registered one. */
  readonly kubernetesName?: string;
  /** Booted Talos version, `v1.13.8`. */
  readonly version: string;
  /** `metal`, `nocloud`, `container` … */
  readonly platform: string;
  readonly secureBoot: boolean;
  /** Schematic id of the booted image; undefined when it came from no factory. */
  readonly schematicId?: string;
  /** The booted schematic's YAML, as the factory embedded it. */
  readonly schematic?: string;
  readonly extensions: readonly LiveExtension[];
  readonly stage: MachineStage;
  readonly ready: boolean;
  readonly unmetConditions: readonly { readonly name: string; readonly reason: string }[];
  /** Unix seconds; a change of more than two means that the node rebooted. */
  readonly bootTime: number;
  readonly services: readonly ServiceFacts[];
  /** An installer wrote another boot entry that has not been confirmed yet (META tag 6): installed, not rebooted. */
  readonly fallbackPending: boolean;
  /** The config on disk is not the active one: staged, or a try that is pending. */
  readonly stagedConfig: boolean;
  /** Addresses that the node has of the cluster's virtual IP, `["10.0.0.10"]` on the node that holds it. */
  readonly virtualAddresses: readonly string[];
  /** Of control planes whose etcd answered. */
  readonly etcd?: EtcdFacts;
}

export interface ServiceFacts {
  readonly id: string;
  readonly state: string;
  readonly healthy: boolean;
}

/** One member's view. Ids are hexadecimal, as etcd prints them. */
export interface EtcdFacts {
  readonly memberId: string;
  readonly leaderId: string;
  readonly isLearner: boolean;
  readonly raftIndex: bigint;
  readonly raftAppliedIndex: bigint;
  readonly databaseBytes: number;
  readonly errors: readonly string[];
  readonly members: readonly EtcdMember[];
  readonly alarms: readonly { readonly memberId: string; readonly kind: "NOSPACE" | "CORRUPT" }[];
}

export interface EtcdMember {
  readonly id: string;
  readonly hostname: string;
  readonly peerUrls: readonly string[];
  readonly isLearner: boolean;
}

export type KubernetesReading =
  | { readonly kind: "read"; readonly facts: KubernetesFacts }
  | { readonly kind: "problem"; readonly problem: KubernetesProblem };

/** Free of secrets and of text that a server sent. */
export interface KubernetesProblem {
  readonly kind: "unreachable" | "credential" | "refused" | "timeout";
  readonly message: string;
  readonly hint?: string;
}

export interface KubernetesFacts {
  /** `v1.34.1` */
  readonly version: string;
  readonly nodes: readonly KubernetesNode[];
  readonly pods: readonly KubernetesPod[];
  readonly budgets: readonly DisruptionBudget[];
}

export interface KubernetesNode {
  readonly name: string;
  readonly internalAddress?: string;
  readonly controlPlane: boolean;
  readonly ready: boolean;
  readonly unschedulable: boolean;
  /** Our marker: who cordoned it, and for which operation. */
  readonly cordon?: CordonMark;
  readonly kubeletVersion: string;
}

/** Written as JSON into the annotation `talos-chatops/cordon` of a Node that we cordon. */
export interface CordonMark {
  /** Id of the operation. */
  readonly operation: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface KubernetesPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node?: string;
  readonly phase: string;
  readonly ready: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Kind of the controlling owner, `DaemonSet`. */
  readonly owner?: string;
  /** A static pod's mirror. */
  readonly mirror: boolean;
  readonly deleting: boolean;
  /** Name → image of its containers. */
  readonly images: Readonly<Record<string, string>>;
}

export interface DisruptionBudget {
  readonly namespace: string;
  readonly name: string;
  readonly selector: LabelSelector;
  readonly disruptionsAllowed: number;
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
}

/** As in Kubernetes: all have to match; an empty selector matches every pod of the namespace. */
export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly matchExpressions: readonly {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values: readonly string[];
  }[];
}
