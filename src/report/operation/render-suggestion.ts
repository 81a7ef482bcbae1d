import type { Safe } from "../../redaction/redact-data.ts";
import { visibleText } from "../visible-text.ts";

/** Lines of files that should become others, so that the repository says what the cluster runs. */
export interface SuggestedLines {
  readonly changes: readonly {
    readonly file: string;
    readonly line: number;
    readonly before: string;
    readonly after: string;
  }[];
  /** Values whose place in the repository was not found. */
  readonly unplaced: readonly { readonly path: string; readonly value: string }[];
}

/** As a diff to read. */
export function renderSuggestion({ changes, unplaced }: Safe<SuggestedLines>): string {
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
