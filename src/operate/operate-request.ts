/** What an operation is asked for with, what it needs from outside, and what it gives. */
import type { OperationCommand } from "../chatops/command.ts";
import type { Cluster, Node } from "../cluster/cluster.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import type { ImageFactory } from "../config/schematic/image-factory.ts";
import type { SecretStore } from "../config/secrets/secret-store.ts";
import type { Clock } from "../config/templates/template-limits.ts";
import type { LiveNodes } from "../diff/live-nodes.ts";
import type { PlanDigest } from "../diff/plan.ts";
import type { GateFinding } from "../health/gate.ts";
import type { ClusterObservation } from "../health/observation.ts";
import type { ComponentProbe, ImageRegistry, KubernetesProbe, NodeProbe } from "../health/probes.ts";
import type { ClusterLock, LockHolder } from "../operation/cluster-lock.ts";
import type { KubernetesControl } from "../operation/kubernetes-control.ts";
import type { NodeControl } from "../operation/node-control.ts";
import type { OperationProgress } from "../operation/operation.ts";
import type { Pace } from "../operation/pace.ts";
import type { KeptSnapshot, SnapshotStore } from "../operation/snapshot-store.ts";
import type { SuggestedChange } from "../operation/upgrade-kubernetes/suggested-change.ts";
import type { PlanProgress } from "../plan.ts";
import type { Redactor } from "../redaction/create-redactor.ts";
import type { Safe } from "../redaction/redact-data.ts";
import type { SafePlan } from "../redaction/redacted.ts";

export type { SuggestedChange } from "../operation/upgrade-kubernetes/suggested-change.ts";

export interface OperateRequest {
  readonly cluster: Cluster;
  /** The desired state, at its pinned revision. */
  readonly files: RepositoryFiles;
  /** As `PlanRequest.earlier`. */
  readonly earlier?: RepositoryFiles;
  readonly command: OperationCommand;
  /** `formatCommand(command)`; part of the digest. */
  readonly commandText: string;
  /** Who asked, for people. */
  readonly requester: string;
}

/** All that reading needs; a value of this type cannot change anything. */
export interface ReadAccess {
  readonly liveNodes: LiveNodes;
  readonly stores: readonly SecretStore[];
  readonly nodes: NodeProbe & ComponentProbe;
  readonly kubernetes: KubernetesProbe;
  readonly registry: ImageRegistry;
  close(): void;
}

/** The way to change the cluster. */
export interface WriteAccess {
  readonly nodes: NodeControl;
  readonly kubernetes: KubernetesControl;
  readonly lock: ClusterLock;
  readonly snapshots: SnapshotStore;
}

export interface PreparePorts {
  readonly access: ReadAccess;
  /** The node that it runs on is worked on last. */
  readonly runner?: RunnerPlace;
  readonly factory?: ImageFactory;
  /** As `PlanPorts.redactionKey`. */
  readonly redactionKey: Uint8Array;
  readonly onProgress?: (progress: PlanProgress) => void;
  readonly clock?: Clock;
  readonly concurrency?: number;
}

/** An operation that is ready to start: what a person is asked to approve. */
export interface PreparedOperation {
  readonly command: OperationCommand;
  /** Of `apply` and `upgrade` the full difference; of the others what is bound: revision, command and nodes. */
  readonly safe: SafePlan;
  readonly digest: PlanDigest;
  readonly observation: ClusterObservation;
  /** In the order in which they will be worked on, with what will be done to each; nodes with nothing to do included. */
  readonly nodes: readonly PreparedNode[];
  /** Anything with verdict `refuse` keeps the operation from starting. */
  readonly findings: readonly GateFinding[];
  readonly redactor: Redactor;
}

export interface PreparedNode {
  readonly node: Node;
  /** In one sentence, `v1.13.8 → v1.13.9, reboots`; or why nothing is to be done. */
  readonly summary: string;
  readonly disruptive: boolean;
  readonly unchanged: boolean;
}

/** Where this program runs, as far as it can tell. */
export interface RunnerPlace {
  /** It runs in a pod of the cluster (or may, when nothing else is known). */
  readonly inCluster: boolean;
  /** Name or address of the node. */
  readonly node?: string;
  /** Never evicted. */
  readonly pod?: { readonly namespace: string; readonly name: string };
}

export interface OperatePorts extends PreparePorts {
  readonly write: WriteAccess;
  readonly holder: LockHolder;
  readonly runner: RunnerPlace;
  readonly pace: Pace;
  /** Called with the whole state after every change; must not throw. */
  readonly onOperation: (progress: Safe<OperationProgress>) => void;
  /** Starts a run elsewhere that continues; left out where nothing can be dispatched. */
  readonly handOver?: (operationId: string) => Promise<void>;
}

export interface OperateOptions {
  /** Aborts reading and waiting at once: for a second Ctrl-C, or the end of the grace period. */
  readonly signal: AbortSignal;
  /** When it aborts, no further node is started. */
  readonly stop: AbortSignal;
}

/** The digest that was approved; the operation is refused as `plan_changed` when the new one is another. */
export interface Approval {
  readonly digest: string;
  /** For naming what changed. */
  readonly parts?: Readonly<Record<string, string>>;
}

export interface OperationResult {
  readonly progress: Safe<OperationProgress>;
  /** The plan as it was when the operation started, or the new one after `plan_changed`. */
  readonly prepared: PreparedOperation;
  readonly snapshot?: KeptSnapshot;
  /** Text of a patch that a person should commit, so that Git says what the cluster now runs. */
  readonly suggestedChange?: Safe<SuggestedChange>;
}
