import { codeSpan } from "./code-span.ts";
import { escapeMarkdown } from "./escape-markdown.ts";

/** Ours are shorter; a text that is cut has no code in it. */
const longest = 1_000;

/**
 * What to do next, as one line of prose. Our hints set commands and settings in backticks: that is code. All the rest may be
 * foreign, and is text.
 */
export function hintText(hint: string): string {
  if (hint.length > longest) return escapeMarkdown(hint);
  return hint
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : escapeBetween(part)))
    .join("")
    .trim();
}

/** The spaces around it part it from what is code. */
function escapeBetween(text: string): string {
  const [before, after] = [/^\s/, /\s$/].map((space) => (space.test(text) ? " " : ""));
  return text.trim() === "" ? (before ?? "") : `${before}${escapeMarkdown(text)}${after}`;
}
