import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

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

export {
  paint
};
