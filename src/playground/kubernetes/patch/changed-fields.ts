/** Which fields differ between two states of an object. */
import { equalJson, isList, isObject, type Json, type JsonObject } from "../objects/json.ts";
import { type FieldSet, fieldsOf, isEmpty, itemKey } from "./field-set.ts";
import { applyRule } from "./list-rules.ts";

/** Fields that `after` has and `before` had not, or had with another value. */
export function changedFields(before: JsonObject, after: JsonObject, custom: boolean): FieldSet {
  return keepChanged(fieldsOf(after, custom), before, after, [], custom);
}

function keepChanged(
  set: FieldSet,
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[],
  custom: boolean,
): FieldSet {
  const entries = Object.entries(set).flatMap(([key, inner]): [string, FieldSet][] => {
    const step = (value: Json | undefined) => follow(value, key, path, custom);
    const [old, now] = [step(before), step(after)];
    if (key !== "." && old === undefined) return [[key, inner]];
    if (isEmpty(inner)) return key === "." || equalJson(old, now) ? [] : [[key, inner]];
    const changed = keepChanged(inner, old, now, key.startsWith("f:") ? [...path, key.slice(2)] : path, custom);
    return isEmpty(changed) ? [] : [[key, changed]];
  });
  return Object.fromEntries(entries);
}

/** What a step of a field set leads to in a value. */
export function follow(
  value: Json | undefined,
  key: string,
  path: readonly string[],
  custom: boolean,
): Json | undefined {
  if (key.startsWith("f:")) return isObject(value) ? value[key.slice(2)] : undefined;
  if (!isList(value)) return undefined;
  const rule = applyRule(path, custom);
  return value.find((item) => itemKey(item, rule) === key);
}
