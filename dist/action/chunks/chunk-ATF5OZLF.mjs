import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/action/request/untold-text.ts
var untoldState = "untold";
function readUntoldText(environment) {
  return environment[`STATE_${untoldState}`] ?? "";
}

export {
  untoldState,
  readUntoldText
};
