import { longestRun } from "./code-span.ts";

/** Backticks that no text inside can close. */
export function fenceFor(text: string): string {
  return "`".repeat(Math.max(3, longestRun(text, "`") + 1));
}
