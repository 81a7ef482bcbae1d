import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  require_node_util
} from "./chunk-WN6776VT.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/config/machine-config.ts
function formatDocumentId(id) {
  if (id.kind === void 0) return "v1alpha1";
  return id.name === void 0 ? id.kind : `${id.kind} ${id.name}`;
}
function documentKey(id) {
  return JSON.stringify([id.apiVersion ?? "", id.kind ?? "", id.name ?? ""]);
}
function rootDocument(config) {
  return config.documents.find((document) => document.id.kind === void 0);
}

// src/config/tree/config-node.ts
function formatPath(path) {
  return path.reduce((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    const key = /^[^.[\]"]+$/.test(step) ? step : JSON.stringify(step);
    return text === "" ? key : `${text}.${key}`;
  }, "");
}

// src/config/secrets/secret.ts
var import_node_util = __toESM(require_node_util(), 1);
var mask = "<secret>";
var Secret = class {
  #value;
  /** The references that went into the value, as written in the repository (`ak://talos/MACHINE_TOKEN`). */
  references;
  #parts;
  /** @param parts What each reference stands for, where a value holds more than that. */
  constructor(value, references, parts = /* @__PURE__ */ new Map()) {
    this.#value = value;
    this.references = references;
    this.#parts = parts;
  }
  /** The value itself: for encoding a config that goes to a node, and for redaction. */
  reveal() {
    return this.#value;
  }
  /** The references' own values, where the whole is not one of them: for redaction. */
  revealParts() {
    return this.#parts;
  }
  toString() {
    return mask;
  }
  toJSON() {
    return mask;
  }
  [Symbol.toPrimitive]() {
    return mask;
  }
  [import_node_util.inspect.custom]() {
    return mask;
  }
};

export {
  formatDocumentId,
  documentKey,
  rootDocument,
  formatPath,
  Secret
};
