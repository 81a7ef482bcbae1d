import { UserError } from "../../errors.ts";
import { nearestName } from "../../nearest-name.ts";
import type { ConfigNode, MapNode, Origin, ScalarNode } from "../tree/config-node.ts";
import { parseYaml } from "../tree/parse-yaml.ts";
import { type Bootloader, bootloaders, type MetaValue, type Overlay, type Schematic } from "./schematic.ts";

export interface ParseSchematicOptions {
  /** The file named in errors. */
  readonly file: string;
  /** For rendered text: the template line that wrote each of its lines. */
  readonly origins?: readonly (Origin | undefined)[];
}

export interface ParsedSchematic {
  readonly schematic: Schematic;
  /** Why a factory could understand the text differently; undefined when it cannot. */
  readonly doubt?: string;
}

const keys = {
  root: ["owner", "overlay", "customization"],
  overlay: ["image", "name", "options"],
  customization: [
    "embeddedMachineConfiguration",
    "extraKernelArgs",
    "meta",
    "systemExtensions",
    "bootloader",
    "secureboot",
    "diskImage",
  ],
  meta: ["key", "value"],
  systemExtensions: ["officialExtensions"],
  secureboot: ["enrollKeys", "includeWellKnownCertificates"],
  diskImage: ["sectorSize"],
} as const;

/**
 * Reads a schematic as image factories do: fields they do not know are refused.
 *
 * @throws UserError `schematic_invalid` naming file and line.
 */
