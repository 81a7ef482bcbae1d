import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeMachineConfig
} from "./chunk-S5LSDLKO.mjs";
import {
  createRedactor
} from "./chunk-YLV5CKZC.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/cli/redact-config.ts
function redactConfig(config, key) {
  const redactor = createRedactor({ key });
  redactor.learn(config);
  const documents = config.documents.map((document) => ({
    ...document,
    root: redactor.tree(document.root, document.id)
  }));
  const text = encodeMachineConfig({ documents }, { secrets: "mask" });
  if (redactor.isClean(text)) return text;
  throw new UserError("Cannot show the config: a secret would not have been masked", {
    code: "config_invalid",
    hint: "A secret's value may also stand at a place that is shown; --show-secrets prints everything."
  });
}

export {
  redactConfig
};
