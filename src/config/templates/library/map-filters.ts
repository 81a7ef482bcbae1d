/** Filters of maps, and those that apply others to items. */
import { TemplateFault } from "../template-fault.ts";
import { followPath, itemOf } from "../values/member.ts";
import { Iterable, isMap, isTrue, isUndefined, kindOf, textOf, type Value } from "../values/value.ts";
import { entriesOf } from "../values/value-map.ts";
import { Arguments, asBool, asText, iterate, truthOf } from "./arguments.ts";
import type { Host } from "./host.ts";
import type { Library, LibraryFunction } from "./library.ts";
import { compareBy } from "./order.ts";
import { tests } from "./tests.ts";

function dictsort(args: Arguments, host: Host): Value {
  const named = args.keywords();
  const value = args.value();
  args.endPositional();
  if (!isMap(value)) throw new TemplateFault(`a ${kindOf(value)} has no keys to sort`);
  const position = named.optional("by", asText) === "value" ? 1 : 0;
  const caseSensitive = named.optional("case_sensitive", asBool) ?? false;
  const reverse = named.optional("reverse", asBool) ?? false;
  named.end();
  const order = { caseSensitive, reverse };
  return [...entriesOf(value)].sort((a, b) => compareBy(a[position], b[position], order, host));
}

function items(args: Arguments): Value {
  const value = args.value();
  args.end();
  if (!isMap(value)) throw new TemplateFault(`a ${kindOf(value)} has no pairs`);
  return new Iterable(() => entriesOf(value));
}

function attr(args: Arguments): Value {
  const [value, key] = [args.value(), args.value()];
  args.end();
  if (isUndefined(value)) throw new TemplateFault("undefined value");
  return itemOf(value, key);
}

function defaultFilter(args: Arguments, host: Host): Value {
  const value = args.value();
  const given = args.rest();
  if (given.length > 2) throw new TemplateFault("too many arguments");
  const replaceFalse = given.length === 2 && truthOf(given[1], host);
  if (!isUndefined(value) && !(replaceFalse && !isTrue(value))) return value;
  return given.length === 0 ? "" : given[0];
}

function selection(options: { readonly byAttribute: boolean; readonly keep: boolean }): LibraryFunction {
  return (args, host) => {
    const value = args.value();
    const attribute = options.byAttribute ? args.text().text : undefined;
    const test = args.optionalText();
    const rest = args.rest();
    const holds = test === undefined ? undefined : named(tests, test.text, "test");
    return iterate(value, host).filter((item) => {
      const tested = attribute === undefined ? item : followPath(item, attribute);
      const result = holds === undefined ? tested : holds(new Arguments([tested, ...rest], host), host);
      return isTrue(result) === options.keep;
    });
  };
}

function named(library: Library, name: string, what: string): LibraryFunction {
  const found = library.get(name);
  if (found === undefined) throw new TemplateFault(`there is no ${what} of the name given here`);
  return found;
}

/** `map('filter', …)` and `map(attribute='path', default=…)`; it needs the other filters, so they are handed in. */
export function mapFilter(filters: () => Library): LibraryFunction {
  return (args, host) => {
    const value = args.value();
    const keywords = args.keywords();
    const rest = args.rest();
    const attribute = keywords.optional("attribute", (given) => given);
    if (attribute !== undefined) {
      if (rest.length > 0) throw new TemplateFault("too many arguments");
      const fallback = keywords.take("default");
      keywords.end();
      return iterate(value, host).map((item) => attributeOr(item, attribute, fallback));
    }
    const [name, ...more] = rest;
    const text = textOf(name);
    if (text === undefined) throw new TemplateFault("map takes the name of a filter, or attribute=…");
    const filter = named(filters(), text, "filter");
    return iterate(value, host).map((item) => filter(new Arguments([item, ...more], host), host));
  };
}

function attributeOr(item: Value, attribute: Value, fallback: Value): Value {
  const path = textOf(attribute);
  try {
    if (isUndefined(item)) throw new TemplateFault("undefined value");
    const found = path === undefined ? itemOf(item, attribute) : followPath(item, path);
    return isUndefined(found) ? fallback : found;
  } catch (error) {
    if (isUndefined(fallback)) throw error;
    return fallback;
  }
}

export const mapFilters: readonly (readonly [string, LibraryFunction])[] = [
  ["dictsort", dictsort],
  ["items", items],
  ["attr", attr],
  ["default", defaultFilter],
  ["d", defaultFilter],
  ["select", selection({ byAttribute: false, keep: true })],
  ["reject", selection({ byAttribute: false, keep: false })],
  ["selectattr", selection({ byAttribute: true, keep: true })],
  ["rejectattr", selection({ byAttribute: true, keep: false })],
];
