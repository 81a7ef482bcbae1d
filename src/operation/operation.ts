/** What has become of an operation so far. */
import type { Role } from "../cluster/cluster.ts";
import type { GateFinding } from "../health/gate.ts";

/** Steps as they appear in reports; stable. */
export type StepName =
  | "apply"
  | "check"
  | "confirm"
  | "cordon"
  | "drain"
  | "install"
  | "kubelet"
  | "leave-etcd"
  | "manifests"
  | "move-leader"
  | "pull"
  | "reboot"
  | "reset"
  | "rollback"
  | "shutdown"
  | "snapshot"
  | "static-pods"
  | "proxy"
  | "uncordon"
  | "upgrade"
  | "verify"
  | "wait";

export interface StepProgress {
  readonly name: StepName;
  readonly state: "running" | "done" | "failed" | "skipped";
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** What it is at, or what came of it: `4 pods left`, `v1.13.9`. */
  readonly detail?: string;
}

/** Stable codes. */
export type NodeState = "waiting" | "running" | "done" | "unchanged" | "failed" | "not-started" | "handed-over";

export interface NodeProgress {
  readonly name: string;
  readonly role: Role;
  readonly state: NodeState;
  readonly steps: readonly StepProgress[];
  /** Why it failed, or what else should be known. */
  readonly reason?: Reason;
}

export interface Reason {
  /** A gate's or an error's code. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** Stable codes. */
export type OperationState =
  | "running"
  | "succeeded"
  | "failed"
  | "refused"
  | "cancelled"
  /** The rest goes on in another run, since this one's node is next. */
  | "handed-over";

/** The whole of an operation at one moment: what a live comment, a terminal and the result show. */
export interface OperationProgress {
  /** Of this operation, also when it is continued: `20261123-084026-upgrade-1f3c`. */
  readonly id: string;
  /** The command in its canonical form. */
  readonly command: string;
  readonly cluster: string;
  readonly revision: string;
  readonly requester: string;
  readonly state: OperationState;
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Of the cluster as a whole. */
  readonly steps: readonly StepProgress[];
  /** In the order in which they are worked on. */
  readonly nodes: readonly NodeProgress[];
  readonly findings: readonly GateFinding[];
  readonly reason?: Reason;
}
