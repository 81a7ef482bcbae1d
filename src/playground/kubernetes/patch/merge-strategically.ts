/** Strategic merge patch: as JSON Merge Patch, but lists of things with a name are merged by it, and `$` directives. */
import { asObject, equalJson, isList, isObject, type Json, type JsonObject, without } from "../objects/json.ts";
import { badRequest } from "../objects/status-error.ts";
import { type ListRule, strategicRule } from "./list-rules.ts";

type Path = readonly string[];

/** @throws StatusError 400 for list items without their key */
export function mergeStrategically(target: JsonObject, patch: JsonObject, path: Path = []): JsonObject {
  if (patch["$patch"] === "replace") return without(patch, "$patch");
  if (patch["$patch"] === "delete") return {};
  const fields = Object.entries(patch).filter(([key]) => !key.startsWith("$"));
  const merged = fields.reduce((result, [key, value]) => mergeField(result, key, value, path), retain(target, patch));
  return deleteFromLists(merged, patch);
}

/** `$retainKeys` names the only fields that stay. */
function retain(target: JsonObject, patch: JsonObject): JsonObject {
  const keys = patch["$retainKeys"];
  return isList(keys) ? Object.fromEntries(Object.entries(target).filter(([key]) => keys.includes(key))) : target;
}

function mergeField(target: JsonObject, key: string, value: Json, path: Path): JsonObject {
  if (value === null) return without(target, key);
  const inner = [...path, key];
  if (isObject(value)) {
    if (value["$patch"] === "delete") return without(target, key);
    return { ...target, [key]: mergeStrategically(asObject(target[key]), value, inner) };
  }
  if (!isList(value)) return { ...target, [key]: value };
  const current = target[key];
  return { ...target, [key]: mergeLists(isList(current) ? current : [], value, inner) };
}

function mergeLists(target: readonly Json[], patch: readonly Json[], path: Path): readonly Json[] {
  const rule = strategicRule(path);
  const items = patch.filter((item) => !isReplace(item));
  if (items.length < patch.length || rule.kind === "atomic") return items;
  if (rule.kind === "set") return [...target, ...items.filter((item) => !target.includes(item))];
  return items.reduce<readonly Json[]>((merged, item) => mergeItem(merged, item, rule, path), target);
}

const isReplace = (item: Json): boolean => isObject(item) && item["$patch"] === "replace";

function mergeItem(list: readonly Json[], item: Json, rule: ListRule & { kind: "map" }, path: Path): readonly Json[] {
  if (!isObject(item)) throw badRequest(`unable to merge list ${path.join(".")}: an item is no object`);
  const key = rule.keys[0] ?? "name";
  if (item[key] === undefined)
    throw badRequest(`map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`);
  const index = list.findIndex((other) => equalJson(asObject(other)[key], item[key]));
  if (item["$patch"] === "delete") return index === -1 ? list : list.toSpliced(index, 1);
  if (index === -1) return [...list, mergeStrategically({}, item, path)];
  return list.with(index, mergeStrategically(asObject(list[index]), item, path));
}

const deletePrefix = "$deleteFromPrimitiveList/";

function deleteFromLists(target: JsonObject, patch: JsonObject): JsonObject {
  const result = new Map(Object.entries(target));
  for (const [key, gone] of Object.entries(patch)) {
    const field = key.slice(deletePrefix.length);
    const list = result.get(field);
    if (!key.startsWith(deletePrefix) || !isList(gone) || !isList(list)) continue;
    result.set(
      field,
      list.filter((item) => !gone.includes(item)),
    );
  }
  return Object.fromEntries(result);
}
