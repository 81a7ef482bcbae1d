/** The registries from which simulated nodes pull: what an image reference leads to. */
import { parse } from "yaml";
import { z } from "zod";
import { versionProfile } from "../version-profile.ts";
import type { ImageContents } from "./disk.ts";
import type { MachineExtension, MachineSchematic } from "./machine-description.ts";

export type FoundImage =
  | { readonly kind: "installer"; readonly contents: ImageContents }
  /** A kubelet, a pod's image: there, and of no further interest. */
  | { readonly kind: "other" };

export interface KnownSchematic extends MachineSchematic {
  /** What an image of it brings; read from `text` unless told. */
  readonly extensions?: readonly MachineExtension[];
}

export interface ImageSourceOptions {
  /** Schematics that were submitted to the factory; left out: every id is known, with nothing in it. */
  readonly schematics?: readonly KnownSchematic[] | undefined;
  /** Versions that installers exist for; left out: all of 1.11 to 1.14. */
  readonly versions?: readonly string[] | undefined;
}

/** Without anything in it; every factory knows it. */
export const emptySchematic: MachineSchematic = {
  id: "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba",
  text: "customization: {}\n",
};

export class ImageSource {
  readonly #schematics = new Map<string, KnownSchematic>();
  readonly #versions: readonly string[] | undefined;
  readonly #knowsAll: boolean;

  constructor({ schematics, versions }: ImageSourceOptions) {
    this.#versions = versions;
    this.#knowsAll = schematics === undefined;
    for (const schematic of [emptySchematic, ...(schematics ?? [])]) this.add(schematic);
  }

  add(schematic: KnownSchematic): void {
    this.#schematics.set(schematic.id, schematic);
  }

  /** Undefined when no registry has it. */
  find(reference: string): FoundImage | undefined {
    const installer = parseInstaller(reference);
    if (installer === undefined) return { kind: "other" };
    const { version, schematicId, registry } = installer;
    if (!this.#hasVersion(version)) return undefined;
    if (schematicId === undefined) {
      const isPublished = registry !== "ghcr.io" || Number(/^v1\.(\d+)/.exec(version)?.[1]) < 14;
      return isPublished ? { kind: "installer", contents: { version, extensions: [] } } : undefined;
    }
    const known = this.#schematics.get(schematicId) ?? (this.#knowsAll ? { id: schematicId } : undefined);
    if (known === undefined) return undefined;
    const { id, text } = known;
    const schematic = { id, ...(text !== undefined && { text }) };
    return { kind: "installer", contents: { version, schematic, extensions: extensionsOf(known, version) } };
  }

  #hasVersion(version: string): boolean {
    if (this.#versions !== undefined) return this.#versions.includes(version);
    try {
      versionProfile(version);
      return true;
    } catch {
      return false;
    }
  }
}

interface InstallerReference {
  readonly registry: string;
  readonly version: string;
  readonly schematicId?: string;
}

/** `factory.talos.dev/metal-installer/<schematic>:v1.13.8`, `ghcr.io/siderolabs/installer:v1.13.8`; undefined for other images. */
function parseInstaller(reference: string): InstallerReference | undefined {
  const [, path = "", version = "latest"] = /^(.*?)(?::([^/:@]+))?(?:@sha256:[0-9a-f]+)?$/.exec(reference) ?? [];
  const segments = path.split("/");
  const [registry = ""] = segments;
  const index = segments.findIndex((segment) => /^([a-z0-9]+-)?installer(-secureboot)?$/.test(segment));
  if (index === -1) return undefined;
  const schematicId = segments[index + 1];
  return { registry, version, ...(schematicId !== undefined && { schematicId }) };
}

const schematicText = z.object({
  customization: z
    .object({ systemExtensions: z.object({ officialExtensions: z.array(z.string()).optional() }).optional() })
    .optional(),
});

function extensionsOf({ text, extensions }: KnownSchematic, version: string): readonly MachineExtension[] {
  if (extensions !== undefined) return extensions;
  if (text === undefined) return [];
  const names = schematicText.parse(parse(text)).customization?.systemExtensions?.officialExtensions ?? [];
  return names.map((name) => ({ name: name.replace(/^siderolabs\//, ""), version }));
}
