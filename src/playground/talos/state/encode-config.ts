/** A configuration as Talos writes it out again: no comments, keys in the order of the schema, unset ones where Go has them. */
import { isMap, isScalar, isSeq, parse, type Scalar, stringify, type YAMLMap, type YAMLSeq } from "yaml";
import { configKeys, stringMaps } from "./config-keys.ts";
import { type ParsedConfig, schemaPath } from "./parse-config.ts";

/** A path of the schema; undefined inside of what the schema does not describe. */
type Path = string | undefined;

export function encodeConfig({ documents }: Pick<ParsedConfig, "documents">): string {
  return documents.map(writeDocument).join("---\n");
}

function writeDocument(document: YAMLMap): string {
  const path = schemaPath(document);
  return writeMap(document, configKeys.has(path) ? path : undefined, 0);
}

function writeMap(map: YAMLMap, path: Path, indent: number): string {
  return entriesOf(map, path)
    .map(({ key, value, unset }) => {
      const text = unset ?? writeValue(value, childPath(path, key), indent);
      return `${" ".repeat(indent)}${writeText(key, 0)}:${text}`;
    })
    .join("");
}

interface Entry {
  readonly key: string;
  readonly value: unknown;
  /** Text of a value that is not set, with its line end. */
  readonly unset?: string;
}

function entriesOf(map: YAMLMap, path: Path): readonly Entry[] {
  const given = map.items.map(({ key, value }) => ({ key: String(isScalar(key) ? key.value : key), value }));
  if (path === undefined) return given;
  const schema = configKeys.get(path);
  if (schema === undefined) return isOpenMap(path) ? given.toSorted((a, b) => (a.key < b.key ? -1 : 1)) : given;
  return schema.flatMap(({ name, unset }) => {
    const entry = given.find(({ key, value }) => key === name && !isNull(value));
    if (entry !== undefined) return [entry];
    return unset === undefined ? [] : [{ key: name, value: undefined, unset: ` ${unset}\n` }];
  });
}

const isOpenMap = (path: string): boolean => stringMaps.test(path) || configKeys.has(`${path}{}`);

const isNull = (value: unknown): boolean => value === null || (isScalar(value) && value.value === null);

function childPath(path: Path, key: string): Path {
  if (path === undefined || (!configKeys.has(path) && !configKeys.has(`${path}{}`))) return undefined;
  if (configKeys.has(`${path}{}`)) return `${path}{}`;
  return path === "" ? key : `${path}.${key}`;
}

/** What follows a key's colon. Children stand at the next multiple of four. */
function writeValue(value: unknown, path: Path, indent: number): string {
  const deeper = Math.floor(indent / 4) * 4 + 4;
  if (isMap(value)) {
    const text = writeMap(value, path, deeper);
    if (text === "") return " {}\n";
    return path !== undefined && stringMaps.test(path) ? `\n${writeStrings(value, deeper)}` : `\n${text}`;
  }
  if (isSeq(value)) return value.items.length === 0 ? " []\n" : `\n${writeList(value, path, deeper)}`;
  return ` ${writeScalar(value, path, deeper)}\n`;
}

function writeStrings(map: YAMLMap, indent: number): string {
  return map.items
    .map(({ key, value }) => [String(isScalar(key) ? key.value : key), scalarSource(value)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, text]) => `${" ".repeat(indent)}${writeText(key, 0)}: ${writeText(text, indent + 4)}\n`)
    .join("");
}

function writeList(list: YAMLSeq, path: Path, indent: number): string {
  const itemPath = path === undefined ? undefined : `${path}[]`;
  return list.items.map((item) => `${" ".repeat(indent)}- ${writeItem(item, itemPath, indent)}`).join("");
}

function writeItem(item: unknown, path: Path, indent: number): string {
  // An item's further keys stand below its first one, two columns right of the dash.
  if (isMap(item)) return writeMap(item, path, indent + 2).trimStart() || "{}\n";
  if (isSeq(item)) return item.items.length === 0 ? "[]\n" : writeList(item, path, indent + 2).trimStart();
  return `${writeScalar(item, path, indent + 4)}\n`;
}

function writeScalar(value: unknown, path: Path, indent: number): string {
  if (!isScalar(value) || value.value === null) return "null";
  if (typeof value.value === "string") return writeText(value.value, indent);
  if (path === "machine.files[].permissions") return `0o${scalarSource(value).replace(/^0o?/, "")}`;
  return typeof value.value === "number" ? scalarSource(value) : String(value.value);
}

/** What was written, for anything that is no string. */
function scalarSource(value: unknown): string {
  if (!isScalar(value)) return "";
  return typeof value.value === "string" ? value.value : ((value as Scalar.Parsed).source ?? String(value.value));
}

/** Plain where it reads back as the same string, else in the quotes that Go's encoder takes. */
function writeText(text: string, indent: number): string {
  if (/\n/.test(text)) return writeBlock(text, indent);
  if (isMistakable(text)) return JSON.stringify(text);
  if (stringify(text, { lineWidth: 0, logLevel: "silent" }).trimEnd() === text) return text;
  return /[^\x20-\x7e\u00a0-\ufffd]/.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

function isMistakable(text: string): boolean {
  if (text === "") return true;
  if (/^(y|n|yes|no|on|off)$/i.test(text) || /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+$/.test(text)) return true;
  try {
    return typeof parse(text, { version: "1.1", logLevel: "silent" }) !== "string" && /^[-+.\w:]+$/.test(text);
  } catch {
    return false;
  }
}

function writeBlock(text: string, indent: number): string {
  if (!/^[^\s]/.test(text) || /[^\n\t\x20-\x7e\u00a0-\ufffd]|[ \t](\n|$)/.test(text)) return JSON.stringify(text);
  const keep = text.endsWith("\n\n") ? "+" : "";
  const chomp = text.endsWith("\n") ? keep : "-";
  const lines = text.replace(/\n$/, "").split("\n");
  return `|${chomp}\n${lines.map((line) => (line === "" ? "" : `${" ".repeat(indent)}${line}`)).join("\n")}`;
}
