/** What a machine is, before it has lived. */
import { createHash } from "node:crypto";
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

/** The device that Talos is installed on, or will be. */
export const systemDisk = "/dev/nvme0n1";

/** The system's disk, then those of the description. */
export function blockDevices({ name, userDisks = [] }: MachineDescription): readonly BlockDevice[] {
  const system = {
    device: systemDisk,
    model: "Simulated NVMe",
    serial: uuidOf(name).slice(0, 8),
    bytes: 512_110_190_592n,
  };
  return [system, ...userDisks];
}

/** Of the machine's firmware: the same over runs. */
export function uuidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
