import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  __commonJS,
  __require
} from "./chunk-NTXQJOUO.mjs";

// required:node:timers/promises
var require_promises = __commonJS({
  "required:node:timers/promises"(exports, module) {
    module.exports = __require("node:timers/promises");
  }
});

export {
  require_promises
};
