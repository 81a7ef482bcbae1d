/** The unified diff that a dry run shows, secrets and all. */
import { createTwoFilesPatch } from "diff";
import { encodeConfig } from "./encode-config.ts";
import type { ParsedConfig } from "./parse-config.ts";

/** Empty when both mean the same; a note in place of a diff above `maxLines`. */
export function diffConfigs(before: ParsedConfig, after: ParsedConfig, maxLines: number | undefined): string {
  const [a, b] = [encodeConfig(before), encodeConfig(after)];
  if (a === b) return "";
  const lines = (text: string) => text.split("\n").length - 1;
  if (maxLines !== undefined && lines(a) + lines(b) > maxLines) {
    return `@@ -1,${lines(a)} +1,${lines(b)} @@ diff too large to display\n`;
  }
  return createTwoFilesPatch("a", "b", a, b, undefined, undefined, { context: 3 }).replace(/^=+\n/, "");
}
