import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  parseYaml
} from "./chunk-K7JDY2Z5.mjs";
import {
  require_node_util
} from "./chunk-WN6776VT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
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

// src/config/parse-machine-config.ts
function parseMachineConfig(text, options) {
  const documents = parseYaml(text, options).map((node) => {
    if (node.kind === "map") return { id: documentId(node), root: node, ...node.origin && { origin: node.origin } };
    throw new UserError(`Cannot read ${options.file}: a document must be a map, found a ${node.kind}`, {
      code: "config_invalid",
      location: node.origin ?? { file: options.file }
    });
  });
  refuseDuplicates(documents, options.file);
  return { documents };
}
function documentId(root) {
  const field = (name2) => {
    const node = root.entries.get(name2);
    return node?.kind === "scalar" && node.value !== null && node.text !== "" ? node.text : void 0;
  };
  const kind = field("kind");
  if (kind === void 0) return {};
  const apiVersion = field("apiVersion");
  const name = field("name");
  return { ...apiVersion && { apiVersion }, kind, ...name && { name } };
}
function refuseDuplicates(documents, file) {
  const seen = /* @__PURE__ */ new Set();
  for (const document of documents) {
    const key = documentKey(document.id);
    if (seen.has(key)) {
      throw new UserError(`Cannot read ${file}: it has two documents ${formatDocumentId(document.id)}`, {
        code: "config_invalid",
        location: document.origin ?? { file },
        hint: "Join the two, or give them different names."
      });
    }
    seen.add(key);
  }
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
  Secret,
  parseMachineConfig,
  documentId
};
