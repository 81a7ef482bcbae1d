import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/chatops/selectors-of.ts
function selectorsOf(command) {
  if ("nodes" in command) return command.nodes;
  return "node" in command ? [command.node] : [];
}

export {
  selectorsOf
};
