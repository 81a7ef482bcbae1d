import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  __commonJS,
  __require
} from "./chunk-NTXQJOUO.mjs";

// required:node:tls
var require_node_tls = __commonJS({
  "required:node:tls"(exports, module) {
    module.exports = __require("node:tls");
  }
});

export {
  require_node_tls
};
