import { createHash } from "node:crypto";
import type { ConfigNode, MapNode, ScalarNode } from "../tree/config-node.ts";
import { type ParsedSchematic, type ParseSchematicOptions, parseSchematic } from "./parse-schematic.ts";
import type { Schematic } from "./schematic.ts";

export type SchematicId =
  | {
      readonly kind: "computed";
      /** 64 hex digits. */
      readonly id: string;
      /** The text whose sha256 the id is. */
      readonly canonical: string;
    }
  /** It holds values whose canonical form only the factory's own YAML library knows. */
  | { readonly kind: "beyond"; readonly reason: string };

/**
 * Computes a schematic's id as image factories do: the sha256 of the schematic written as YAML by Go's library, with the
 * fields in the order of https://github.com/siderolabs/image-factory (pkg/schematic) and empty ones left out.
 *
 * @throws UserError `schematic_invalid` for what a factory would refuse.
 */
export function schematicId(text: string, options: ParseSchematicOptions): SchematicId {
  return identify(parseSchematic(text, options));
}

export function identify({ schematic, doubt }: ParsedSchematic): SchematicId {
  if (doubt !== undefined) return { kind: "beyond", reason: doubt };
  try {
    const canonical = write(toTree(schematic));
    return { kind: "computed", id: createHash("sha256").update(canonical).digest("hex"), canonical };
  } catch (error) {
    if (error instanceof Beyond) return { kind: "beyond", reason: error.message };
    throw error;
  }
}

class Beyond extends Error {}

/** A value ready to be written: text is written as it is. */
type Tree = string | readonly Tree[] | ReadonlyMap<string, Tree>;

function toTree(schematic: Schematic): ReadonlyMap<string, Tree> {
  const { overlay } = schematic;
  return fields([
    ["owner", text("owner", schematic.owner)],
    [
      "overlay",
      overlay.image === "" && overlay.name === "" && overlay.options === undefined
        ? undefined
        : fields([
            ["image", scalar("overlay.image", overlay.image)],
            ["name", scalar("overlay.name", overlay.name)],
            ["options", overlay.options && optionsTree(overlay.options)],
          ]),
    ],
    ["customization", customizationTree(schematic)],
  ]);
}

function customizationTree(schematic: Schematic): ReadonlyMap<string, Tree> {
  const { bootloader, sectorSize, includeWellKnownCertificates } = schematic;
  return fields([
    ["embeddedMachineConfiguration", text("embeddedMachineConfiguration", schematic.embeddedMachineConfiguration)],
    ["extraKernelArgs", list("extraKernelArgs", schematic.extraKernelArgs)],
    ["meta", metaTree(schematic)],
    ["systemExtensions", some([["officialExtensions", list("officialExtensions", schematic.officialExtensions)]])],
    ["bootloader", bootloader === "none" ? undefined : bootloader],
    [
      "secureboot",
      some([
        ["enrollKeys", text("enrollKeys", schematic.enrollKeys)],
        ["includeWellKnownCertificates", includeWellKnownCertificates ? "true" : undefined],
      ]),
    ],
    ["diskImage", some([["sectorSize", sectorSize === 0 ? undefined : String(sectorSize)]])],
  ]);
}

function metaTree({ meta }: Schematic): Tree | undefined {
  if (meta.length === 0) return undefined;
  return meta.map(({ key, value }) =>
    fields([
      ["key", String(key)],
      ["value", scalar("meta", value)],
    ]),
  );
}

type Field = readonly [key: string, value: Tree | undefined];

function fields(entries: readonly Field[]): ReadonlyMap<string, Tree> {
  return new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

function some(entries: readonly Field[]): Tree | undefined {
  const map = fields(entries);
  return map.size === 0 ? undefined : map;
}

function list(name: string, items: readonly string[]): Tree | undefined {
  return items.length === 0 ? undefined : items.map((item) => scalar(name, item));
}

function text(name: string, value: string): Tree | undefined {
  return value === "" ? undefined : scalar(name, value);
}

/** Options are whatever the overlay wants; Go sorts their keys, digits by value, so only letters are simple. */
function optionsTree(options: MapNode): Tree {
  const keys = [...options.entries.keys()];
  if (!keys.every((key) => /^[A-Za-z]+$/.test(key)))
    throw new Beyond("overlay.options has keys that are not letters only");
  return fields(
    keys.sort(byCodePoint).map((key) => [scalar("overlay.options", key), option(options.entries.get(key))]),
  );
}

function option(node: ConfigNode | undefined): Tree | undefined {
  if (node?.kind === "map") return node.entries.size === 0 ? "{}" : optionsTree(node);
  if (node?.kind === "list") return node.items.length === 0 ? "[]" : node.items.map(optionItem);
  return node && optionScalar(node);
}

function optionItem(node: ConfigNode): Tree {
  if (node.kind === "scalar") return optionScalar(node);
  throw new Beyond("overlay.options has a list that holds more than plain values");
}

function optionScalar(node: ScalarNode): Tree {
  if (typeof node.value === "string") return scalar("overlay.options", node.value);
  if (typeof node.value === "boolean") return String(node.value);
  if (node.value === null) return "null";
  if (/^(0|-?[1-9]\d{0,14})$/.test(node.text)) return node.text;
  throw new Beyond("overlay.options has a number in an uncommon form");
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** Text that needs no quotes: it can be read neither as a number, a date or a time, nor as YAML's own signs. */
const plain = /^(?:[A-Za-z_/]|-{0,2}[A-Za-z])[A-Za-z0-9_./=,@%+#:-]*$/;
const plainWithSign = /^\d[A-Za-z0-9_.-]*[=/][A-Za-z0-9_./=,@%+#:-]*$/;
/** Booleans of YAML 1.1: factories of different age quote them differently. */
const oldBoolean = /^(y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;
const otherType = /^(true|True|TRUE|false|False|FALSE|null|Null|NULL|0|[1-9]\d{0,14})$/;

function scalar(name: string, value: string): string {
  if (value === "") return '""';
  if (oldBoolean.test(value)) throw new Beyond(`${name} has the value ${value}`);
  if (otherType.test(value)) return `"${value}"`;
  if ((plain.test(value) || plainWithSign.test(value)) && !value.endsWith(":")) return value;
  throw new Beyond(`${name} has a value with uncommon characters`);
}

function write(tree: ReadonlyMap<string, Tree>): string {
  return mapLines(tree, "").join("\n").concat("\n");
}

function mapLines(map: ReadonlyMap<string, Tree>, indent: string): readonly string[] {
  return [...map].flatMap(([key, value]) => {
    if (typeof value === "string") return [`${indent}${key}: ${value}`];
    const lines = nestedLines(value, `${indent}    `);
    return lines.length === 0 ? [`${indent}${key}: {}`] : [`${indent}${key}:`, ...lines];
  });
}

function nestedLines(value: Exclude<Tree, string>, indent: string): readonly string[] {
  return value instanceof Map ? mapLines(value, indent) : listLines(value as readonly Tree[], indent);
}

/** The first line of an entry follows the dash, the others stand below it. */
function listLines(items: readonly Tree[], indent: string): readonly string[] {
  return items.flatMap((item) => {
    if (typeof item === "string") return [`${indent}- ${item}`];
    const [first = "", ...others] = nestedLines(item, `${indent}  `);
    return [`${indent}- ${first.trimStart()}`, ...others];
  });
}
