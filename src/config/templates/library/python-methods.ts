/** Python's methods on strings, lists and maps, which minijinja-cli has with `py-compat = true`. */
import { isWhitespace, trim, trimEnd, trimStart } from "../syntax/whitespace.ts";
import { TemplateFault, unsupported } from "../template-fault.ts";
import { equals } from "../values/compare.ts";
import { display } from "../values/display.ts";
import { itemsOf } from "../values/iterate.ts";
import { Iterable, isListLike, isMap, kindOf, textOf, type Value } from "../values/value.ts";
import { entriesOf } from "../values/value-map.ts";
import { Arguments, asBool, asIndex, asText } from "./arguments.ts";
import type { Host } from "./host.ts";
import { splitText } from "./split-filters.ts";
import { capitalize, replaceAll, titleCase, trimCharacters } from "./text-filters.ts";

type StringMethod = (text: string, args: Arguments, host: Host) => Value;

/** undefined when there is no method of that name. */
export function callPythonMethod(
  target: Value,
  name: string,
  values: readonly Value[],
  host: Host,
): { readonly value: Value } | undefined {
  const args = new Arguments(values, host);
  const text = textOf(target);
  if (text !== undefined) return wrap(stringMethods.get(name)?.bind(undefined, text), args, host);
  if (isMap(target)) return wrap(mapMethod(target, name), args, host);
  if (kindOf(target) !== "sequence" || name !== "count") return undefined;
  const wanted = args.value();
  args.end();
  return { value: BigInt(itemsOf(target).filter((item) => equals(item, wanted, host.meter)).length) };
}

function wrap(method: ((args: Arguments, host: Host) => Value) | undefined, args: Arguments, host: Host) {
  return method === undefined ? undefined : { value: method(args, host) };
}

/** A method without arguments. */
function plain(map: (text: string) => Value): StringMethod {
  return (text, args) => {
    args.end();
    return map(text);
  };
}

function stripper(
  strip: (text: string) => string,
  sides: { readonly start: boolean; readonly end: boolean },
): StringMethod {
  return (text, args) => {
    const characters = args.optional(asText);
    args.end();
    return characters === undefined ? strip(text) : trimCharacters(text, characters, sides);
  };
}

function replace(text: string, args: Arguments, host: Host): Value {
  const [from, to] = [args.required(asText), args.required(asText)];
  const count = args.optional(asIndex) ?? -1;
  args.end();
  if (count < 0) return replaceAll(text, from, to, host);
  if (from === "") throw unsupported("replacing an empty text a number of times");
  const parts = text.split(from);
  if (parts.length <= count + 1) return replaceAll(text, from, to, host);
  host.meter.allocate(text.length + count * to.length);
  return [parts.slice(0, count + 1).join(to), ...parts.slice(count + 1)].join(from);
}

function split(text: string, args: Arguments, host: Host): Value {
  const separator = args.optional(asText);
  const limit = args.optional(asIndex);
  args.end();
  return splitText(text, separator, limit, host);
}

function splitlines(text: string, args: Arguments): Value {
  const keepEnds = args.optional(asBool) ?? false;
  args.end();
  const lines = text.split(/(?<=\n)/).filter((line) => line !== "");
  return keepEnds ? lines : lines.map((line) => line.replace(/\r?\n$/, ""));
}

function count(text: string, args: Arguments): Value {
  const wanted = args.required(asText);
  args.end();
  if (wanted === "") throw unsupported("counting an empty text");
  return BigInt(text.split(wanted).length - 1);
}

/** Positions are counted in bytes there. */
function finder(find: (text: string, wanted: string) => number): StringMethod {
  return (text, args) => {
    const wanted = args.required(asText);
    args.end();
    const at = find(text, wanted);
    return at === -1 ? -1n : BigInt(new TextEncoder().encode(text.slice(0, at)).length);
  };
}

function affix(holds: (text: string, part: string) => boolean): StringMethod {
  return (text, args) => {
    const value = args.value();
    args.end();
    const part = textOf(value);
    if (part !== undefined) return holds(text, part);
    if (!isListLike(value)) throw new TemplateFault(`a ${kindOf(value)} is neither a string nor a list of strings`);
    return itemsOf(value).some((item) => holds(text, asText(item)));
  };
}

function join(text: string, args: Arguments, host: Host): Value {
  const values = itemsOf(args.value());
  args.end();
  const parts = values.map((value) => display(value, host.meter));
  host.meter.allocate(parts.reduce((sum, part) => sum + part.length + text.length, 0));
  return parts.join(text);
}

const stringMethods: ReadonlyMap<string, StringMethod> = new Map<string, StringMethod>([
  ["upper", plain((text) => text.toUpperCase())],
  ["lower", plain((text) => text.toLowerCase())],
  ["islower", plain((text) => /^\p{Lowercase}*$/u.test(text))],
  ["isupper", plain((text) => /^\p{Uppercase}*$/u.test(text))],
  ["isspace", plain((text) => [...text].every(isWhitespace))],
  ["isdigit", plain((text) => /^\p{N}*$/u.test(text))],
  ["isnumeric", plain((text) => /^\p{N}*$/u.test(text))],
  ["isalnum", plain((text) => /^[\p{Alphabetic}\p{N}]*$/u.test(text))],
  ["isalpha", plain((text) => /^\p{Alphabetic}*$/u.test(text))],
  ["isascii", plain((text) => /^\p{ASCII}*$/u.test(text))],
  ["title", plain(titleCase)],
  ["capitalize", plain(capitalize)],
  ["strip", stripper(trim, { start: true, end: true })],
  ["lstrip", stripper(trimStart, { start: true, end: false })],
  ["rstrip", stripper(trimEnd, { start: false, end: true })],
  ["replace", replace],
  ["split", split],
  ["splitlines", splitlines],
  ["count", count],
  ["find", finder((text, wanted) => text.indexOf(wanted))],
  ["rfind", finder((text, wanted) => text.lastIndexOf(wanted))],
  ["startswith", affix((text, part) => text.startsWith(part))],
  ["endswith", affix((text, part) => text.endsWith(part))],
  ["join", join],
  [
    "format",
    () => {
      throw unsupported("the method format() of a string", "Use ~ to put texts together, or the filter format");
    },
  ],
]);

function mapMethod(map: Parameters<typeof entriesOf>[0], name: string): ((args: Arguments) => Value) | undefined {
  const ofEntries = (pick: (entry: readonly [Value, Value]) => Value) => (args: Arguments) => {
    args.end();
    return new Iterable(() => entriesOf(map).map(pick));
  };
  if (name === "keys") return ofEntries(([key]) => key);
  if (name === "values") return ofEntries(([, value]) => value);
  if (name === "items") return ofEntries(([key, value]) => [key, value]);
  if (name !== "get") return undefined;
  return (args) => {
    const key = args.value();
    const fallback = args.optional((value) => value) ?? null;
    args.end();
    return map.has(key) ? map.get(key) : fallback;
  };
}