export function parseSchematic(text: string, options: ParseSchematicOptions): ParsedSchematic {
  const reader = new Reader(text, options);
  const schematic = readSchematic(reader, readRoot(text, options));
  const doubt = reader.doubt ?? (/(^|[\s[{,])![^\s=]/.test(text) ? "it has YAML tags" : undefined);
  return { schematic, ...(doubt !== undefined && { doubt }) };
}

function readRoot(text: string, { file }: ParseSchematicOptions): MapNode {
  const [root, ...more] = parseDocuments(text, file);
  const reason =
    root === undefined
      ? "it is empty"
      : more.length > 0
        ? "it has several documents"
        : root.kind !== "map"
          ? "it is no map"
          : undefined;
  if (root?.kind === "map" && reason === undefined) return root;
  throw new UserError(`Cannot use the schematic ${file}: ${reason}`, {
    code: "schematic_invalid",
    hint: "Without any customization a schematic is: customization: {}",
    location: { file },
  });
}

function parseDocuments(text: string, file: string): readonly ConfigNode[] {
  try {
    return parseYaml(text, { file });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, hint, location } = error;
    throw new UserError(message, {
      code: "schematic_invalid",
      ...(hint !== undefined && { hint }),
      ...(location && { location }),
      cause: error,
    });
  }
}

function readSchematic(reader: Reader, root: MapNode): Schematic {
  reader.allow(root, "", keys.root);
  const customization = reader.map(root, "customization", keys.customization);
  const extensions = reader.map(customization, "systemExtensions", keys.systemExtensions);
  const secureboot = reader.map(customization, "secureboot", keys.secureboot);
  const diskImage = reader.map(customization, "diskImage", keys.diskImage);
  return {
    owner: reader.text(root, "owner"),
    overlay: readOverlay(reader, reader.map(root, "overlay", keys.overlay)),
    embeddedMachineConfiguration: reader.text(customization, "embeddedMachineConfiguration"),
    extraKernelArgs: reader.texts(customization, "extraKernelArgs"),
    meta: readMeta(reader, customization),
    officialExtensions: reader.texts(extensions, "officialExtensions"),
    bootloader: readBootloader(reader, customization),
    enrollKeys: reader.text(secureboot, "enrollKeys"),
    includeWellKnownCertificates: reader.flag(secureboot, "includeWellKnownCertificates"),
    sectorSize: reader.integer(diskImage, "sectorSize", 2 ** 32 - 1),
  };
}

function readOverlay(reader: Reader, overlay: MapNode): Overlay {
  const options = reader.map(overlay, "options");
  return {
    image: reader.text(overlay, "image"),
    name: reader.text(overlay, "name"),
    ...(options.entries.size > 0 && { options }),
  };
}

function readMeta(reader: Reader, customization: MapNode): readonly MetaValue[] {
  return reader.list(customization, "meta").map((item) => {
    if (item.kind !== "map") throw reader.invalid("an entry of meta must be a map with key and value", item);
    reader.allow(item, "meta", keys.meta);
    return { key: reader.integer(item, "key", 255), value: reader.text(item, "value") };
  });
}

function readBootloader(reader: Reader, customization: MapNode): Bootloader {
  const written = reader.optionalText(customization, "bootloader")?.toLowerCase() ?? "none";
  const known = bootloaders.find((name) => name === written);
  if (known !== undefined) return known;
  throw reader.invalid(`bootloader must be one of ${bootloaders.join(", ")}`, customization.entries.get("bootloader"));
}

/** Reads values as Go's YAML package does; what it reads by other rules than YAML 1.2 becomes a doubt. */
class Reader {
  doubt: string | undefined;
  private readonly lines: readonly string[];
  private readonly options: ParseSchematicOptions;

  constructor(text: string, options: ParseSchematicOptions) {
    this.lines = text.split(/\r?\n/);
    this.options = options;
  }

  allow(map: MapNode, place: string, known: readonly string[]): void {
    for (const [key, value] of map.entries) {
      if (known.includes(key)) continue;
      const nearest = nearestName(key, known);
      const path = place === "" ? JSON.stringify(key) : `${JSON.stringify(key)} in ${place}`;
      throw new UserError(`Cannot use the schematic ${this.options.file}: ${path} is no known field`, {
        code: "schematic_invalid",
        hint: nearest === undefined ? `Known here: ${known.join(", ")}.` : `Did you mean ${nearest}?`,
        location: this.locate(this.lineOfKey(key, value)),
      });
    }
  }

  map(parent: MapNode, key: string, known?: readonly string[]): MapNode {
    const node = this.get(parent, key);
    if (node === undefined) return { kind: "map", entries: new Map() };
    if (node.kind !== "map") throw this.invalid(`${key} must be a map`, node);
    if (known !== undefined) this.allow(node, key, known);
    return node;
  }

  list(parent: MapNode, key: string): readonly ConfigNode[] {
    const node = this.get(parent, key);
    if (node === undefined) return [];
    if (node.kind !== "list") throw this.invalid(`${key} must be a list`, node);
    if (node.items.some(isNull)) this.doubt ??= `${key} has an empty entry`;
    return node.items.filter((item) => !isNull(item));
  }

  texts(parent: MapNode, key: string): readonly string[] {
    return this.list(parent, key).map((item) => {
      if (item.kind === "scalar") return item.text;
      throw this.invalid(`an entry of ${key} must be text`, item);
    });
  }

  text(parent: MapNode, key: string): string {
    return this.optionalText(parent, key) ?? "";
  }

  optionalText(parent: MapNode, key: string): string | undefined {
    return this.scalar(parent, key, "text")?.text;
  }

  flag(parent: MapNode, key: string): boolean {
    const node = this.scalar(parent, key, "true or false");
    if (node === undefined || typeof node.value === "boolean") return node?.value === true;
    if (node.quoted || !/^(y|n|yes|no|on|off)$/i.test(node.text)) {
      throw this.invalid(`${key} must be true or false`, node);
    }
    this.doubt ??= `${key} is written as ${node.text}`;
    return /^(y|yes|on)$/i.test(node.text);
  }

  integer(parent: MapNode, key: string, max: number): number {
    const node = this.scalar(parent, key, "a number");
    if (node === undefined) return 0;
    const { value } = node;
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > max) {
      throw this.invalid(`${key} must be a whole number from 0 to ${max}`, node);
    }
    if (!/^(0|[1-9]\d*|0x[0-9a-f]+)$/i.test(node.text)) this.doubt ??= `${key} is written as ${node.text}`;
    return value;
  }

  invalid(reason: string, node: ConfigNode | undefined): UserError {
    return new UserError(`Cannot use the schematic ${this.options.file}: ${reason}`, {
      code: "schematic_invalid",
      location: this.locate(node?.origin?.line),
    });
  }

  private get(parent: MapNode, key: string): ConfigNode | undefined {
    const node = parent.entries.get(key);
    return node === undefined || isNull(node) ? undefined : node;
  }

  private scalar(parent: MapNode, key: string, kind: string): ScalarNode | undefined {
    const node = this.get(parent, key);
    if (node === undefined || node.kind === "scalar") return node;
    throw this.invalid(`${key} must be ${kind}`, node);
  }

  /** A value in block style begins below its key. */
  private lineOfKey(key: string, value: ConfigNode): number | undefined {
    for (let line = value.origin?.line ?? 0; line > 0; line--) {
      if (this.lines[line - 1]?.includes(key)) return line;
    }
    return value.origin?.line;
  }

  private locate(line: number | undefined): Origin {
    const { file, origins } = this.options;
    if (line === undefined) return { file };
    return origins === undefined ? { file, line } : (origins[line - 1] ?? { file });
  }
}

function isNull(node: ConfigNode): boolean {
  return node.kind === "scalar" && node.value === null;
}
