/** Equality and order of values, as minijinja has them. */
import type { Meter } from "../template-limits.ts";
import { objectItems } from "./iterate.ts";
import { exactFloatOf, floatOf, integerOf } from "./numbers.ts";
import { isMap, isNumber, isObject, kindOf, type TemplateObject, textOf, type Value, type ValueKind } from "./value.ts";
import { entriesOf } from "./value-map.ts";

const order: readonly ValueKind[] = [
  "undefined",
  "none",
  "bool",
  "number",
  "string",
  "sequence",
  "map",
  "iterator",
  "plain object",
];

export function equals(left: Value, right: Value, meter: Meter): boolean {
  meter.step();
  const leftText = textOf(left);
  if (leftText !== undefined) {
    meter.walk(leftText.length);
    return leftText === textOf(right);
  }
  if (isObject(left) && isObject(right)) return left === right || equalObjects(left, right, meter);
  if (typeof left === "number" || typeof right === "number") {
    const [a, b] = [exactFloatOf(left), exactFloatOf(right)];
    return a !== undefined && a === b;
  }
  const [a, b] = [integerOf(left), integerOf(right)];
  if (a !== undefined || b !== undefined) return a === b;
  const kind = kindOf(left);
  return (kind === "none" || kind === "undefined") && kind === kindOf(right);
}

type ObjectValue = readonly Value[] | TemplateObject;

function equalObjects(left: ObjectValue, right: ObjectValue, meter: Meter): boolean {
  if (isMap(left) || isMap(right)) return isMap(left) && isMap(right) && equalMaps(left, right, meter);
  if (kindOf(left) === "plain object" || kindOf(right) === "plain object") return false;
  const [a, b] = [objectItems(left) ?? [], objectItems(right) ?? []];
  return a.length === b.length && a.every((item, index) => equals(item, b[index], meter));
}

function equalMaps(left: TemplateObject, right: TemplateObject, meter: Meter): boolean {
  if (left.size !== right.size) return false;
  return entriesOf(left).every(([key, value]) => right.has(key) && equals(right.get(key), value, meter));
}

/** Negative, zero or positive, as sort wants it. */
export function compare(left: Value, right: Value, meter: Meter): number {
  meter.step();
  const [leftKind, rightKind] = [kindOf(left), kindOf(right)];
  if (leftKind !== rightKind) return order.indexOf(leftKind) - order.indexOf(rightKind);
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  const text = textOf(left);
  if (text !== undefined) {
    meter.walk(text.length);
    return compareText(text, textOf(right) ?? "");
  }
  if (typeof left === "boolean") return Number(left) - Number(right);
  return isObject(left) && isObject(right) ? compareObjects(left, right, meter) : 0;
}

function compareNumbers(left: bigint | number, right: bigint | number): number {
  if (left === right) return 0;
  if (Number.isNaN(left) || Number.isNaN(right))
    return totalOrder(floatOf(left) ?? 0) - totalOrder(floatOf(right) ?? 0);
  return left < right ? -1 : Number(left > right);
}

/** NaN stands behind everything, as in IEEE 754's total order. */
function totalOrder(value: number): number {
  return Number.isNaN(value) ? 1 : 0;
}

/** By code point; JavaScript compares UTF-16 units, which puts emoji before U+FF00. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a !== b)
      return isSurrogate(a) === isSurrogate(b) ? a - b : Number(isSurrogate(a)) - Number(isSurrogate(b)) || a - b;
  }
  return left.length - right.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function compareObjects(left: ObjectValue, right: ObjectValue, meter: Meter): number {
  if (left === right) return 0;
  if (isMap(left) && isMap(right)) return compareLists(entriesOf(left).flat(), entriesOf(right).flat(), meter);
  return compareLists(objectItems(left) ?? [], objectItems(right) ?? [], meter);
}

function compareLists(left: readonly Value[], right: readonly Value[], meter: Meter): number {
  for (const [index, item] of left.entries()) {
    if (index >= right.length) return 1;
    const result = compare(item, right[index], meter);
    if (result !== 0) return result;
  }
  return left.length - right.length;
}
