/** The difference between what the repository says of a node and what the node runs. */
import type { Node } from "../cluster/cluster.ts";
import type { DocumentId } from "../config/machine-config.ts";
import type { ConfigNode, ConfigPath, MapNode, Origin } from "../config/tree/config-node.ts";
import type { Note, UserError } from "../errors.ts";
import type { NodeProblem } from "./live-nodes.ts";

/** One leaf (or whole branch) that differs. */
export interface Change {
  readonly kind: "added" | "removed" | "changed";
  readonly path: ConfigPath;
  readonly desired?: ConfigNode;
  readonly live?: ConfigNode;
  /** The template line that wrote the desired value. */
  readonly origin?: Origin;
}

/** A document with at least one change. Both trees are normalised: equal meaning is equal text, keys in one order. */
export interface DocumentDiff {
  readonly id: DocumentId;
  readonly kind: "added" | "removed" | "changed";
  readonly desired?: MapNode;
  readonly live?: MapNode;
  readonly changes: readonly Change[];
}

/** Whether applying the changes reboots the node, by the rules of its Talos version. */
export type RebootForecast =
  | { readonly kind: "none" }
  /** The node reboots by itself under mode auto (Talos up to 1.13), without a drain. */
  | { readonly kind: "automatic"; readonly paths: readonly string[] }
  /** Applied at once, active only after a reboot that somebody asks for (Talos from 1.14). */
  | { readonly kind: "manual"; readonly paths: readonly string[] };

/** What is booted against what the repository wants. */
export interface ImageComparison {
  readonly liveVersion: string;
  readonly desiredVersion?: string;
  readonly liveSchematic?: string;
  readonly desiredSchematic?: string;
  /** Full image reference to upgrade to. */
  readonly desiredImage?: string;
  readonly upgrade: "none" | "version" | "schematic" | "version-and-schematic";
  /** Why the schematics differ: "same content in another order", "siderolabs/i915 added". */
  readonly reasons: readonly string[];
}

export type NodeDiff =
  | UnchangedNode
  | ChangedNode
  | {
      readonly kind: "unreachable";
      readonly node: Node;
      readonly problem: NodeProblem;
      readonly notes: readonly Note[];
    }
  /** Its desired config cannot be built or its live config cannot be understood. */
  | { readonly kind: "invalid"; readonly node: { readonly name: string }; readonly error: UserError };

export interface UnchangedNode {
  readonly kind: "unchanged";
  readonly node: Node;
  readonly image?: ImageComparison;
  readonly notes: readonly Note[];
}

export interface ChangedNode {
  readonly kind: "changed";
  readonly node: Node;
  readonly documents: readonly DocumentDiff[];
  readonly reboot: RebootForecast;
  readonly image?: ImageComparison;
  readonly notes: readonly Note[];
}
