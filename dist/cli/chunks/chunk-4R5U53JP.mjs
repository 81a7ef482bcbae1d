import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/config/tree/config-node.ts
function formatPath(path) {
  return path.reduce((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    const key = /^[^.[\]"]+$/.test(step) ? step : JSON.stringify(step);
    return text === "" ? key : `${text}.${key}`;
  }, "");
}

export {
  formatPath
};
