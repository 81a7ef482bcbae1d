/** A configuration as Talos writes it out again: no comments, keys in the order of the schema, four spaces. */
import { Document, isMap, isScalar, isSeq, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { configKeys } from "./config-keys.ts";
import type { ParsedConfig } from "./parse-config.ts";

/** Written even when they are not set. */
const alwaysWritten: Readonly<Record<string, readonly string[]>> = {
  "": ["version", "machine", "cluster"],
  machine: ["type", "token", "certSANs"],
};

export function encodeConfig({ root, documents }: Pick<ParsedConfig, "root" | "documents">): string {
  return documents.map((document) => encodeDocument(document, document === root)).join("---\n");
}

function encodeDocument(source: YAMLMap, isRoot: boolean): string {
  const document = new Document(null, { version: "1.2" });
  document.contents = canonical(source, isRoot ? "" : undefined) as typeof document.contents;
  return document.toString({ indent: 4, indentSeq: true, lineWidth: 0, nullStr: "null" });
}

/** `path` is that of the schema; undefined where the schema says nothing and submitted order has to do. */
function canonical(node: unknown, path: string | undefined): unknown {
  if (isSeq(node)) {
    const list = new YAMLSeq();
    list.items = node.items.map((item) => canonical(item, path === undefined ? undefined : `${path}[]`));
    list.flow = list.items.length === 0;
    return list;
  }
  if (isMap(node)) return canonicalMap(node, path);
  return isScalar(node) ? copyScalar(node) : new Scalar(null);
}

function canonicalMap(source: YAMLMap, path: string | undefined): YAMLMap {
  const map = new YAMLMap();
  const entries = new Map(source.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), value]));
  for (const key of orderKeys([...entries.keys()], path)) {
    const child = path === undefined ? undefined : childPath(path, key);
    map.add({ key: new Scalar(key), value: entries.has(key) ? canonical(entries.get(key), child) : unset(key) });
  }
  map.flow = map.items.length === 0;
  return map;
}

function childPath(path: string, key: string): string {
  if (!configKeys.has(path)) return `${path}{}`;
  return path === "" ? key : `${path}.${key}`;
}

function orderKeys(keys: readonly string[], path: string | undefined): readonly string[] {
  if (path === undefined) return keys;
  const schema = configKeys.get(path);
  // Maps with keys of the user's come out sorted.
  if (schema === undefined) return keys.toSorted();
  const all = new Set([...keys, ...(alwaysWritten[path] ?? [])]);
  return schema.filter((key) => all.has(key));
}

function unset(key: string): unknown {
  if (key !== "certSANs") return new Scalar(key === "type" || key === "token" ? "" : null);
  const list = new YAMLSeq();
  list.flow = true;
  return list;
}

function copyScalar(source: Scalar): Scalar {
  const scalar = new Scalar(source.value);
  if (typeof source.value === "number" && source.format !== undefined) scalar.format = source.format;
  return scalar;
}
