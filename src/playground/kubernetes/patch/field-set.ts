/**
 * Sets of fields in the form of `fieldsV1`: `f:name` leads into a field, `k:{…}` to the item of a list with these keys,
 * `v:…` to a value of a set, and `.` marks that the thing itself is in the set, not only what is in it. A field without
 * anything below is a leaf and in the set.
 */
import { asObject, isList, isObject, type Json, type JsonObject } from "../objects/json.ts";
import { applyRule, type ListRule } from "./list-rules.ts";

export interface FieldSet extends JsonObject {
  readonly [key: string]: FieldSet;
}

export const noFields: FieldSet = {};
const leaf: FieldSet = {};

/** All fields that an object sets; what identifies it is nobody's. */
export function fieldsOf(object: JsonObject, custom: boolean): FieldSet {
  const fields = fieldsOfMap(object, [], custom);
  const metadata = drop(child(fields, "f:metadata"), unownedMetadata);
  const { "f:metadata": _, "f:apiVersion": _version, "f:kind": _kind, ...rest } = fields;
  return isEmpty(metadata) ? rest : { ...rest, "f:metadata": metadata };
}

const unownedMetadata = [
  "name",
  "namespace",
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "managedFields",
  "selfLink",
].map((name) => `f:${name}`);

export const child = (set: FieldSet, key: string): FieldSet => set[key] ?? noFields;

export const isEmpty = (set: FieldSet): boolean => Object.keys(set).length === 0;

const drop = (set: FieldSet, keys: readonly string[]): FieldSet =>
  Object.fromEntries(Object.entries(set).filter(([key]) => !keys.includes(key)));

function fieldsOfMap(object: JsonObject, path: readonly string[], custom: boolean): FieldSet {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [`f:${key}`, fieldsOfValue(value, [...path, key], custom)]),
  );
}

function fieldsOfValue(value: Json, path: readonly string[], custom: boolean): FieldSet {
  if (isObject(value)) return fieldsOfMap(value, path, custom);
  if (!isList(value)) return leaf;
  const rule = applyRule(path, custom);
  if (rule.kind === "atomic") return leaf;
  return Object.fromEntries(
    value.map((item) => [
      itemKey(item, rule),
      isObject(item) ? { ".": leaf, ...fieldsOfMap(item, path, custom) } : leaf,
    ]),
  );
}

/** `k:{"name":"main"}`, `v:"kubernetes"` */
export function itemKey(item: Json, rule: ListRule): string {
  if (rule.kind !== "map") return `v:${JSON.stringify(item)}`;
  const fields = asObject(item);
  const entries = rule.keys.map((key) => [key, fields[key] ?? rule.defaults?.[key] ?? null]);
  return `k:${JSON.stringify(Object.fromEntries(entries))}`;
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  const merged: Record<string, FieldSet> = { ...a };
  for (const [key, set] of Object.entries(b)) merged[key] = key in a ? union(child(a, key), set) : set;
  return merged;
}

/** What is in `a` but not in `b`. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  const entries = Object.entries(a).flatMap(([key, set]): [string, FieldSet][] => {
    if (!(key in b)) return [[key, set]];
    const rest = difference(set, child(b, key));
    return isEmpty(rest) ? [] : [[key, rest]];
  });
  return Object.fromEntries(entries);
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  const entries = Object.entries(a).flatMap(([key, set]): [string, FieldSet][] => {
    const other = b[key];
    if (other === undefined) return [];
    if (isEmpty(set) && isEmpty(other)) return [[key, leaf]];
    const common = intersection(set, other);
    return isEmpty(common) ? [] : [[key, common]];
  });
  return Object.fromEntries(entries);
}

/** The leaves as paths for people: `.spec.taints`, `.spec.template.spec.containers[name="main"].image`. */
export function formatFields(set: FieldSet, prefix = ""): readonly string[] {
  return Object.entries(set).flatMap(([key, inner]) => {
    if (key === ".") return [];
    const path = `${prefix}${formatKey(key)}`;
    return isEmpty(inner) ? [path] : formatFields(inner, path);
  });
}

function formatKey(key: string): string {
  if (key.startsWith("f:")) return `.${key.slice(2)}`;
  if (key.startsWith("v:")) return `[=${key.slice(2)}]`;
  const keys = Object.entries(asObject(JSON.parse(key.slice(2)) as Json)); // written by itemKey
  return `[${keys.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(",")}]`;
}
