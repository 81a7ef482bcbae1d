import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeYaml
} from "./chunk-3GNTJJF6.mjs";
import {
  rootDocument
} from "./chunk-WQCB6VHB.mjs";

// src/config/encode-machine-config.ts
function encodeMachineConfig(config, options) {
  const secret = secretWriters[options.secrets];
  return rootFirst(config).map((document) => encodeYaml(document.root, { secret })).join("---\n");
}
var secretWriters = {
  reveal: (secret) => secret.reveal(),
  mask: (secret) => secret.toString()
};
function rootFirst(config) {
  const root = rootDocument(config);
  return root === void 0 ? config.documents : [root, ...config.documents.filter((document) => document !== root)];
}

export {
  encodeMachineConfig
};
