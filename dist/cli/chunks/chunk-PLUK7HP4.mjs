import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  require_node_fs
} from "./chunk-A7HESRIH.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// required:node:stream
var require_node_stream = __commonJS({
  "required:node:stream"(exports, module) {
    module.exports = __require("node:stream");
  }
});

// src/cli/read-input.ts
var import_node_fs = __toESM(require_node_fs(), 1);
var import_node_path = __toESM(require_node_path(), 1);
var import_node_stream = __toESM(require_node_stream(), 1);
var maxBytes = 32 * 1024 * 1024;
async function readInput(path, directory, signal) {
  if (path === "-") return readText("stdin", (0, import_node_stream.addAbortSignal)(signal, process.stdin));
  try {
    return await readText(path, (0, import_node_fs.createReadStream)((0, import_node_path.resolve)(directory, path), { signal }));
  } catch (error) {
    throw inputError(path, error);
  }
}
async function readText(name, stream) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes <= maxBytes) continue;
    throw new UserError(`Cannot read ${name}: it is larger than ${maxBytes} bytes`, { code: "input_invalid" });
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
function inputError(path, error) {
  const code = error instanceof Error && "code" in error ? error.code : void 0;
  const location = { file: path };
  if (code === "ENOENT")
    return new UserError(`Cannot read ${path}: there is no such file`, { code: "file_missing", location });
  if (code === "EISDIR")
    return new UserError(`Cannot read ${path}: it is a folder`, { code: "input_invalid", location });
  if (code === "EACCES")
    return new UserError(`Cannot read ${path}: it may not be read by you`, { code: "input_invalid", location });
  return error;
}

export {
  readInput,
  inputError
};
