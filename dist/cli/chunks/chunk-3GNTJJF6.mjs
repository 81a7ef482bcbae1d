import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Secret
} from "./chunk-WQCB6VHB.mjs";
import {
  Document,
  Pair,
  Scalar,
  YAMLMap,
  YAMLSeq
} from "./chunk-DEN2UECT.mjs";

// src/config/tree/encode-yaml.ts
function encodeYaml(node, options) {
  const document = new Document(null, { version: "1.2", customTags: (tags) => [verbatimTag, ...tags] });
  document.contents = toYaml(node, options);
  return document.toString({ indent: 4, indentSeq: true, lineWidth: 0, nullStr: "null", blockQuote: "literal" });
}
var Verbatim = class {
  text;
  constructor(text) {
    this.text = text;
  }
};
var verbatimTag = {
  tag: "tag:yaml.org,2002:verbatim",
  default: true,
  identify: (value) => value instanceof Verbatim,
  resolve: (text) => new Verbatim(text),
  test: /(?!)/,
  stringify: (node) => node.value.text
};
function toYaml(node, options) {
  switch (node.kind) {
    case "scalar":
      return toScalar(node, options);
    case "list": {
      const list = new YAMLSeq();
      list.items = node.items.map((item) => toYaml(item, options));
      list.flow = node.items.length === 0;
      return list;
    }
    case "map": {
      const map = new YAMLMap();
      map.items = [...node.entries].map(
        ([key, value]) => new Pair(toKey(key), toYaml(value, options))
      );
      map.flow = node.entries.size === 0;
      return map;
    }
    default:
      return node;
  }
}
function toScalar(node, options) {
  if (node.value instanceof Secret) return toSecret(options.secret(node.value), node);
  if (typeof node.value === "string") return toText(node.value, node.quoted);
  const isNumber = typeof node.value === "number" || typeof node.value === "bigint";
  return new Scalar(isNumber && node.text !== "" ? new Verbatim(node.text) : node.value);
}
function toSecret(text, node) {
  const isPlainValue = !node.quoted && /^(true|false|0|[1-9][0-9]*)$/.test(text);
  return isPlainValue ? new Scalar(new Verbatim(text)) : toText(text, true);
}
function toKey(key) {
  const needsQuotes = ambiguous.test(key) || key === "" || unprintable.test(key) || key.includes("\n");
  return needsQuotes ? new Scalar(new Verbatim(doubleQuoted(key))) : toText(key, false);
}
var ambiguous = /^(y|n|yes|no|on|off|<<|=|[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-f_]+|\.?[0-9][0-9_,:.]*(e[-+]?[0-9]+)?)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ].*)?)$/i;
var unprintable = new RegExp("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]|\\p{Surrogate}", "u");
var readableBlock = /^\S[\s\S]*\n/;
function toText(text, quoted) {
  if (unprintable.test(text) || text.includes("\n") && !readableBlock.test(text) || quoted && ambiguous.test(text)) {
    return new Scalar(new Verbatim(doubleQuoted(text)));
  }
  return new Scalar(text);
}
function doubleQuoted(text) {
  const escaped = (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped);
}

export {
  encodeYaml
};
