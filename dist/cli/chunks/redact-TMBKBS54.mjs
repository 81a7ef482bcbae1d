import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readInput
} from "./chunk-557EQE4Q.mjs";
import "./chunk-GZY7D5EM.mjs";
import {
  redactConfig
} from "./chunk-OGIQPM2N.mjs";
import "./chunk-CM24M5KP.mjs";
import {
  createRedactor
} from "./chunk-FCAAWEES.mjs";
import "./chunk-BPYQYQUN.mjs";
import {
  parseMachineConfig
} from "./chunk-4SIJH6KL.mjs";
import "./chunk-K7JDY2Z5.mjs";
import "./chunk-NPADCQAX.mjs";
import {
  require_node_crypto
} from "./chunk-HAA6DKQG.mjs";
import "./chunk-HS4HR5TX.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-M7HFL2XE.mjs";

// src/cli/commands/redact.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);
async function run({ args, output, directory, signal }) {
  const [path = "-"] = args;
  const text = await readInput(path, directory, signal);
  const key = (0, import_node_crypto.randomBytes)(32);
  const config = readConfig(text, path);
  if (config === void 0) output.say("note: this is no YAML; masked is what looks like a secret");
  const redacted = config === void 0 ? createRedactor({ key }).text(text) : redactConfig(config, key);
  if (output.json) output.writeJson({ kind: config === void 0 ? "text" : "config", text: redacted });
  else output.write(redacted);
  return 0;
}
var configLine = /^(machine|cluster|apiVersion|kind|contexts):/m;
function readConfig(text, file) {
  try {
    const config = parseMachineConfig(text, { file });
    return config.documents.length > 0 ? config : void 0;
  } catch (error) {
    if (error instanceof UserError && !configLine.test(text)) return void 0;
    throw error;
  }
}
export {
  run
};
