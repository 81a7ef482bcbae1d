/** Reaching into values: own entries of maps, positions of lists and strings, nothing else. */

import { TemplateFault } from "../template-fault.ts";
import type { Meter } from "../template-limits.ts";
import { equals } from "./compare.ts";
import { display } from "./display.ts";
import { objectItems } from "./iterate.ts";
import { indexOf } from "./numbers.ts";
import { isMap, isUndefined, kindOf, sizeOf, TemplateObject, textOf, type Value } from "./value.ts";

/** `value[key]`; undefined when there is nothing. */
export function itemOf(value: Value, key: Value): Value {
  if (value instanceof TemplateObject) {
    if (value.kind === "map" || value.kind === "plain" || value.has(key)) return value.get(key);
    const size = value.size;
    const items = value.items() ?? [];
    return items[position(key, size) ?? -1];
  }
  const text = textOf(value);
  const items = text === undefined ? value : [...text];
  return Array.isArray(items) ? items[position(key, items.length) ?? -1] : undefined;
}

/** `value.name`: lists and strings have no attributes. */
export function attributeOf(value: Value, name: string): Value {
  return value instanceof TemplateObject ? value.get(name) : undefined;
}

function position(key: Value, size: number | undefined): number | undefined {
  const index = indexOf(key);
  if (index === undefined || index >= 0) return index;
  return size === undefined ? undefined : size + index;
}

/** Follows `a.b.0`, as `map(attribute=…)` and sort do; undefined on the way is a fault. */
export function followPath(value: Value, path: string): Value {
  let current = value;
  for (const step of path.split(".")) {
    if (isUndefined(current)) throw new TemplateFault("undefined value");
    current = /^\+?\d+$/.test(step) ? itemOf(current, BigInt(step)) : attributeOf(current, step);
  }
  return current;
}

/** followPath, with the default for whatever is not there. */
export function followPathOr(value: Value, path: string, fallback: Value): Value {
  try {
    const found = followPath(value, path);
    return isUndefined(found) ? fallback : found;
  } catch (error) {
    if (error instanceof TemplateFault && error.code === "template_invalid") return fallback;
    throw error;
  }
}

/** `item in container`. */
export function contains(container: Value, item: Value, meter: Meter): boolean {
  if (isUndefined(container)) return false;
  const text = textOf(container);
  if (text !== undefined) {
    meter.walk(text.length);
    return text.includes(textOf(item) ?? display(item, meter));
  }
  if (isMap(container)) return container.has(item);
  if (sizeOf(container) === undefined && kindOf(container) === "plain object") return false;
  if (container instanceof TemplateObject || Array.isArray(container)) {
    return (objectItems(container) ?? []).some((candidate) => equals(candidate, item, meter));
  }
  throw new TemplateFault(`a ${kindOf(container)} cannot hold anything`);
}
