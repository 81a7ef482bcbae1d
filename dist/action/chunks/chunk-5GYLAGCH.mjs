import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/action/operate/temporary-folder.ts
var import_node_path = __toESM(require_node_path(), 1);
function temporaryFolder(environment) {
  return (0, import_node_path.join)(environment["RUNNER_TEMP"] ?? ".", "talos-chatops");
}

export {
  temporaryFolder
};
