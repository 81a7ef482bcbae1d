import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  require_promises
} from "./chunk-UYJFSMS7.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/action/operate/real-pace.ts
var import_promises = __toESM(require_promises(), 1);
var realPace = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      await (0, import_promises.setTimeout)(ms, void 0, { signal });
    } catch {
      signal.throwIfAborted();
    }
  }
};

export {
  realPace
};
