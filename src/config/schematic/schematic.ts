/** What an image factory is asked to build, as far as it changes the image's identity. */
import type { MapNode } from "../tree/config-node.ts";

export const bootloaders = ["none", "dual-boot", "sd-boot", "grub"] as const;

export type Bootloader = (typeof bootloaders)[number];

export interface Schematic {
  /** Of the enterprise edition. */
  readonly owner: string;
  readonly overlay: Overlay;
  readonly embeddedMachineConfiguration: string;
  readonly extraKernelArgs: readonly string[];
  readonly meta: readonly MetaValue[];
  readonly officialExtensions: readonly string[];
  readonly bootloader: Bootloader;
  readonly enrollKeys: string;
  readonly includeWellKnownCertificates: boolean;
  /** Bytes; 0 when not given. */
  readonly sectorSize: number;
}

export interface Overlay {
  readonly image: string;
  readonly name: string;
  readonly options?: MapNode;
}

export interface MetaValue {
  /** 0 to 255. */
  readonly key: number;
  readonly value: string;
}
