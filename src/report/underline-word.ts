import { visibleText } from "./visible-text.ts";

/** As much of a line is shown as fits a comment on a phone and a terminal; the rest stands behind an ellipsis. */
const around = { before: 40, total: 100 };

/** A line and below it `^^^^` where a word of it stands; for a place where a font of fixed width is used. */
export function underlineWord(line: string, { offset, length }: { offset: number; length: number }): string {
  const start = offset > around.total - around.before ? offset - around.before : 0;
  const cut = line.slice(start, start + around.total);
  const before = `${start > 0 ? "…" : ""}${shown(line.slice(start, offset))}`;
  const word = shown(line.slice(offset, Math.min(offset + length, start + around.total)));
  const after = shown(cut.slice(offset + length - start));
  const more = start + around.total < line.length ? "…" : "";
  const mark = " ".repeat(columns(before)) + "^".repeat(Math.max(1, columns(word)));
  return [`${before}${word}${after}${more}`.trimEnd(), mark].join("\n");
}

/** On one line, whatever it holds. */
function shown(text: string): string {
  return visibleText(text).replace(/[\n\t]/g, " ");
}

function columns(text: string): number {
  return [...text].length;
}
