/** Filters that make text of text. */
import { isWhitespace, trim } from "../syntax/whitespace.ts";
import { TemplateFault } from "../template-fault.ts";
import { display } from "../values/display.ts";
import { escapeValue } from "../values/escape.ts";
import { isAbsent, isMap, kindOf, SafeText, textOf, type Value } from "../values/value.ts";
import { entriesOf } from "../values/value-map.ts";
import { type Arguments, asBool, asCount, assertDefined, asText, type TextInput } from "./arguments.ts";
import type { Host } from "./host.ts";
import type { LibraryFunction } from "./library.ts";

function ofSafety({ safe }: TextInput, text: string): Value {
  return safe ? new SafeText(text) : text;
}

/** A filter of the text alone, whose result is as safe as the text was. */
function mapText(map: (text: string) => string): LibraryFunction {
  return (args) => {
    const input = args.text();
    args.end();
    return ofSafety(input, map(input.text));
  };
}

export function capitalize(text: string): string {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length).toLowerCase();
}

function title(args: Arguments): Value {
  const { text } = args.text();
  args.end();
  return titleCase(text);
}

export function titleCase(text: string): string {
  let atStart = true;
  let titled = "";
  for (const character of text) {
    const separates = /[!-/:-@[-`{-~]/.test(character) || isWhitespace(character);
    titled += separates ? character : atStart ? character.toUpperCase() : character.toLowerCase();
    atStart = separates;
  }
  return titled;
}

function replace(args: Arguments, host: Host): Value {
  const [value, from, to] = [args.text(), args.text(), args.text()];
  args.end();
  const safetyAware = host.autoescape !== "none" && (value.safe || from.safe || to.safe);
  if (!safetyAware) return replaceAll(value.text, from.text, to.text, host);
  const replaced = replaceAll(escapeInput(value, host), from.text, escapeInput(to, host), host);
  return new SafeText(replaced);
}

export function replaceAll(text: string, from: string, to: string, host: Host): string {
  const occurrences = from === "" ? text.length + 1 : text.split(from).length - 1;
  host.meter.allocate(text.length + occurrences * to.length);
  // An empty text is found between code points, not between the halves of one.
  return from === "" ? to + [...text].map((character) => character + to).join("") : text.replaceAll(from, () => to);
}

function escapeInput(input: TextInput, host: Host): string {
  return input.safe ? input.text : escapeFor(input.text, host).text;
}

/** As autoescaping would, or would at the template's top, or as HTML. */
export function escapeFor(value: Value, host: Host): SafeText {
  if (value instanceof SafeText) return value;
  const mode = host.autoescape === "none" ? host.initialAutoescape : host.autoescape;
  return new SafeText(escapeValue(value, mode === "none" ? "html" : mode, host.meter));
}

function escapeFilter(args: Arguments, host: Host): Value {
  const value = args.value();
  args.end();
  return escapeFor(value, host);
}

function safe(args: Arguments): Value {
  const { text } = args.text();
  args.end();
  return new SafeText(text);
}

function string(args: Arguments, host: Host): Value {
  const value = args.value();
  args.end();
  assertDefined(value, host);
  return textOf(value) === undefined ? display(value, host.meter) : value;
}

function trimFilter(args: Arguments): Value {
  const input = args.text();
  const characters = args.optionalText();
  args.end();
  if (characters === undefined) return ofSafety(input, trim(input.text));
  return ofSafety(input, trimCharacters(input.text, characters.text));
}

/** Cuts any of the characters from the ends. */
export function trimCharacters(text: string, characters: string, sides = { start: true, end: true }): string {
  const cut = new Set(characters);
  const all = [...text];
  const start = all.findIndex((character) => !cut.has(character));
  const end = all.findLastIndex((character) => !cut.has(character));
  if (start === -1) return "";
  return all.slice(sides.start ? start : 0, sides.end ? end + 1 : undefined).join("");
}

function indent(args: Arguments, host: Host): Value {
  const named = args.keywords();
  const input = args.text();
  const width = args.optional(asCount) ?? named.optional("width", asCount) ?? 4;
  const first = args.optional(asBool) ?? named.optional("first", asBool) ?? false;
  const blank = args.optional(asBool) ?? named.optional("blank", asBool) ?? false;
  args.end();
  const lines = withoutLastNewline(input.text).split("\n");
  host.meter.allocate(input.text.length + width * lines.length);
  const prefix = " ".repeat(width);
  const indented = lines.map((line, index) => {
    const skip = (index === 0 && !first) || (line === "" && !blank);
    return skip ? line : prefix + line;
  });
  const result = withoutLastNewline(`${indented.join("\n")}\n`);
  host.carryOrigins(input.text, result);
  return ofSafety(input, result);
}

function withoutLastNewline(text: string): string {
  return text.replace(/\n$/, "").replace(/\r$/, "");
}

function urlencode(args: Arguments, host: Host): Value {
  const value = args.value();
  args.end();
  if (!isMap(value)) return isAbsent(value) ? "" : percentEncode(display(value, host.meter));
  const pairs = entriesOf(value).filter(([, item]) => !isAbsent(item));
  return pairs.map((pair) => pair.map((part) => percentEncode(display(part, host.meter))).join("=")).join("&");
}

function percentEncode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll("%2F", "/")
    .replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function truncate(args: Arguments, host: Host): Value {
  const named = args.keywords();
  const value = args.value();
  args.endPositional();
  if (isAbsent(value)) return "";
  const text = textOf(value);
  if (text === undefined) throw new TemplateFault(`a ${kindOf(value)} cannot be truncated`);
  const length = named.optional("length", asCount) ?? 255;
  const killWords = named.optional("killwords", asBool) ?? false;
  const end = named.optional("end", (given) => given) ?? "...";
  const leeway = named.optional("leeway", asCount) ?? leewayOf(host);
  named.end();
  const endText = asText(end);
  const room = length - [...endText].length;
  if (room < 0) throw new TemplateFault("the length leaves no room for the end mark");
  const characters = [...text];
  if (characters.length <= length + leeway) return value;
  const cut = cutWords(characters.slice(0, room), killWords);
  if (!(value instanceof SafeText) && !(end instanceof SafeText)) return cut + endText;
  const safeCut = value instanceof SafeText ? cut : escapeFor(cut, host).text;
  return new SafeText(safeCut + escapeFor(end, host).text);
}

function leewayOf(host: Host): number {
  const configured = host.lookup("TRUNCATE_LEEWAY");
  try {
    return asCount(configured);
  } catch {
    return 5;
  }
}

function cutWords(characters: readonly string[], killWords: boolean): string {
  const space = killWords ? -1 : characters.lastIndexOf(" ");
  return characters.slice(0, space === -1 ? undefined : space).join("");
}

function wordcount(args: Arguments): Value {
  const value = args.value();
  args.end();
  return BigInt((textOf(value) ?? "").match(/[\p{L}\p{N}_]+/gu)?.length ?? 0);
}

export const textFilters: readonly (readonly [string, LibraryFunction])[] = [
  ["upper", mapText((text) => text.toUpperCase())],
  ["lower", mapText((text) => text.toLowerCase())],
  ["capitalize", mapText(capitalize)],
  ["title", title],
  ["replace", replace],
  ["safe", safe],
  ["escape", escapeFilter],
  ["e", escapeFilter],
  ["string", string],
  ["trim", trimFilter],
  ["indent", indent],
  ["urlencode", urlencode],
  ["truncate", truncate],
  ["wordcount", wordcount],
];
