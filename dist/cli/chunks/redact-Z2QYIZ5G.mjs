import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readInput
} from "./chunk-PLUK7HP4.mjs";
import "./chunk-A7HESRIH.mjs";
import {
  redactConfig
} from "./chunk-C2D32WCZ.mjs";
import "./chunk-S5LSDLKO.mjs";
import {
  createRedactor
} from "./chunk-YLV5CKZC.mjs";
import "./chunk-3GNTJJF6.mjs";
import {
  parseMachineConfig
} from "./chunk-WQCB6VHB.mjs";
import "./chunk-K7JDY2Z5.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-AJEPGMKD.mjs";
import {
  require_node_crypto
} from "./chunk-AAERJ74F.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

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
