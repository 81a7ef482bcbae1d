import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/report/visible-text.ts
function visibleText(text) {
  return text.replaceAll("\r\n", "\n").toWellFormed().replace(hidden, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
var hidden = new RegExp("[\\p{Cf}\\u2028\\u2029\\u115f\\u1160\\u3164\\uffa0]|(?![\\n\\t])\\p{Cc}", "gu");

// src/report/log-text.ts
function logText(text) {
  return visibleText(text).replace(/(^|\s):(?=:[^\n]*::)/g, "$1\\u{3a}").replace(/##(?=\[)/g, "#\\u{23}");
}

export {
  visibleText,
  logText
};
