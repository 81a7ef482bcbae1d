/** Filters of lists. */
import { TemplateFault, unsupported } from "../template-fault.ts";
import { calculate } from "../values/arithmetic.ts";
import { compare } from "../values/compare.ts";
import { objectItems, tryItemsOf } from "../values/iterate.ts";
import {
  Iterable,
  isAbsent,
  isListLike,
  isMap,
  isNumber,
  isObject,
  isUndefined,
  kindOf,
  sameSafety,
  sizeOf,
  textOf,
  type Value,
} from "../values/value.ts";
import { Keywords, ValueMap } from "../values/value-map.ts";
import { type Arguments, asCount, iterate } from "./arguments.ts";
import type { Host } from "./host.ts";
import type { LibraryFunction } from "./library.ts";
import { MergedMap } from "./merged-map.ts";

function length(args: Arguments): Value {
  const value = args.value();
  args.end();
  const size = sizeOf(value);
  if (size === undefined) throw new TemplateFault(`a ${kindOf(value)} has no length`);
  return BigInt(size);
}

function first(args: Arguments): Value {
  const value = args.value();
  args.end();
  const text = textOf(value);
  if (text !== undefined) return [...text].at(0);
  const items = isObject(value) ? objectItems(value) : undefined;
  if (items === undefined) throw new TemplateFault(`a ${kindOf(value)} has no first item`);
  return items[0];
}

function last(args: Arguments): Value {
  const value = args.value();
  args.end();
  const text = textOf(value);
  if (text !== undefined) return text === "" ? undefined : sameSafety(value, [...text].at(-1) ?? "");
  if (!isListLike(value)) throw new TemplateFault(`a ${kindOf(value)} has no last item`);
  return objectItems(value)?.at(-1);
}

function reverse(args: Arguments): Value {
  const value = args.value();
  args.end();
  if (isAbsent(value)) return value;
  const text = textOf(value);
  if (text !== undefined) return sameSafety(value, [...text].reverse().join(""));
  const items = isObject(value) ? objectItems(value) : undefined;
  if (items === undefined) throw new TemplateFault(`a ${kindOf(value)} cannot be reversed`);
  // minijinja hands out a map's keys in their own order here.
  const kept = value instanceof ValueMap && !(value instanceof Keywords);
  return new Iterable(() => (kept ? items : [...items].reverse()));
}

function list(args: Arguments, host: Host): Value {
  const value = args.value();
  args.end();
  return [...iterate(value, host)];
}

function extreme(sign: 1 | -1): LibraryFunction {
  return (args, host) => {
    const value = args.value();
    args.end();
    const [head, ...rest] = iterate(value, host);
    // Of equal ones Rust keeps the first minimum and the last maximum.
    return rest.reduce((best, item) => {
      const order = compare(item, best, host.meter) * sign;
      return order < 0 || (order === 0 && sign === -1) ? item : best;
    }, head);
  };
}

function sum(args: Arguments, host: Host): Value {
  const value = args.value();
  args.end();
  return iterate(value, host).reduce<Value>((total, item) => {
    if (isUndefined(item)) return total;
    if (!isNumber(item)) throw new TemplateFault(`only numbers can be summed, not a ${kindOf(item)}`);
    return calculate("+", total, item, host.meter);
  }, 0n);
}

function batch(args: Arguments, host: Host): Value {
  const value = args.value();
  const count = args.required(asCount);
  const filler = args.optional((given) => given);
  args.end();
  if (count === 0) throw new TemplateFault("the count cannot be 0");
  const items = iterate(value, host);
  const batches: Value[][] = [];
  for (let at = 0; at < items.length; at += count) batches.push(items.slice(at, at + count));
  const tail = batches.at(-1);
  if (filler !== undefined && tail !== undefined && tail.length < count) {
    host.meter.allocateItems(count);
    while (tail.length < count) tail.push(filler);
  }
  return batches;
}

function sliceFilter(args: Arguments, host: Host): Value {
  const value = args.value();
  const count = args.required(asCount);
  const filler = args.optional((given) => given);
  args.end();
  if (count === 0) throw new TemplateFault("the count cannot be 0");
  const items = iterate(value, host);
  host.meter.allocateItems(count);
  const perSlice = Math.floor(items.length / count);
  const withExtra = items.length % count;
  return Array.from({ length: count }, (_, index) => {
    const start = index * perSlice + Math.min(index, withExtra);
    const part = items.slice(start, start + perSlice + (index < withExtra ? 1 : 0));
    return filler !== undefined && index >= withExtra ? [...part, filler] : part;
  });
}

function chain(args: Arguments, host: Host): Value {
  const values = args.rest();
  if (values.length === 0) throw new TemplateFault("an argument is missing");
  if (values.every(isMap)) return new MergedMap(values, host.meter);
  const all = () => values.flatMap((value) => [...chained(value, host)]);
  return values.every((value) => kindOf(value) === "sequence") ? all() : new Iterable(all, { sized: false });
}

function chained(value: Value, host: Host): readonly Value[] {
  const items = tryItemsOf(value);
  if (items === undefined) throw unsupported(`chaining a ${kindOf(value)}`);
  host.meter.allocateItems(items.length);
  return items;
}

function zip(args: Arguments, host: Host): Value {
  const values = args.rest();
  if (values.length === 0) throw new TemplateFault("an argument is missing");
  const lists = values.map((value) => {
    const items = tryItemsOf(value);
    if (items === undefined) throw new TemplateFault(`a ${kindOf(value)} cannot be zipped`);
    return items;
  });
  const shortest = Math.min(...lists.map((items) => items.length));
  host.meter.allocateItems(shortest * lists.length);
  const rows = Array.from({ length: shortest }, (_, row) => lists.map((items) => items[row]));
  return new Iterable(() => rows, { sized: values.every((value) => sizeOf(value) !== undefined) });
}

export const listFilters: readonly (readonly [string, LibraryFunction])[] = [
  ["length", length],
  ["count", length],
  ["first", first],
  ["last", last],
  ["reverse", reverse],
  ["list", list],
  ["min", extreme(1)],
  ["max", extreme(-1)],
  ["sum", sum],
  ["batch", batch],
  ["slice", sliceFilter],
  ["chain", chain],
  ["zip", zip],
];
