import type { ConfigDocument } from "../config/machine-config.ts";
import type { ConfigNode, ConfigPath, ListNode, MapNode, ScalarNode } from "../config/tree/config-node.ts";
import { pathTable } from "../config/tree/path-table.ts";
import {
  base64,
  falseByDefault,
  fileModes,
  freeForm,
  meaningfulEmpty,
  stringMaps,
  trimmedStart,
} from "./meaning-tables.ts";
import { normaliseDuration, normaliseFileMode } from "./normalise-scalar.ts";

/**
 * Rewrites a document so that equal meaning is equal text: durations, modes and numbers in one notation, strings
 * unquoted, fields that hold their zero value left out. Lists keep their order, which counts in Talos.
 */
export function normaliseDocument(document: ConfigDocument): MapNode {
  const start: ConfigPath = document.id.kind === undefined ? [] : [document.id.kind];
  return normaliseMap(document.root, start);
}

const tables = {
  stringMap: pathTable(stringMaps),
  freeForm: pathTable(freeForm),
  meaningfulEmpty: pathTable(meaningfulEmpty),
  falseByDefault: pathTable(falseByDefault),
  fileMode: pathTable(fileModes),
  base64: pathTable(base64),
  trimmedStart: pathTable(trimmedStart),
};

function normalise(node: ConfigNode, path: ConfigPath): ConfigNode {
  if (tables.freeForm(path)) return node;
  if (node.kind === "map") return tables.stringMap(path) ? normaliseStringMap(node) : normaliseMap(node, path);
  if (node.kind === "list") return normaliseList(node, path);
  return normaliseScalar(node, path);
}

function normaliseMap(map: MapNode, path: ConfigPath): MapNode {
  const entries = new Map<string, ConfigNode>();
  for (const [key, value] of map.entries) {
    const below = [...path, key];
    const normal = normalise(value, below);
    if (!saysNothing(normal, below)) entries.set(key, normal);
  }
  return { ...map, entries };
}

function normaliseList(list: ListNode, path: ConfigPath): ListNode {
  return { ...list, items: list.items.map((item, index) => normalise(item, [...path, index])) };
}

/** A key without a value is an empty string here; a list (several arguments of one name) stays a list. */
function normaliseStringMap(map: MapNode): MapNode {
  const entries = new Map<string, ConfigNode>();
  for (const [key, value] of map.entries) {
    entries.set(key, value.kind === "scalar" ? asText(value, scalarText(value)) : value);
  }
  return { ...map, entries };
}

function normaliseScalar(node: ScalarNode, path: ConfigPath): ScalarNode {
  if (typeof node.value === "boolean" || node.value === null) return node;
  const text = scalarText(node);
  if (tables.fileMode(path)) return asFileMode(node, text);
  if (tables.base64(path)) return asText(node, text.replace(/\s+/g, ""));
  if (tables.trimmedStart(path)) return asText(node, text.replace(/^\n+/, ""));
  const isWhole = typeof node.value === "bigint" || Number.isInteger(node.value);
  return asPlain(node, isWhole ? String(node.value) : (normaliseDuration(text) ?? text));
}

function asFileMode(node: ScalarNode, text: string): ScalarNode {
  const mode = normaliseFileMode(text);
  return mode === undefined ? asText(node, text) : { ...node, value: Number(mode), text: mode, quoted: false };
}

/** A field has one type: what reads as a number is one, however it was quoted. */
function asPlain(node: ScalarNode, text: string): ScalarNode {
  const value = Number(text);
  if (typeof node.value === "object" || !Number.isSafeInteger(value) || String(value) !== text)
    return asText(node, text);
  return { ...node, value, text, quoted: false };
}

/** Secrets keep their class, so that nothing on the way can print them. */
function asText(node: ScalarNode, text: string): ScalarNode {
  if (typeof node.value === "object" && node.value !== null) return node;
  return { ...node, value: text, text, quoted: false };
}

function scalarText(node: ScalarNode): string {
  if (typeof node.value === "object" && node.value !== null) return node.value.reveal();
  return node.value === null ? "" : node.text;
}

function saysNothing(node: ConfigNode, path: ConfigPath): boolean {
  if (tables.meaningfulEmpty(path) || tables.stringMap(path.slice(0, -1))) return false;
  if (node.kind === "map") return node.entries.size === 0;
  if (node.kind === "list") return node.items.length === 0;
  if (node.value === false) return tables.falseByDefault(path);
  return node.value === null || node.value === "";
}
