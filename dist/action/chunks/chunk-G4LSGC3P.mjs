import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  codeSpan,
  escapeMarkdown,
  hintText,
  visibleText
} from "./chunk-OGDUSKOQ.mjs";
import {
  formatLocation
} from "./chunk-2H5RZE4B.mjs";

// src/report/log-text.ts
function logText(text) {
  return visibleText(text).replace(/(^|\s):(?=:[^\n]*::)/g, "$1\\u{3a}").replace(/##(?=\[)/g, "#\\u{23}");
}

// src/report/paint.ts
var codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39]
};
function paint(text, colour, options) {
  if (!options.color || text === "") return text;
  const [start, end] = codes[colour];
  return `\x1B[${start}m${text}\x1B[${end}m`;
}

// src/report/render-error.ts
function renderErrorComment(error, context) {
  const run = context.runUrl === void 0 ? "the workflow run" : `[the workflow run](${context.runUrl})`;
  if (error.kind === "bug") {
    return `> [!CAUTION]
> **Something went wrong in talos-chatops itself.** Its log is in ${run}.
`;
  }
  const lines = [`> [!CAUTION]`, `> **${escapeMarkdown(error.message)}**`];
  if (error.location !== void 0) lines.push(">", `> In ${codeSpan(formatLocation(error.location))}`);
  if (error.hint !== void 0) lines.push(">", `> ${hintText(error.hint)}`);
  const source = context.runUrl === void 0 ? "" : ` \xB7 ${run}`;
  return `${lines.join("\n")}

<sub>${codeSpan(error.code)}${source}</sub>
`;
}
function renderErrorText(error, options) {
  const label = paint("error:", "red", options);
  if (error.kind === "bug") return `${label} Something went wrong in talos-chatops itself; see the log.`;
  const lines = [`${label} ${logText(error.message)}`];
  if (error.location !== void 0)
    lines.push(`  ${paint("at", "dim", options)} ${logText(formatLocation(error.location))}`);
  if (error.hint !== void 0) lines.push(`  ${paint("hint:", "cyan", options)} ${logText(error.hint)}`);
  return lines.join("\n");
}

export {
  logText,
  renderErrorComment,
  renderErrorText
};
