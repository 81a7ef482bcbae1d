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
 * @throws UserError `config_invalid` where one value cannot be written without changing others (anchors, flow style)
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
    hint: "Apply the node's configuration first: what is applied from templates has neither anchors nor flow style.",
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
  const edit = isMap(root) ? editOf(root as YAMLMap.Parsed, path, image, lines) : undefined;
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
  lines: LineCounter,
): Edit | undefined {
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  if (pair === undefined) return insertInto(map, [key, ...rest], image, lines);
  const { value } = pair;
  if (rest.length === 0) return isScalar(value) ? replaceScalar(value as Scalar.Parsed, image) : undefined;
  if (isMap(value) && value.items.length > 0) return editOf(value as YAMLMap.Parsed, rest, image, lines);
  return undefined;
}

function replaceScalar({ range: [start, end] }: Scalar.Parsed, image: string): Edit {
  // a value that is missing stands right behind the colon of its key
  return { start, end, text: start === end ? ` ${image}` : image };
}

/** Before the first key of a block map, in its column: what stands behind the last one may be comments of others. */
function insertInto(map: YAMLMap.Parsed, path: readonly string[], image: string, lines: LineCounter): Edit | undefined {
  const first = map.items[0]?.key;
  if (map.flow === true || first === undefined || !first?.range) return undefined;
  const [start] = first.range;
  const column = lines.linePos(start).col - 1;
  const written = path.map((key, depth) => `${" ".repeat(column + depth * indentWidth)}${key}:`).join("\n");
  return { start, end: start, text: `${written.trimStart()} ${image}\n${" ".repeat(column)}` };
}

/** As Talos writes it. */
const indentWidth = 4;
