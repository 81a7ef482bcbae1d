/** JSON Merge Patch (RFC 7396): null removes, lists are replaced. */
import { asObject, isObject, type JsonObject } from "../objects/json.ts";

export function mergeJson(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, isObject(value) ? mergeJson(asObject(merged.get(key)), value) : value);
  }
  return Object.fromEntries(merged);
}
