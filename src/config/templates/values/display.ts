/** How values print: plainly, inside lists and maps, and indented as `pprint` does. */
import { unsupported } from "../template-fault.ts";
import type { Meter } from "../template-limits.ts";
import { formatDecimal, shortestDigits } from "./decimal.ts";
import { objectItems } from "./iterate.ts";
import { isMap, isUndefined, kindOf, SafeText, TemplateObject, type Value } from "./value.ts";
import { entriesOf } from "./value-map.ts";

/** `{{ value }}` without autoescaping. */
export function display(value: Value, meter: Meter): string {
  if (typeof value === "string") return value;
  if (value instanceof SafeText) return value.text;
  if (isUndefined(value)) return "";
  if (typeof value === "number") return displayFloat(value);
  return inspect(value, meter);
}

/** The value as an item of a printed list: strings are quoted. */
export function inspect(value: Value, meter: Meter, indentation?: string): string {
  const text = inspectScalar(value) ?? inspectObject(value, meter, indentation);
  meter.step();
  meter.allocate(text.length);
  return text;
}

function inspectScalar(value: Value): string | undefined {
  if (isUndefined(value)) return "undefined";
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return inspectFloat(value);
  if (typeof value === "string") return quote(value);
  return value instanceof SafeText ? quote(value.text) : undefined;
}

function inspectObject(value: Value, meter: Meter, indentation: string | undefined): string {
  if (!(value instanceof TemplateObject) && !Array.isArray(value)) return "";
  if (value instanceof TemplateObject) {
    const own = value.display();
    if (own !== undefined) return display(own, meter);
    if (value.kind === "plain") throw unsupported("printing a function");
  }
  const inner = indentation === undefined ? undefined : `${indentation}    `;
  if (isMap(value)) {
    const entries = entriesOf(value).map(
      ([key, item]) => `${inspect(key, meter, inner)}: ${inspect(item, meter, inner)}`,
    );
    return bracket("{", entries, "}", indentation);
  }
  if (kindOf(value) === "iterator" && value instanceof TemplateObject && value.size === undefined) return "<iterator>";
  const items = (objectItems(value) ?? []).map((item) => inspect(item, meter, inner));
  return bracket("[", items, "]", indentation);
}

function bracket(open: string, items: readonly string[], close: string, indentation: string | undefined): string {
  if (indentation === undefined || items.length === 0) return open + items.join(", ") + close;
  const lines = items.map((item) => `${indentation}    ${item},\n`);
  return `${open}\n${lines.join("")}${indentation}${close}`;
}

export function displayFloat(value: number): string {
  const text = floatWithoutPoint(value);
  return /[.fN]/.test(text) ? text : `${text}.0`;
}

/** Rust's `Display` of a float: never an exponent, no point where there is no fraction. */
export function floatWithoutPoint(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const { negative, digits, exponent } = shortestDigits(value);
  return (negative ? "-" : "") + formatDecimal(digits, exponent);
}

/** Rust's `Debug` of a float: an exponent below 1e-4 and from 1e16 on. */
function inspectFloat(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const magnitude = Math.abs(value);
  if (magnitude === 0 || (magnitude >= 1e-4 && magnitude < 1e16)) return displayFloat(value);
  return scientific(value);
}

/** `1e16`, `1.5e-7`. */
export function scientific(value: number): string {
  const { negative, digits, exponent } = shortestDigits(value);
  const mantissa = digits.length === 1 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`;
  return `${negative ? "-" : ""}${mantissa}e${exponent - 1}`;
}

function notFinite(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "inf" : "-inf";
}

const needsEscape = /["\\\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}\p{Grapheme_Extend}]/gu;
const shortEscapes: ReadonlyMap<string, string> = new Map([
  ["\0", "\\0"],
  ["\t", "\\t"],
  ["\r", "\\r"],
  ["\n", "\\n"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  [" ", " "],
]);

/** Rust's `Debug` of a string. */
function quote(text: string): string {
  const escaped = text.replace(
    needsEscape,
    (character) => shortEscapes.get(character) ?? `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  return `"${escaped}"`;
}
