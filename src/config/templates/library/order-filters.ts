/** Filters that order and group. */
import { unsupported } from "../template-fault.ts";
import { compare } from "../values/compare.ts";
import { itemsOf } from "../values/iterate.ts";
import { followPath, followPathOr } from "../values/member.ts";
import { isObject, textOf, type Value } from "../values/value.ts";
import { identityOf } from "../values/value-map.ts";
import { type Arguments, asBool, asText, iterate } from "./arguments.ts";
import { GroupTuple } from "./group-tuple.ts";
import type { Host } from "./host.ts";
import type { LibraryFunction } from "./library.ts";
import { compareBy } from "./order.ts";

function sort(args: Arguments, host: Host): Value {
  const named = args.keywords();
  const value = args.value();
  args.endPositional();
  const items = [...iterate(value, host)];
  const caseSensitive = named.optional("case_sensitive", asBool) ?? false;
  const reversed = named.optional("reverse", asBool) ?? false;
  const attribute = named.optional("attribute", asText);
  named.end();
  const order = { caseSensitive, reverse: reversed };
  const keyOf = attribute === undefined ? (item: Value) => item : sortKey(attribute);
  // JavaScript would put undefined items last whatever the order says; wrapped, they are compared too.
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((a, b) => compareBy(a.key, b.key, order, host)).map(({ item }) => item);
}

function sortKey(attribute: string): (item: Value) => Value {
  const paths = attribute.split(",").filter((path) => path !== "");
  if (paths.length > 1) return (item) => paths.map((path) => followPathOr(item, path.trim(), undefined));
  const path = paths[0]?.trim() ?? attribute;
  return (item) => {
    try {
      return followPath(item, path);
    } catch {
      throw unsupported("sorting by a path that an item lacks", "minijinja-cli leaves the order open");
    }
  };
}

function unique(args: Arguments, host: Host): Value {
  const named = args.keywords();
  const value = args.value();
  args.endPositional();
  const attribute = named.optional("attribute", asText);
  const caseSensitive = named.optional("case_sensitive", asBool) ?? false;
  named.end();
  const seen = new Set<unknown>();
  const seenObjects: Value[] = [];
  return iterate(value, host).filter((item) => {
    const key = attribute === undefined ? item : followPathOr(item, attribute, undefined);
    if (isObject(key)) return isNew(key, seenObjects, host);
    const text = textOf(key);
    const identity = text === undefined || caseSensitive ? identityOf(key) : text.toLowerCase();
    const known = seen.has(identity);
    seen.add(identity);
    return !known;
  });
}

function isNew(key: Value, seen: Value[], host: Host): boolean {
  if (seen.some((other) => compare(other, key, host.meter) === 0)) return false;
  seen.push(key);
  return true;
}

function groupby(args: Arguments, host: Host): Value {
  const named = args.keywords();
  const value = args.value();
  const positional = args.optional(asText);
  args.endPositional();
  const fallback = named.take("default") ?? undefined;
  const caseSensitive = named.optional("case_sensitive", asBool) ?? false;
  const attribute = positional ?? asText(named.take("attribute"));
  named.end();
  const order = { caseSensitive, reverse: false };
  const keyed = itemsOf(value).map((item) => ({ item, key: followPathOr(item, attribute, fallback) }));
  host.meter.step(keyed.length);
  keyed.sort((a, b) => compareBy(a.key, b.key, order, host));
  const groups: { key: Value; items: Value[] }[] = [];
  for (const { item, key } of keyed) {
    const group = groups.at(-1);
    if (group === undefined || compareBy(group.key, key, order, host) !== 0) groups.push({ key, items: [item] });
    else {
      group.items.push(item);
      group.key = key; // minijinja names a group after its last item
    }
  }
  return groups.map(({ key, items }) => new GroupTuple(key, items));
}

export const orderFilters: readonly (readonly [string, LibraryFunction])[] = [
  ["sort", sort],
  ["unique", unique],
  ["groupby", groupby],
];
