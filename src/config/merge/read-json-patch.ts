import type { ConfigNode, ListNode, MapNode } from "../tree/config-node.ts";
import type { JsonOperation, JsonPatch } from "./config-patch.ts";
import { patchError } from "./merge-error.ts";

/** Reads a list of RFC 6902 operations. */
export function readJsonPatch(list: ListNode, file: string): JsonPatch {
  return { kind: "json6902", file, operations: list.items.map((item) => readOperation(item, file)) };
}

function readOperation(node: ConfigNode, file: string): JsonOperation {
  const place = { file, origin: node.origin };
  if (node.kind !== "map") throw patchError(place, "a JSON patch operation must be a map with op and path");
  const origin = node.origin === undefined ? {} : { origin: node.origin };
  const op = text(node, "op", file);
  const path = pointer(node, "path", file);
  switch (op) {
    case "remove":
      return { op, path, ...origin };
    case "copy":
    case "move":
      return { op, path, from: pointer(node, "from", file), ...origin };
    case "add":
    case "replace":
    case "test": {
      const value = node.entries.get("value");
      if (value === undefined) throw patchError(place, `the JSON patch operation ${op} has no value`);
      return { op, path, value, ...origin };
    }
    default: {
      const hint = "The operations are add, copy, move, remove, replace and test.";
      throw patchError(place, "a JSON patch operation is unknown", hint);
    }
  }
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function pointer(node: MapNode, key: string, file: string): string {
  const value = text(node, key, file);
  if (value === "" || (value.startsWith("/") && !/~(?![01])/.test(value))) return value;
  const hint = "A JSON pointer starts with /; inside a key, / is written ~1 and ~ is written ~0.";
  throw patchError(
    { file, origin: node.entries.get(key)?.origin },
    `the ${key} of an operation is no JSON pointer`,
    hint,
  );
}

function text(node: MapNode, key: string, file: string): string {
  const value = node.entries.get(key);
  if (value?.kind === "scalar" && typeof value.value === "string") return value.value;
  throw patchError({ file, origin: value?.origin ?? node.origin }, `a JSON patch operation has no ${key}`);
}
