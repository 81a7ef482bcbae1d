import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/report/wrap-text.ts
function wrapText(text, width, indent = "  ") {
  return text.split("\n").map((line) => wrapLine(line, Math.max(width, 20), indent)).join("\n");
}
function wrapLine(line, width, indent) {
  const lines = [];
  let current = "";
  for (const word of line.split(/(?<=\S) (?=\S)/)) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (visibleLength(longer) > width && current !== "") {
      lines.push(current);
      current = `${indent}${word}`;
    } else current = longer;
  }
  return [...lines, current].join("\n");
}
function visibleLength(text) {
  return text.replace(/\u001b\[[0-9;]*m/g, "").length;
}

export {
  wrapText
};
