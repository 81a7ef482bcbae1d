import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  require_promises
} from "./chunk-CYSPWMOK.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/adapters/workspace/write-file.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
var import_promises = __toESM(require_promises(), 1);
var import_node_path = __toESM(require_node_path(), 1);
async function writeFileAtomically(path, content, options) {
  const folder = (0, import_node_path.dirname)(path);
  await (0, import_promises.mkdir)(folder, { recursive: true });
  const temporary = (0, import_node_path.join)(folder, `.${(0, import_node_path.basename)(path)}.${(0, import_node_crypto.randomBytes)(6).toString("hex")}`);
  await (0, import_promises.writeFile)(temporary, content, { flag: "wx", mode: options.mode ?? 420, flush: true });
  try {
    if (options.replace) await (0, import_promises.rename)(temporary, path);
    else await (0, import_promises.link)(temporary, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await (0, import_promises.unlink)(temporary).catch(() => void 0);
  }
}

export {
  writeFileAtomically
};
