/** `value[start:stop:step]`. */
import { TemplateFault, unsupported } from "../template-fault.ts";
import { objectItems } from "./iterate.ts";
import { indexOf } from "./numbers.ts";
import { Iterable, isAbsent, isListLike, kindOf, sizeOf, textOf, type Value } from "./value.ts";

interface Bounds {
  readonly start: number | undefined;
  readonly stop: number | undefined;
  readonly step: number;
}

export function slice(value: Value, start: Value, stop: Value, step: Value): Value {
  const bounds = { start: bound(start), stop: bound(stop), step: bound(step) ?? 1 };
  if (bounds.step === 0) throw new TemplateFault("cannot slice by steps of 0");
  const text = textOf(value);
  if (text !== undefined) return pick([...text], bounds).join("");
  if (isAbsent(value)) return [];
  if (!isListLike(value)) throw new TemplateFault(`a ${kindOf(value)} cannot be sliced`);
  const items = objectItems(value) ?? [];
  // Of what has no length minijinja counts positions from the end as if it were empty.
  const known = sizeOf(value) ?? (bounds.step < 0 ? items.length : 0);
  const picked = pick(items, bounds, known);
  return new Iterable(() => picked, { sized: bounds.step < 0 || sizeOf(value) !== undefined });
}

function bound(value: Value): number | undefined {
  if (value === null) return undefined;
  const index = indexOf(value);
  if (index === undefined) throw new TemplateFault(`a ${kindOf(value)} is no position to slice at`);
  return index;
}

function pick<T>(items: readonly T[], bounds: Bounds, length = items.length): T[] {
  return bounds.step > 0 ? pickForwards(items, bounds, length) : pickBackwards(items, bounds, length);
}

function pickForwards<T>(items: readonly T[], { start = 0, stop, step }: Bounds, length: number): T[] {
  const from = start < 0 ? Math.max(0, length + start) : start;
  const to = stop === undefined ? length : stop < 0 ? Math.max(0, length + stop) : stop;
  const picked: T[] = [];
  for (const [index, item] of items.slice(from, Math.max(from, to)).entries()) {
    if (index % step === 0) picked.push(item);
  }
  return picked;
}

function pickBackwards<T>(items: readonly T[], { start, stop, step }: Bounds, length: number): T[] {
  if (length === 0) throw unsupported("slicing an empty value backwards", "minijinja-cli fails on it too");
  const from = firstBackwards(start, length);
  const to = stop === undefined ? 0 : stop < 0 ? Math.max(0, length + stop) : stop;
  const size = -step;
  const count = to === 0 ? Math.floor((from + size) / size) : Math.floor((from - to + size - 1) / size);
  const picked: T[] = [];
  for (let index = from; index >= to && picked.length < count; index -= size)
    picked.push(...items.slice(index, index + 1));
  return picked;
}

function firstBackwards(start: number | undefined, length: number): number {
  if (start === undefined || start >= length) return length - 1;
  return start >= 0 ? start : Math.max(0, length + start);
}
