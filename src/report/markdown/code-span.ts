import { cutText } from "../cut-text.ts";
import { visibleText } from "../visible-text.ts";

const maxLength = 500;

/** Foreign text as inline code, cut openly when very long. A table cell has to escape its pipes besides. */
export function codeSpan(text: string): string {
  const line = visibleText(cutText(text, maxLength)).replace(/\s+/g, " ").trim();
  if (line === "") return "";
  const ticks = "`".repeat(longestRun(line, "`") + 1);
  const space = ticks.length > 1 ? " " : "";
  return `${ticks}${space}${line}${space}${ticks}`;
}

/** How often a character stands in a row at most. */
export function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const each of text) {
    run = each === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
