/** The port to the running nodes, for reading only. */
import type { Node } from "../cluster/cluster.ts";

export interface LiveExtension {
  readonly name: string;
  readonly version: string;
}

/** What a node says of itself. */
export interface LiveNode {
  readonly hostname: string;
  /** Booted Talos version, `v1.13.8`. */
  readonly version: string;
  /** `metal`, `nocloud`, `container` … */
  readonly platform: string;
  /** The active machine config exactly as submitted, secrets included: bytes, so that nothing prints it by accident. */
  readonly config: Uint8Array;
  /** The config on disk, where it differs from the active one (staged, or a pending try). */
  readonly persistentConfig?: Uint8Array;
  /** Schematic id of the booted image; undefined when it came from no factory. */
  readonly schematicId?: string;
  /** The booted schematic's YAML, as the factory embedded it. */
  readonly schematic?: string;
  readonly extensions: readonly LiveExtension[];
  readonly secureBoot: boolean;
  /** Unix seconds; a changed value means that the node rebooted. */
  readonly bootTime?: number;
}

/** Why a node could not be read, and what to do about it; free of secrets and of text the node sent. */
export interface NodeProblem {
  readonly kind: "credential" | "unreachable" | "rebooting" | "maintenance" | "refused" | "unsupported" | "timeout";
  readonly message: string;
  readonly hint?: string;
}

export type LiveReading =
  | { readonly kind: "read"; readonly live: LiveNode }
  | { readonly kind: "problem"; readonly problem: NodeProblem };

export interface LiveNodes {
  read(node: Node, options: { readonly signal: AbortSignal }): Promise<LiveReading>;
}
