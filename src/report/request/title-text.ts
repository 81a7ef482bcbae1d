import { visibleText } from "../visible-text.ts";

const longest = 100;

/** Foreign text as a title: one line of plain text that a list of checks can hold, cut openly. */
export function titleText(text: string): string {
  const line = visibleText(text).replace(/\s+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line;
}
