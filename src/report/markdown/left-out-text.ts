import { escapeMarkdown } from "./escape-markdown.ts";
import type { Piece } from "./pack-pieces.ts";

const maxNames = 10;

/** Says what had to be left out of a text and where it is (Markdown); empty when nothing was. */
export function leftOutText(leftOut: readonly Piece[], room: string, where: string): string {
  if (leftOut.length === 0) return "";
  const names = [...new Set(leftOut.map((piece) => piece.name))];
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : "";
  const what = `${names.slice(0, maxNames).map(escapeMarkdown).join("; ")}${more}`;
  return `> [!IMPORTANT]\n> Too long for ${room}. In ${where}, not here: ${what}.\n\n`;
}
