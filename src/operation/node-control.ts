/** The port that changes nodes. Every call is for one node, and returns when the node has taken it up, not when it is done. */
import type { Node } from "../cluster/cluster.ts";
import type { Waiting } from "../health/probes.ts";

export interface ApplyRequest {
  readonly config: Uint8Array;
  readonly mode: "auto" | "no-reboot" | "staged" | "try";
  readonly dryRun?: boolean;
  /** Of mode try. */
  readonly revertAfterSeconds?: number;
}

export interface ApplyAnswer {
  /** What the node makes of the mode, or would in a dry run. */
  readonly resolved: "no-reboot" | "reboot" | "staged" | "try";
  /** Text of the node: foreign, may hold anything. */
  readonly warnings: readonly string[];
}

export interface ResetRequest {
  readonly partitions: readonly string[];
  readonly graceful: boolean;
  readonly reboot: boolean;
}

export interface PullOptions extends Waiting {
  /** Which of the node's stores it is pulled into: `system` for installers and the kubelet (unless told), `cri` for pods. */
  readonly store?: "cri" | "system";
  onProgress?(percent: number): void;
}

/**
 * All methods throw a UserError: `node_busy` (another sequence runs), `operation_refused` (the node says no),
 * `operation_unsupported` (not with this version), or one of the reading side's.
 */
export interface NodeControl {
  /** A dry run cancels a try that is pending. */
  apply(node: Node, request: ApplyRequest, waiting: Waiting): Promise<ApplyAnswer>;
  /** Resolves once the sequence has started, seen by its events or by the connection going away. */
  reboot(node: Node, mode: "default" | "powercycle", waiting: Waiting): Promise<void>;
  shutdown(node: Node, options: { readonly force: boolean }, waiting: Waiting): Promise<void>;
  reset(node: Node, request: ResetRequest, waiting: Waiting): Promise<void>;
  rollback(node: Node, waiting: Waiting): Promise<void>;
  /** @returns the reference to install from, pinned by digest where the node says it */
  pullImage(node: Node, image: string, options: PullOptions): Promise<string>;
  /** Runs the installer beside the running system (Talos 1.13 and later): writes the other boot entry, nothing else. */
  installImage(node: Node, image: string, options: Waiting & { onMessage?(line: string): void }): Promise<void>;
  /** The call before 1.13: installs and reboots at once. */
  upgradeAtOnce(node: Node, image: string, options: Waiting & { readonly stage: boolean }): Promise<void>;
  /** Progress of what was started, as the node tells it: `phase stopEverything`. Ends when the connection does. */
  progress(node: Node, waiting: Waiting): AsyncIterable<string>;
  /** Does nothing when the node does not lead. */
  forfeitLeadership(node: Node, waiting: Waiting): Promise<void>;
  /** Asks `via` to remove another member. */
  removeMember(via: Node, memberId: string, waiting: Waiting): Promise<void>;
  /** The member's database, as it comes. Ends early without an error when the node breaks off: check the length and the hash. */
  snapshot(node: Node, waiting: Waiting): AsyncIterable<Uint8Array>;
}
