/** Filters that take text apart, or put it together. */
import { isWhitespace, splitWhitespace } from "../syntax/whitespace.ts";
import { TemplateFault } from "../template-fault.ts";
import { display } from "../values/display.ts";
import { tryItemsOf } from "../values/iterate.ts";
import { kindOf, SafeText, sameSafety, type Value } from "../values/value.ts";
import { type Arguments, asIndex, asText } from "./arguments.ts";
import type { Host } from "./host.ts";
import type { LibraryFunction } from "./library.ts";
import { escapeFor } from "./text-filters.ts";

function split(args: Arguments, host: Host): Value {
  const value = args.value();
  const separator = args.optional(asText);
  const limit = args.optional(asIndex);
  args.end();
  return splitText(asText(value), separator, limit, host).map((part) => sameSafety(value, part));
}

/** Splits at a separator, or at blanks; `limit` is how often at most, any number when negative. */
export function splitText(
  text: string,
  separator: string | undefined,
  limit: number | undefined,
  host: Host,
): readonly string[] {
  const most = limit === undefined || limit < 0 ? Number.POSITIVE_INFINITY : limit + 1;
  const parts = separator === undefined ? splitAtBlanks(text, most) : splitAt(text, separator, most);
  host.meter.allocateItems(parts.length);
  return parts;
}

/** Rust finds an empty separator before and after each code point. */
function splitAt(text: string, separator: string, most: number): string[] {
  const parts = separator === "" ? ["", ...text, ""] : text.split(separator);
  if (parts.length <= most) return parts;
  return [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)];
}

function splitAtBlanks(text: string, most: number): string[] {
  if (most === Number.POSITIVE_INFINITY) return splitWhitespace(text);
  const parts: string[] = [];
  let rest = text;
  while (rest !== "" && parts.length < most - 1) {
    const start = findBlank(rest, 0, false);
    const end = findBlank(rest, start, true);
    if (start === rest.length) break;
    parts.push(rest.slice(start, end));
    rest = rest.slice(end);
  }
  return withRest(parts, rest);
}

/** The last part keeps its blanks at the end; blanks alone stay a part, as in minijinja. */
function withRest(parts: readonly string[], rest: string): string[] {
  const start = findBlank(rest, 0, false);
  if (start < rest.length) return [...parts, rest.slice(start)];
  return rest === "" ? [...parts] : [...parts, rest];
}

function findBlank(text: string, from: number, wanted: boolean): number {
  let at = from;
  while (at < text.length && isWhitespace(text.charAt(at)) !== wanted) at++;
  return at;
}

function lines(args: Arguments, host: Host): Value {
  const value = args.value();
  args.end();
  const all = asText(value).split("\n");
  if (all.at(-1) === "") all.pop();
  host.meter.allocateItems(all.length);
  return all.map((line) => sameSafety(value, line.replace(/\r$/, "")));
}

function join(args: Arguments, host: Host): Value {
  const value = args.value();
  const joiner = args.optionalText();
  args.end();
  const items = tryItemsOf(value);
  if (items === undefined) throw new TemplateFault(`a ${kindOf(value)} cannot be joined`);
  const text = joiner?.text ?? "";
  if (host.autoescape === "none" || !(joiner?.safe || items.some((item) => item instanceof SafeText))) {
    return joinTexts(
      items.map((item) => display(item, host.meter)),
      text,
      host,
    );
  }
  const separator = joiner === undefined || joiner.safe ? text : escapeFor(text, host).text;
  return new SafeText(
    joinTexts(
      items.map((item) => escaped(item, host)),
      separator,
      host,
    ),
  );
}

function escaped(item: Value, host: Host): string {
  return item instanceof SafeText ? item.text : escapeItem(item, host);
}

function escapeItem(item: Value, host: Host): string {
  return escapeFor(item, host).text;
}

function joinTexts(parts: readonly string[], separator: string, host: Host): string {
  host.meter.step(parts.length);
  host.meter.allocate(parts.reduce((sum, part) => sum + part.length + separator.length, 0));
  return parts.join(separator);
}

/** Rust's rules for the few entities that minijinja-cli knows. */
const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["gt", ">"],
  ["lt", "<"],
  ["quot", '"'],
]);

const tag = /<!--[\s\S]*?-->|<[^>]*>/g;
const entity = /&([^;<&\p{White_Space}]*)(;?)/gu;

function striptags(args: Arguments): Value {
  const { text } = args.text();
  args.end();
  const untagged = text.replace(tag, "");
  if (/<|--/.test(untagged) || /<!|<-/.test(text)) {
    throw new TemplateFault("striptags of unfinished tags and of comments is not supported", {
      code: "template_unsupported",
    });
  }
  const resolved = untagged.replace(entity, (all, name: string) => entityText(name) ?? all);
  return resolved
    .replace(/\p{White_Space}+/gu, " ")
    .replace(/^ /, "")
    .replace(/ $/, "");
}

function entityText(name: string): string | undefined {
  const number = /^#(?:[xX]([0-9a-fA-F]+)|(\d+))$/.exec(name);
  if (number === null) return entities.get(name);
  const code = Number.parseInt(number[1] ?? number[2] ?? "", number[1] === undefined ? 10 : 16);
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : String.fromCodePoint(code);
}

export const splitFilters: readonly (readonly [string, LibraryFunction])[] = [
  ["split", split],
  ["lines", lines],
  ["join", join],
  ["striptags", striptags],
];
