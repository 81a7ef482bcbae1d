/** The journal of an operation as it is kept in the cluster: enough for another run to go on. */
import type { NodeState, OperationState, StepName } from "./operation.ts";

export interface OperationRecord {
  readonly version: 1;
  readonly id: string;
  /** The command in its canonical form: it is parsed again. */
  readonly command: string;
  readonly cluster: string;
  /** Commit whose configuration is applied. */
  readonly revision: string;
  readonly requester: string;
  readonly startedAt: number;
  readonly state: OperationState;
  /** The approved plan's digest and its parts, see `digestPlan`. */
  readonly digest: string;
  readonly digestParts: Readonly<Record<string, string>>;
  /** In the order in which they are worked on. */
  readonly nodes: readonly NodeRecord[];
  /** Somebody asked to start no further node. */
  readonly abortedBy?: string;
}

export interface NodeRecord {
  readonly name: string;
  readonly state: NodeState;
  /** The step that was begun last; written before it is begun. */
  readonly step?: StepName;
  /** Boot time when the node was begun, Unix seconds: another one means that it rebooted since. */
  readonly bootTime?: number;
  /** Talos version and schematic that it ran then, `v1.13.8 3765…`. */
  readonly ran?: string;
  /** What it is brought to. */
  readonly image?: string;
}
