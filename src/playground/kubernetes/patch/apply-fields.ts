/** The merge of server-side apply: a configuration goes into an object, and what its manager no longer sets goes out. */
import { asObject, isList, isObject, type Json, type JsonObject } from "../objects/json.ts";
import { child, type FieldSet, isEmpty, itemKey } from "./field-set.ts";
import { applyRule } from "./list-rules.ts";

type Path = readonly string[];

/** The live object with all that the configuration says. */
export function mergeApplied(live: JsonObject, applied: JsonObject, custom: boolean, path: Path = []): JsonObject {
  const merged = new Map(Object.entries(live));
  for (const [key, value] of Object.entries(applied)) {
    merged.set(key, mergeValue(merged.get(key), value, [...path, key], custom));
  }
  return Object.fromEntries(merged);
}

function mergeValue(live: Json | undefined, applied: Json, path: Path, custom: boolean): Json {
  if (isObject(applied)) return mergeApplied(asObject(live), applied, custom, path);
  const rule = applyRule(path, custom);
  if (!isList(applied) || rule.kind === "atomic") return applied;
  const merged = [...(isList(live) ? live : [])];
  for (const item of applied) {
    const index = merged.findIndex((other) => itemKey(other, rule) === itemKey(item, rule));
    if (index === -1) merged.push(item);
    else if (isObject(item)) merged[index] = mergeApplied(asObject(merged[index]), item, custom, path);
  }
  return merged;
}

/** The object without the fields of the set. */
export function removeFields(object: JsonObject, set: FieldSet, custom: boolean, path: Path = []): JsonObject {
  const rest = new Map(Object.entries(object));
  for (const [key, inner] of Object.entries(set)) {
    const name = key.slice(2);
    const value = rest.get(name);
    if (!key.startsWith("f:") || value === undefined) continue;
    if (isEmpty(inner)) rest.delete(name);
    else if (isList(value)) rest.set(name, removeItems(value, inner, custom, [...path, name]));
    else if (isObject(value)) rest.set(name, removeFields(value, inner, custom, [...path, name]));
  }
  return Object.fromEntries(rest);
}

function removeItems(list: readonly Json[], set: FieldSet, custom: boolean, path: Path): readonly Json[] {
  const rule = applyRule(path, custom);
  return list.flatMap((item) => {
    const key = itemKey(item, rule);
    if (!(key in set)) return [item];
    const inner = child(set, key);
    return isEmpty(inner) || "." in inner ? [] : [removeFields(asObject(item), inner, custom, path)];
  });
}
