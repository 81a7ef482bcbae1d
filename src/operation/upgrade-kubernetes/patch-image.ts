/** A node's configuration and a new image in, the configuration with only that image changed out: not a byte else. */
import { type Document, isMap, isScalar, LineCounter, parseAllDocuments, type Scalar, type YAMLMap } from "yaml";
import { equalNodes } from "../../config/merge/equal-nodes.ts";
import { parseMachineConfig } from "../../config/parse-machine-config.ts";
import type { ConfigNode, MapNode } from "../../config/tree/config-node.ts";
import { UserError } from "../../errors.ts";
import { type Component, type ImagePlace, imagePlace } from "./components.ts";

/**
 * Comments, order and style of everything else stay: what is written is one value, or the key that was missing.
 *
 * @throws UserError `config_invalid` where one value cannot be written without changing others (anchors)
 */
export function patchImage(text: string, component: Component, image: string, node: string): string {
  const file = `the configuration of ${node}`;
  const before = parseMachineConfig(text, { file });
  const place = imagePlace(before, component);
  const patched = place.node?.text === image ? text : writeImage(text, place, image);
  const after = patched === undefined ? undefined : parseMachineConfig(patched, { file });
  const isRight = after?.documents.every(({ id, root }, index) => {
    const old = before.documents[index]?.root;
    const wanted = id.kind === place.kind && old !== undefined ? withValue(old, place.path, image) : old;
    return equalNodes(root, wanted);
  });
  if (patched !== undefined && isRight === true && after?.documents.length === before.documents.length) return patched;
  throw new UserError(`Cannot write ${place.title} into the configuration of ${node} without changing more of it`, {
    code: "config_invalid",
    hint: "Apply the node's configuration first: what is applied from templates has no anchors.",
  });
}

/** The tree as it has to be. */
function withValue(root: MapNode, [key = "", ...rest]: readonly string[], value: string): MapNode {
  const inner = root.entries.get(key);
  const map: MapNode = inner?.kind === "map" ? inner : { kind: "map", entries: new Map() };
  const node: ConfigNode =
    rest.length === 0 ? { kind: "scalar", value, text: value, quoted: false } : withValue(map, rest, value);
  return { ...root, entries: new Map([...root.entries, [key, node]]) };
}

interface Source {
  readonly text: string;
  readonly lines: LineCounter;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function writeImage(text: string, { kind, path }: ImagePlace, image: string): string | undefined {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, version: "1.2", schema: "core", uniqueKeys: false });
  const document = Array.isArray(documents)
    ? documents.find((one) => kindOf(one) === kind && isMap(one.contents))
    : undefined;
  const root = document?.contents;
  const edit = isMap(root) ? editOf(root as YAMLMap.Parsed, path, image, { text, lines }) : undefined;
  return edit && text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

function kindOf({ contents }: Document.Parsed): string | undefined {
  if (!isMap(contents)) return undefined;
  const kind = contents.get("kind");
  return typeof kind === "string" && kind !== "" ? kind : undefined;
}

function editOf(
  map: YAMLMap.Parsed,
  [key = "", ...rest]: readonly string[],
  image: string,
  source: Source,
): Edit | undefined {
  const { text } = source;
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  if (pair === undefined) return insertInto(map, [key, ...rest], image, source);
  const { value } = pair;
  if (rest.length === 0) return isScalar(value) ? replaceScalar(value as Scalar.Parsed, image, text) : undefined;
  if (isMap(value)) return editOf(value as YAMLMap.Parsed, rest, image, source);
  return isScalar(value) && value.value === null
    ? replaceScalar(value as Scalar.Parsed, flowMap(rest, image), text)
    : undefined;
}

function replaceScalar({ range: [start, end] }: Scalar.Parsed, value: string, text: string): Edit {
  if (start !== end) return { start, end, text: value };
  // A value that is missing stands between the colon of its key and what follows.
  const before = text[start - 1] === ":" ? " " : "";
  return { start, end, text: `${before}${value}${text[start] === "#" ? " " : ""}` };
}

/** Before the first key of a block map, in its column: what stands behind the last one may be comments of others. */
function insertInto(map: YAMLMap.Parsed, path: readonly string[], image: string, { lines }: Source): Edit | undefined {
  const first = map.items[0]?.key;
  if (map.flow === true) return insertIntoFlow(map, path, image);
  if (first === undefined || !first?.range) return undefined;
  const [start] = first.range;
  const column = lines.linePos(start).col - 1;
  const written = path.map((key, depth) => `${" ".repeat(column + depth * indentWidth)}${key}:`).join("\n");
  return { start, end: start, text: `${written.trimStart()} ${image}\n${" ".repeat(column)}` };
}

/** Behind the opening brace. */
function insertIntoFlow({ range: [start], items }: YAMLMap.Parsed, path: readonly string[], image: string): Edit {
  const written = flowMap(path, image).slice(1, -1);
  return { start: start + 1, end: start + 1, text: items.length === 0 ? written : `${written.trimEnd()},` };
}

/** `{ apiServer: { image: … } }` */
function flowMap([key = "", ...rest]: readonly string[], image: string): string {
  return `{ ${key}: ${rest.length === 0 ? image : flowMap(rest, image)} }`;
}

/** As Talos writes it. */
const indentWidth = 4;
