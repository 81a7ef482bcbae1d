/** What the rolling engine is given: the operation, the cluster, and the ways to both. */
import type { Cluster, Node } from "../cluster/cluster.ts";
import type { OperationIntent } from "../health/intent.ts";
import type { Journal } from "./journal.ts";
import type { RollingPorts } from "./node-work.ts";
import type { ProgressRecorder } from "./record-progress.ts";
import type { KeptSnapshot } from "./snapshot-store.ts";

export interface Rolling {
  /** Id of the operation. */
  readonly id: string;
  readonly cluster: Cluster;
  /** All nodes of the cluster: each is judged by the others. */
  readonly nodes: readonly Node[];
  readonly intent: OperationIntent;
  readonly ports: RollingPorts;
  readonly progress: ProgressRecorder;
  readonly journal: Journal;
  /** The node on which this program runs, which it cannot disrupt and live on. */
  readonly own?: string;
  readonly ownPod?: { readonly namespace: string; readonly name: string };
  /** Aborts waits at once. */
  readonly signal: AbortSignal;
  /** When it aborts, no further node is started. */
  readonly stop: AbortSignal;
}

/** What is once in an operation, not once a node. */
export interface SoFar {
  snapshot: KeptSnapshot | undefined;
  /** A node was disrupted before: what the cluster gets over by itself is waited for. */
  disrupted: boolean;
}
