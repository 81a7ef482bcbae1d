import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/chatops/find-command-lines.ts
var prefix = /^\/talos(?=\s|$)/;
var maxCommands = 10;
function findCommandLines(comment) {
  const found = [];
  let state = { fence: void 0, hiddenUntil: void 0, inQuote: false };
  for (const [index, raw] of comment.split(/\r\n|\n|\r|\u2028|\u2029/).entries()) {
    const line = plainSpaces(raw);
    const wasShown = state.fence === void 0 && state.hiddenUntil === void 0;
    const before = state;
    state = readLine(line, state);
    const isText = wasShown && state.fence === void 0 && !state.inQuote && !startsHidden(line);
    if (isText && !isIndentedCode(line, before) && prefix.test(line.trim())) {
      found.push({ text: plainDashes(line.trim()), line: index + 1 });
    }
    if (found.length === maxCommands) break;
  }
  return found;
}
function readLine(line, state) {
  if (state.hiddenUntil) return { ...state, ...state.hiddenUntil.test(line) && { hiddenUntil: void 0 } };
  if (state.fence !== void 0) return closesFence(line, state.fence) ? { ...state, fence: void 0 } : state;
  const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
  if (fence !== void 0) return { fence, hiddenUntil: void 0, inQuote: false };
  const inQuote = /^ {0,3}>/.test(line) || state.inQuote && line.trim() !== "";
  return { fence: void 0, hiddenUntil: hiddenAfter(line), inQuote };
}
function closesFence(line, fence) {
  const closing = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line)?.[1];
  return closing !== void 0 && closing[0] === fence[0] && closing.length >= fence.length;
}
var rawBlock = /<(pre|code|script|style|textarea|template)\b/i;
function hiddenAfter(line) {
  if (line.lastIndexOf("<!--") > line.lastIndexOf("-->")) return /-->/;
  const tag = rawBlock.exec(line)?.[1];
  if (tag === void 0) return void 0;
  const end = new RegExp(`</${tag}\\s*>`, "i");
  return end.test(line) ? void 0 : end;
}
function startsHidden(line) {
  return /^\s*<(!--|pre\b|code\b|script\b|style\b|textarea\b|template\b)/i.test(line);
}
function isIndentedCode(line, { inQuote }) {
  return !inQuote && /^( {4}| {0,3}\t)/.test(line);
}
function plainSpaces(line) {
  return line.replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " ").replace(/\u200b|\u200c|\u200d|\u2060|\ufeff/g, "");
}
function plainDashes(line) {
  return line.replace(/(^|\s)[\u2014\u2013](?=\w)/g, "$1--").replace(/[\u2010\u2011\u2012\u2212]/g, "-");
}

export {
  findCommandLines
};
