/** How `{{ … }}` writes a value under each kind of autoescaping. */
import type { Meter } from "../template-limits.ts";
import { display } from "./display.ts";
import { toJson } from "./json.ts";
import { isAbsent, isNumber, SafeText, type Value } from "./value.ts";

export type AutoEscape = "none" | "html" | "json";

export function escapeValue(value: Value, mode: AutoEscape, meter: Meter): string {
  if (value instanceof SafeText) return value.text;
  if (mode === "json") return toJson(value, meter, { indent: undefined });
  const text = display(value, meter);
  return mode === "none" || isAbsent(value) || isNumber(value) ? text : escapeHtml(text, meter);
}

const entities: ReadonlyMap<string, string> = new Map([
  ["<", "&lt;"],
  [">", "&gt;"],
  ["&", "&amp;"],
  ['"', "&quot;"],
  ["'", "&#x27;"],
  ["/", "&#x2f;"],
]);

function escapeHtml(text: string, meter: Meter): string {
  const escaped = text.replace(/[<>&"'/]/g, (character) => entities.get(character) ?? character);
  meter.allocate(escaped.length);
  return escaped;
}
