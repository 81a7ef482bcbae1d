/** Resources about the machine itself: its boot, its image and its services. They are there in maintenance mode too. */
import type { Machine } from "../state/machine.ts";
import type { MachineExtension, MachineSchematic } from "../state/machine-description.ts";
import { isAtLeast } from "../version-profile.ts";
import { describeResource } from "./describe-resource.ts";
import type { SpecData } from "./encode-spec.ts";
import type { ResourceDescription } from "./resource-store.ts";

export const systemDescribers = {
  "MachineStatuses.runtime.talos.dev": (machine: Machine) => [
    describeResource("MachineStatuses.runtime.talos.dev", "machine", {
      stage: machine.stage,
      status: { ready: machine.ready, unmetConditions: machine.unmet.map(({ name, reason }) => ({ name, reason })) },
    }),
  ],
  "KernelCmdlines.runtime.talos.dev": ({ platform }: Machine) => [
    describeResource("KernelCmdlines.runtime.talos.dev", "cmdline", {
      cmdline: `talos.platform=${platform} console=tty0 init_on_alloc=1 slab_nomerge= pti=on`,
    }),
  ],
  "BootedEntries.talos.dev": ({ booted }: Machine) => [
    describeResource("BootedEntries.talos.dev", "bootedentry", { bootedEntry: booted.label }),
  ],
  "BootIDs.runtime.talos.dev": ({ bootId }: Machine) => [
    describeResource("BootIDs.runtime.talos.dev", "boot-id", { bootID: bootId }),
  ],
  "MetaKeys.runtime.talos.dev": ({ disk }: Machine) =>
    Array.from(disk.meta, ([tag, value]) =>
      describeResource("MetaKeys.runtime.talos.dev", `0x${tag.toString(16).padStart(2, "0")}`, { value }),
    ),
  // Of a service that does not run there is none.
  "Services.v1alpha1.talos.dev": ({ services }: Machine) =>
    services
      .filter(({ state }) => state === "Running")
      .map(({ id, healthy }) =>
        describeResource("Services.v1alpha1.talos.dev", id, {
          running: true,
          healthy: healthy ?? false,
          unknown: healthy === undefined,
        }),
      ),
  "Versions.runtime.talos.dev": ({ version }: Machine) => [
    describeResource("Versions.runtime.talos.dev", "version", { name: "Talos", version }),
  ],
  "SecurityStates.talos.dev": ({ secureBoot, profile }: Machine) => [
    describeResource("SecurityStates.talos.dev", "securitystate", {
      secureBoot,
      ...(secureBoot ? { ukiSigningKeyFingerprint: "2b5f", pcrSigningKeyFingerprint: "9a01" } : {}),
      selinuxState: "permissive",
      fipsState: "disabled",
      bootedWithUKI: true,
      ...(isAtLeast(profile, "1.13") ? { moduleSignatureEnforced: true } : {}),
    }),
  ],
  "PlatformMetadatas.talos.dev": ({ platform, name }: Machine) => [
    describeResource("PlatformMetadatas.talos.dev", "platformmetadata", { platform, hostname: name }),
  ],
  "SystemDisks.block.talos.dev": (machine: Machine) =>
    !machine.disk.installed
      ? []
      : [
          describeResource("SystemDisks.block.talos.dev", "system-disk", {
            diskID: "nvme0n1",
            devPath: "/dev/nvme0n1",
          }),
        ],
  "ExtensionStatuses.runtime.talos.dev": ({ extensions, schematic, factory }: Machine) => [
    ...extensions.map(describeExtension),
    ...(schematic === undefined ? [] : [describeSchematic(schematic, factory)]),
  ],
  "ImageFactorySchematics.runtime.talos.dev": ({ schematic, factory }: Machine) =>
    schematic === undefined
      ? []
      : [
          describeResource("ImageFactorySchematics.runtime.talos.dev", "image-factory-schematic", {
            schematicId: schematic.id,
            flavor: "Image Factory",
            apiUrl: factory,
          }),
        ],
} as const;

function describeExtension(extension: MachineExtension, index: number): ResourceDescription {
  const layer = `${String(index).padStart(3, "0")}.ghcr.io-siderolabs-${extension.name}-${extension.version}`;
  return describeLayer(layer, {
    name: extension.name,
    version: extension.version,
    author: extension.author ?? "Sidero Labs",
    description: extension.description ?? `The system extension ${extension.name}.`,
    compatibility: { talos: { version: ">= v1.10.0" } },
  });
}

function describeSchematic(schematic: MachineSchematic, factory: string): ResourceDescription {
  return describeLayer("schematic", {
    name: "schematic",
    version: schematic.id,
    author: `Image Factory (${factory})`,
    description: "Virtual extension that names the schematic from which the factory built the image.",
    compatibility: { talos: { version: ">= 1.0.0" } },
    ...(schematic.text === undefined ? {} : { extraInfo: schematic.text }),
  });
}

function describeLayer(layer: string, metadata: SpecData): ResourceDescription {
  return describeResource("ExtensionStatuses.runtime.talos.dev", layer, { image: `${layer}.sqsh`, metadata });
}
