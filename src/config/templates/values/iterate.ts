import { TemplateFault } from "../template-fault.ts";
import { isAbsent, isObject, kindOf, TemplateObject, textOf, type Value } from "./value.ts";

/** The items of a list, the keys of a map, the characters of a string; nothing for none and undefined. */
export function itemsOf(value: Value): readonly Value[] {
  const items = tryItemsOf(value);
  if (items === undefined) throw new TemplateFault(`a ${kindOf(value)} cannot be iterated`);
  return items;
}

export function tryItemsOf(value: Value): readonly Value[] | undefined {
  if (isObject(value)) return objectItems(value);
  if (isAbsent(value)) return [];
  const text = textOf(value);
  return text === undefined ? undefined : [...text];
}

/** The items of lists and maps only. */
export function objectItems(value: readonly Value[] | TemplateObject): readonly Value[] | undefined {
  return value instanceof TemplateObject ? value.items() : value;
}

/** The number of rounds, where a loop over the value knows it beforehand: over a string it does not. */
export function lengthHint(value: Value): number | undefined {
  if (isAbsent(value) || textOf(value) === "") return 0;
  if (value instanceof TemplateObject) return value.size;
  return Array.isArray(value) ? value.length : undefined;
}
