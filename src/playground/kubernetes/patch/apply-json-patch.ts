/** JSON Patch (RFC 6902) on a plain JSON document. */
import { equalJson, isList, isObject, type Json, type JsonObject, without } from "../objects/json.ts";
import { badRequest, StatusError } from "../objects/status-error.ts";

/** @throws StatusError 400 for what is no patch, 422 for one that does not fit the document */
export function applyJsonPatch(document: JsonObject, patch: Json): JsonObject {
  if (!isList(patch))
    throw badRequest("error decoding patch: json: cannot unmarshal object into Go value of type []jsonpatch.Operation");
  const result = patch.reduce<Json>((current, operation) => {
    if (!isObject(operation)) throw badRequest("error decoding patch: an operation is no object");
    return applyOperation(current, operation);
  }, document);
  if (!isObject(result)) throw unfit("the result is no object");
  return result;
}

function applyOperation(document: Json, operation: JsonObject): Json {
  const path = parsePointer(operation["path"]);
  const value = operation["value"] ?? null;
  switch (operation["op"]) {
    case "add":
      return change(document, path, (at, key) => insert(at, key, value));
    case "remove":
      return change(document, path, remove);
    case "replace":
      return change(document, path, (at, key) => replace(at, key, value));
    case "copy":
      return change(document, path, (at, key) => insert(at, key, read(document, parsePointer(operation["from"]))));
    case "move": {
      const from = parsePointer(operation["from"]);
      const moved = read(document, from);
      return change(change(document, from, remove), path, (at, key) => insert(at, key, moved));
    }
    case "test":
      if (!equalJson(readOrNull(document, path), value))
        throw unfit(`testing value ${operation["path"]} failed: test failed`);
      return document;
    default:
      throw unfit(`Unexpected kind: ${String(operation["op"])}`);
  }
}

function parsePointer(pointer: Json | undefined): readonly string[] {
  if (typeof pointer !== "string" || (pointer !== "" && !pointer.startsWith("/")))
    throw unfit("a path is no JSON pointer");
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

type Edit = (container: Json, key: string) => Json;

function change(document: Json, [key, ...rest]: readonly string[], edit: Edit): Json {
  if (key === undefined) throw unfit("the whole document cannot be patched");
  if (rest.length === 0) return edit(document, key);
  return replace(document, key, change(member(document, key), rest, edit));
}

function read(document: Json, path: readonly string[]): Json {
  return path.reduce(member, document);
}

function readOrNull(document: Json, path: readonly string[]): Json {
  try {
    return read(document, path);
  } catch {
    return null;
  }
}

function member(container: Json, key: string): Json {
  const value = isList(container)
    ? container[indexIn(container, key, container.length - 1)]
    : isObject(container)
      ? container[key]
      : undefined;
  if (value === undefined) throw missing(key);
  return value;
}

function insert(container: Json, key: string, value: Json): Json {
  if (isList(container))
    return container.toSpliced(key === "-" ? container.length : indexIn(container, key, container.length), 0, value);
  if (isObject(container)) return { ...container, [key]: value };
  throw missing(key);
}

function replace(container: Json, key: string, value: Json): Json {
  member(container, key);
  return isList(container) ? container.with(Number(key), value) : insert(container, key, value);
}

function remove(container: Json, key: string): Json {
  member(container, key);
  return isList(container)
    ? container.toSpliced(Number(key), 1)
    : isObject(container)
      ? without(container, key)
      : container;
}

function indexIn(list: readonly Json[], key: string, last: number): number {
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : Number.NaN;
  if (!(index <= last)) throw unfit(`Unable to access invalid index: ${key} of ${list.length}`);
  return index;
}

const missing = (key: string): StatusError => unfit(`doc is missing key: ${key}: missing value`);

/** The server's answer to a patch that cannot be carried out. */
function unfit(problem: string): StatusError {
  return new StatusError({
    code: 422,
    reason: "Invalid",
    message: `the server rejected our request due to an error in our request: ${problem}`,
    details: {},
  });
}
