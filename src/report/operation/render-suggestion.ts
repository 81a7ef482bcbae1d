import type { SuggestedChange } from "../../operation/upgrade-kubernetes/suggested-change.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { visibleText } from "../visible-text.ts";

/** As a diff to read. */
export function renderSuggestion({ changes, unplaced }: Safe<SuggestedChange>): string {
  const lines = [
    ...changes.flatMap(({ file, line, before, after }, index) => [
      ...(changes[index - 1]?.file === file ? [] : [`--- ${file}`, `+++ ${file}`]),
      `@@ line ${line} @@`,
      `-${before}`,
      `+${after}`,
    ]),
    ...unplaced.map(({ path, value }) => `# set ${path} to ${value}`),
  ];
  return lines.map(visibleText).join("\n");
}
