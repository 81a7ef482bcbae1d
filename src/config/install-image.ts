/** The installer image that a configuration names, and the one that a node should have. */
import { UserError } from "../errors.ts";
import { type ImageReference, isSchematicId, parseImageReference } from "./image-reference.ts";
import { type MachineConfig, rootDocument } from "./machine-config.ts";
import { atLeast } from "./talos-version.ts";
import type { ConfigNode, Origin, ScalarNode } from "./tree/config-node.ts";

export interface InstallImage {
  /** As written. */
  readonly reference: string;
  /** Without tag and digest. */
  readonly repository: string;
  /** 64 hex digits; undefined for an image that is not of an image factory. */
  readonly schematic?: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly origin?: Origin;
}

/**
 * Reads `machine.install.image`, or `installer.image` of an UnattendedInstallConfig (Talos 1.14).
 *
 * @returns undefined when the config names no image.
 * @throws UserError `config_invalid` for a text that is no image reference, and for an image factory's installer whose
 * schematic is not 64 hex digits (`null` where a script failed to get the id).
 */
export function readInstallImage(config: MachineConfig): InstallImage | undefined {
  const node = imageNode(config);
  if (node === undefined || typeof node.value !== "string" || node.value === "") return undefined;
  const image = parseImageReference(node.value);
  if (image === undefined) throw invalid(node, "it is no image reference");
  const schematic = schematicOf(image, node);
  return {
    reference: image.reference,
    repository: image.repository,
    ...(schematic !== undefined && { schematic }),
    ...(image.tag !== undefined && { tag: image.tag }),
    ...(image.digest !== undefined && { digest: image.digest }),
    ...(node.origin && { origin: node.origin }),
  };
}

function imageNode(config: MachineConfig): ScalarNode | undefined {
  const root = rootDocument(config)?.root;
  const unattended = config.documents.find((document) => document.id.kind === "UnattendedInstallConfig")?.root;
  return scalarAt(root, ["machine", "install", "image"]) ?? scalarAt(unattended, ["installer", "image"]);
}

function scalarAt(node: ConfigNode | undefined, path: readonly string[]): ScalarNode | undefined {
  const found = path.reduce((at, key) => (at?.kind === "map" ? at.entries.get(key) : undefined), node);
  return found?.kind === "scalar" ? found : undefined;
}

function schematicOf(image: ImageReference, node: ScalarNode): string | undefined {
  const schematic = image.installer?.schematic;
  if (schematic === undefined || isSchematicId(schematic)) return schematic;
  // other registries may have a repository of any name below "installer"
  const isFactory = image.registry.startsWith("factory.") || /^(null|none|undefined)$/.test(schematic);
  if (isFactory) throw invalid(node, "its schematic is not 64 hex digits");
  return undefined;
}

function invalid(node: ScalarNode, reason: string): UserError {
  return new UserError(`Cannot use the install image: ${reason}`, {
    code: "config_invalid",
    hint: "Write it as factory.talos.dev/metal-installer/SCHEMATIC:VERSION, with the variable that holds the schematic id.",
    ...(node.origin && { location: node.origin }),
  });
}

export interface InstallerParts {
  /** Base URL of the image factory. */
  readonly factory: string;
  /** 64 hex digits. */
  readonly schematic: string;
  /** What the node runs on, as it says itself: `metal`, `nocloud` … */
  readonly platform: string;
  readonly secureBoot: boolean;
  /** `v1.13.8` */
  readonly version: string;
}

/**
 * Names the installer of an image factory for one node. Factories have one installer per platform from Talos 1.10 on, and
 * one for all platforms below.
 *
 * @throws UserError `schematic_invalid` unless the schematic is 64 hex digits.
 */
export function installerImage(parts: InstallerParts): string {
  if (!isSchematicId(parts.schematic)) {
    throw new UserError("Cannot name the installer image: its schematic is not 64 hex digits", {
      code: "schematic_invalid",
      hint: "Look at it with talos-chatops schematic.",
    });
  }
  const prefix = atLeast(parts.version, "1.10") ? `${parts.platform}-` : "";
  const name = `${prefix}installer${parts.secureBoot ? "-secureboot" : ""}`;
  return `${new URL(parts.factory).host}/${name}/${parts.schematic}:${parts.version}`;
}
