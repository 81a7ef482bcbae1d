import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  __commonJS,
  __require
} from "./chunk-NTXQJOUO.mjs";

// required:node:path
var require_node_path = __commonJS({
  "required:node:path"(exports, module) {
    module.exports = __require("node:path");
  }
});

export {
  require_node_path
};
