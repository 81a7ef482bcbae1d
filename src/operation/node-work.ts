/** One node's share of an operation, and what it is given when its turn comes. */
import type { OperationSettings } from "../cluster/cluster.ts";
import type { LiveNodes } from "../diff/live-nodes.ts";
import type { NodeIntent } from "../health/intent.ts";
import type { ClusterObservation, NodeReading } from "../health/observation.ts";
import type { ClusterProbes } from "../health/observe-cluster.ts";
import type { ComponentProbe, Waiting } from "../health/probes.ts";
import type { KubernetesControl } from "./kubernetes-control.ts";
import type { NodeControl } from "./node-control.ts";
import type { StepName } from "./operation.ts";
import type { NodeRecord } from "./operation-record.ts";
import type { Pace } from "./pace.ts";
import type { Detail } from "./record-progress.ts";
import type { SnapshotStore } from "./snapshot-store.ts";

/** All that rolling work needs from outside. */
export interface RollingPorts {
  readonly probes: ClusterProbes;
  readonly components: ComponentProbe;
  readonly liveNodes: LiveNodes;
  readonly nodes: NodeControl;
  readonly kubernetes: KubernetesControl;
  readonly snapshots: SnapshotStore;
  readonly pace: Pace;
}

/** What is to be done to one node, as it was planned. */
export interface PlannedWork {
  readonly intent: NodeIntent;
  /** In one sentence, for whoever approves. */
  readonly summary: string;
  /** Nothing was to be done when this was planned. */
  readonly unchanged: boolean;
}

export interface NodeWork extends PlannedWork {
  /** What it is brought to, for the journal. */
  readonly image?: string;
  /** How far it is, as the node is now. */
  standing(look: NodeLook, ports: RollingPorts, waiting: Waiting): Promise<Standing>;
  /** @throws UserError says in what state the node is left */
  run(turn: NodeTurn): Promise<void>;
}

/**
 * `done`: nothing is left to do. `acted`: a run that was broken off took it down, and did not see to the end of it; no gate
 * has to let that happen again. `open`: it is still to be done.
 */
export type Standing = "acted" | "done" | "open";

/** A node as it is found when its turn comes. */
export interface NodeLook {
  readonly reading: NodeReading;
  readonly observation: ClusterObservation;
  /** What a run that was broken off wrote of it. */
  readonly begun: NodeRecord | undefined;
}

export interface NodeTurn extends NodeLook {
  readonly work: NodeWork;
  readonly ports: RollingPorts;
  readonly limits: OperationSettings;
  /** Id of the operation. */
  readonly operation: string;
  /** Name of its Kubernetes Node; undefined when there is none, or Kubernetes is not reachable. */
  readonly kubernetesName: string | undefined;
  /** Of this program itself, never evicted. */
  readonly ownPod?: { readonly namespace: string; readonly name: string };
  readonly signal: AbortSignal;
  /** A step that only reads. */
  step<T>(name: StepName, run: (detail: Detail) => Promise<T>): Promise<T>;
  /** A step that changes something: it is written into the journal before it begins. */
  write<T>(name: StepName, run: (detail: Detail) => Promise<T>): Promise<T>;
  skip(name: StepName, detail: string): void;
  /** Looks at the whole cluster again and judges whether this node may be disrupted now. @throws UserError `gate_refused` */
  gate(): Promise<void>;
  /** Takes the snapshot that is due before the first control plane, once in an operation. */
  snapshot(): Promise<void>;
}
