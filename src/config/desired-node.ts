/** What the repository says about one node: its merged configuration and its image. */
import type { Node } from "../cluster/cluster.ts";
import type { Note } from "../errors.ts";
import type { MachineConfig } from "./machine-config.ts";

/** An image-factory schematic as the repository writes it. */
export interface DesiredSchematic {
  /** 64 hex digits. */
  readonly id: string;
  /** The rendered text. */
  readonly text: string;
  readonly file: string;
}

export interface DesiredNode {
  readonly node: Node;
  /** Merged; after `resolveSecrets` its references are `Secret` values. */
  readonly config: MachineConfig;
  readonly schematic?: DesiredSchematic;
  /** `machine.install.image` (or the UnattendedInstallConfig's), a full image reference. */
  readonly image?: string;
  /** Warnings of rendering, merging and validation. */
  readonly notes: readonly Note[];
}
