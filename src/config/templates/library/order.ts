/** The order in which filters sort: without regard to case unless asked. */
import { unsupported } from "../template-fault.ts";
import { compare, compareText } from "../values/compare.ts";
import { textOf, type Value } from "../values/value.ts";
import type { Host } from "./host.ts";

export interface Order {
  readonly caseSensitive: boolean;
  readonly reverse: boolean;
}

export function compareBy(left: Value, right: Value, { caseSensitive, reverse }: Order, host: Host): number {
  const [a, b] = caseSensitive ? [] : [textOf(left), textOf(right)];
  const order =
    a === undefined || b === undefined ? compare(left, right, host.meter) : compareText(foldCase(a), foldCase(b));
  host.meter.step();
  return reverse ? -order : order;
}

/** Unicode's case folding where lower case is the same; JavaScript has no folding of its own. */
export function foldCase(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return [...text].map(foldCharacter).join("");
}

function foldCharacter(character: string): string {
  const lower = character.toLowerCase();
  const upper = character.toUpperCase();
  if (lower === upper) return character;
  if (upper.length !== character.length || upper.toLowerCase() !== lower || lower.length !== character.length) {
    throw unsupported("sorting some letters of this text without regard to case", "Use case_sensitive=true");
  }
  return lower;
}
