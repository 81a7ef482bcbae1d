import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  __commonJS,
  __require
} from "./chunk-NTXQJOUO.mjs";

// required:node:net
var require_node_net = __commonJS({
  "required:node:net"(exports, module) {
    module.exports = __require("node:net");
  }
});

export {
  require_node_net
};
