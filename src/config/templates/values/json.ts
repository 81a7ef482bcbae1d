/** JSON as Rust's serde_json writes it: compact, or indented. */
import { TemplateFault } from "../template-fault.ts";
import type { Meter } from "../template-limits.ts";
import { display, displayFloat, scientific } from "./display.ts";
import { objectItems } from "./iterate.ts";
import { isAbsent, isMap, SafeText, TemplateObject, textOf, type Value } from "./value.ts";
import { entriesOf } from "./value-map.ts";

export interface JsonLayout {
  /** Spaces per level; undefined for one line without spaces. */
  readonly indent: number | undefined;
}

export function toJson(value: Value, meter: Meter, layout: JsonLayout, level = 0): string {
  meter.step();
  const text = scalarJson(value) ?? collectionJson(value, meter, layout, level);
  meter.allocate(text.length);
  return text;
}

function scalarJson(value: Value): string | undefined {
  if (isAbsent(value)) return "null";
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return floatJson(value);
  const text = textOf(value);
  return text === undefined ? undefined : textJson(text);
}

function collectionJson(value: Value, meter: Meter, layout: JsonLayout, level: number): string {
  if (isMap(value)) {
    const colon = layout.indent === undefined ? ":" : ": ";
    const entries = entriesOf(value).map(
      ([key, item]) => keyJson(key) + colon + toJson(item, meter, layout, level + 1),
    );
    return bracket("{", entries, "}", layout, level);
  }
  if (value instanceof TemplateObject && value.kind === "plain") return textJson(display(value, meter));
  const items = value instanceof TemplateObject || Array.isArray(value) ? objectItems(value) : undefined;
  const parts = (items ?? []).map((item) => toJson(item, meter, layout, level + 1));
  return bracket("[", parts, "]", layout, level);
}

function bracket(open: string, parts: readonly string[], close: string, { indent }: JsonLayout, level: number): string {
  if (indent === undefined || parts.length === 0) return open + parts.join(",") + close;
  const inner = `\n${" ".repeat(indent * (level + 1))}`;
  return `${open}${inner}${parts.join(`,${inner}`)}\n${" ".repeat(indent * level)}${close}`;
}

function keyJson(key: Value): string {
  const scalar = scalarJson(key);
  if (scalar === undefined || scalar === "null") throw new TemplateFault("this key cannot be written as JSON");
  return scalar.startsWith('"') ? scalar : `"${scalar}"`;
}

function floatJson(value: number): string {
  if (!Number.isFinite(value)) return "null";
  const magnitude = Math.abs(value);
  return magnitude === 0 || (magnitude >= 1e-5 && magnitude < 1e16)
    ? displayFloat(value)
    : scientific(value).replace(/e(?=\d)/, "e+");
}

/** JSON.stringify escapes as serde does, except lone surrogates, which no template text holds, and U+007F. */
function textJson(text: string): string {
  return JSON.stringify(text);
}

const htmlUnsafe: ReadonlyMap<string, string> = new Map([
  ["<", "\\u003c"],
  [">", "\\u003e"],
  ["&", "\\u0026"],
  ["'", "\\u0027"],
]);

/** The `tojson` filter: JSON that is also safe inside HTML. */
export function toSafeJson(value: Value, meter: Meter, layout: JsonLayout): SafeText {
  return new SafeText(toJson(value, meter, layout).replace(/[<>&']/g, (character) => htmlUnsafe.get(character) ?? ""));
}
