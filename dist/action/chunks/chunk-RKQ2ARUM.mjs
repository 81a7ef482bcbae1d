import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  temporaryFolder
} from "./chunk-5GYLAGCH.mjs";
import {
  heldState,
  readHeldText
} from "./chunk-657ERBJW.mjs";
import {
  saveState
} from "./chunk-MTTRY2YG.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  require_node_fs
} from "./chunk-A7HESRIH.mjs";
import {
  number,
  object,
  optional,
  string
} from "./chunk-HDXGC2FX.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/action/operate/held.ts
var import_node_fs = __toESM(require_node_fs(), 1);
var import_node_path = __toESM(require_node_path(), 1);
var schema = object({
  cluster: string(),
  /** Of the lock's holder. */
  identity: string(),
  /** Undefined before the operation has an id. */
  operation: optional(string()),
  /** The issue or pull request that has the live comment. */
  number: optional(number()),
  deployment: optional(number())
});
function saveHeld(held) {
  saveState(heldState, held === void 0 ? "" : JSON.stringify(held));
}
function readHeld(environment) {
  return schema.parse(JSON.parse(readHeldText(environment)));
}
function saveProgress(progress, environment) {
  const file = progressFile(progress.id, environment);
  (0, import_node_fs.mkdirSync)(temporaryFolder(environment), { recursive: true, mode: 448 });
  (0, import_node_fs.writeFileSync)(`${file}.new`, JSON.stringify(progress), { mode: 384 });
  (0, import_node_fs.renameSync)(`${file}.new`, file);
}
function readProgress(operation, environment) {
  try {
    return JSON.parse((0, import_node_fs.readFileSync)(progressFile(operation, environment), "utf8"));
  } catch {
    return void 0;
  }
}
function removeProgress(operation, environment) {
  (0, import_node_fs.rmSync)(progressFile(operation, environment), { force: true });
}
function progressFile(operation, environment) {
  return (0, import_node_path.join)(temporaryFolder(environment), `progress-${operation.replace(/[^\w.-]/g, "_")}.json`);
}

export {
  saveHeld,
  readHeld,
  saveProgress,
  readProgress,
  removeProgress
};
