import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  writeFileAtomically
} from "./chunk-MUJBXEMV.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/cli/write-result.ts
var import_node_path = __toESM(require_node_path(), 1);
async function writeResult(call, { text: plain, data, secret }) {
  const { options, output, directory } = call;
  const text = output.json ? `${JSON.stringify(data, null, 2)}
` : plain;
  const path = options.text("output");
  if (path === void 0 || path === "-") output.write(text);
  else await writeFileAtomically((0, import_node_path.resolve)(directory, path), text, { replace: true, mode: secret ? 384 : 420 });
}

export {
  writeResult
};
