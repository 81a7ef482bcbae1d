import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/cli/progress-line.ts
function progressLine(output) {
  const done = { rendered: /* @__PURE__ */ new Set(), read: /* @__PURE__ */ new Set() };
  return ({ step, node, total }) => {
    done[step].add(node);
    output.progress(`${step} ${done[step].size}/${total}: ${node}`);
  };
}

export {
  progressLine
};
