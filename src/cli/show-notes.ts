import { formatLocation, type Note } from "../errors.ts";
import { logText } from "../report/log-text.ts";
import type { Output } from "./output.ts";

/** Shows what a person should know beside a result, on stderr, each once. */
export function showNotes(notes: readonly Note[], output: Output): void {
  const lines = notes.map((note) => formatNote(note, output.color.stderr));
  for (const line of new Set(lines)) output.say(line);
}

const colors = { info: "36", warning: "33", error: "1;31" };

export function formatNote({ severity, message, hint, location }: Note, color: boolean): string {
  const label = color ? `\u001b[${colors[severity]}m${severity}:\u001b[0m` : `${severity}:`;
  const place = location === undefined ? "" : ` (${formatLocation(location)})`;
  const next = hint === undefined ? "" : `\n  hint: ${hint}`;
  return `${label} ${logText(`${message}${place}${next}`)}`;
}
