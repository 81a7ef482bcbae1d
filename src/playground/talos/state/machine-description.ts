/** What a machine is, before it has lived. */
import type { machineStages } from "../resources/spec-shapes.ts";

export type MachineRole = "controlplane" | "worker";
export type MachineStage = Exclude<keyof typeof machineStages, "unknown">;

export interface MachineExtension {
  readonly name: string;
  readonly version: string;
  readonly author?: string;
  readonly description?: string;
}

export interface MachineSchematic {
  readonly id: string;
  /** The YAML that the factory embedded in the image. */
  readonly text?: string;
}

export interface BlockDevice {
  /** `/dev/sda` */
  readonly device: string;
  readonly model: string;
  readonly serial: string;
  readonly bytes: bigint;
  readonly readOnly?: boolean;
}

export interface MachineDescription {
  readonly name: string;
  readonly role: MachineRole;
  /** `v1.13.8` */
  readonly version: string;
  readonly platform: string;
  /** By which the other nodes know it. */
  readonly address: string;
  /** Undefined for a machine that waits for its first configuration. */
  readonly config: Uint8Array | undefined;
  /** Undefined when the image came from no factory. */
  readonly schematic: MachineSchematic | undefined;
  readonly extensions: readonly MachineExtension[];
  readonly secureBoot: boolean;
  readonly factory: string;
  /** Beside the one with the system. */
  readonly userDisks?: readonly BlockDevice[];
}
