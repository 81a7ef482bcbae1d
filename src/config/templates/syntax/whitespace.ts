/** Whitespace as Rust's `char::is_whitespace` has it: JavaScript's `\s` and `trim` know another set. */

const leading = /^\p{White_Space}+/u;
const trailing = /\p{White_Space}+$/u;

export function trimStart(text: string): string {
  return text.replace(leading, "");
}

export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isWhitespace(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

export function trim(text: string): string {
  return trimEnd(trimStart(text));
}

export function isWhitespace(character: string): boolean {
  return trailing.test(character);
}

export function splitWhitespace(text: string): string[] {
  return text.split(/\p{White_Space}+/u).filter((word) => word !== "");
}

/** Cuts the blanks after the last newline, or all of them when there is none. */
export function stripIndentation(text: string): string {
  let end = text.length;
  while (end > 0 && isIndentation(text.charAt(end - 1))) end--;
  return end === 0 || text.charAt(end - 1) === "\n" ? text.slice(0, end) : text;
}

function isIndentation(character: string): boolean {
  return character !== "\n" && character !== "\r" && isWhitespace(character);
}
