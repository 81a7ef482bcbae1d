import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  logText
} from "./chunk-FNW64MBK.mjs";
import {
  formatLocation
} from "./chunk-2H5RZE4B.mjs";

// src/cli/show-notes.ts
function showNotes(notes, output) {
  const lines = notes.map((note) => formatNote(note, output.color.stderr));
  for (const line of new Set(lines)) output.say(line);
}
var colors = { info: "36", warning: "33", error: "1;31" };
function formatNote({ severity, message, hint, location }, color) {
  const label = color ? `\x1B[${colors[severity]}m${severity}:\x1B[0m` : `${severity}:`;
  const place = location === void 0 ? "" : ` (${formatLocation(location)})`;
  const next = hint === void 0 ? "" : `
  hint: ${hint}`;
  return `${label} ${logText(`${message}${place}${next}`)}`;
}

export {
  showNotes,
  formatNote
};
