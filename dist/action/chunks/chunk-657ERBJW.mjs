import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/action/operate/held-text.ts
var heldState = "held";
function readHeldText(environment) {
  return environment[`STATE_${heldState}`] ?? "";
}

export {
  heldState,
  readHeldText
};
