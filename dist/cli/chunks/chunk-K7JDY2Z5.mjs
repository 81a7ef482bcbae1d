import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  LineCounter,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments
} from "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/config/tree/read-scalar.ts
function scalarText(node) {
  return node.type === "PLAIN" ? node.source ?? String(node.value) : String(node.value);
}
function scalarValue(node) {
  const { value } = node;
  if (node.type !== "PLAIN" || node.tag === stringTag) return scalarText(node);
  if (typeof value === "number") return exactNumber(value, scalarText(node));
  return typeof value === "boolean" || value === null ? value : scalarText(node);
}
var stringTag = "tag:yaml.org,2002:str";
var longestInteger = 100;
function exactNumber(value, text) {
  const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
  if (isExact || text.length > longestInteger || !/^([-+]?[0-9]+|0[ox][0-9a-fA-F]+)$/.test(text)) return value;
  return text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text.replace(/^\+/, ""));
}

// src/config/tree/yaml-problem.ts
var texts = {
  ALIAS_PROPS: "an alias cannot have an anchor or tag",
  BAD_ALIAS: "an alias is broken",
  BAD_COLLECTION_TYPE: "a tag does not fit its value",
  BAD_DIRECTIVE: "a % directive is broken",
  BAD_DQ_ESCAPE: "a double-quoted text holds a broken escape",
  BAD_INDENT: "the indentation is wrong, or a bracket is not closed",
  BAD_PROP_ORDER: "an anchor or tag stands in the wrong place",
  BAD_SCALAR_START: "a value starts with a reserved character: quote it",
  BLOCK_AS_IMPLICIT_KEY: "a value holds a second colon: quote it, or indent what follows",
  BLOCK_IN_FLOW: "a block stands inside brackets",
  DUPLICATE_KEY: "a key occurs twice in one map",
  IMPOSSIBLE: "the YAML is broken",
  KEY_OVER_1024_CHARS: "a key is longer than 1024 characters",
  MISSING_CHAR: "a character is missing: a quote, a comma, a colon or a space",
  MULTILINE_IMPLICIT_KEY: "a key runs over several lines, perhaps a missing colon or quote",
  MULTIPLE_ANCHORS: "a value has two anchors",
  MULTIPLE_DOCS: "the documents are not separated by ---",
  MULTIPLE_TAGS: "a value has two tags",
  NON_STRING_KEY: "a key must be a plain value",
  RESOURCE_EXHAUSTION: "values are nested too deep",
  TAB_AS_INDENT: "a tab is used as indentation: use spaces",
  TAG_RESOLVE_FAILED: "a tag does not fit its value",
  UNEXPECTED_TOKEN: "the YAML is broken here, perhaps by a wrong indentation or a missing quote"
};
function describeYamlProblem(code) {
  return texts[code];
}

// src/config/tree/parse-yaml.ts
var defaultMaxBytes = 4 * 1024 * 1024;
var maxDocuments = 1e3;
var maxAliases = 1e3;
var maxNodes = 2e5;
var maxDepth = 100;
function parseYaml(text, options) {
  refuseLarge(text, options);
  const lineCounter = new LineCounter();
  const reader = new Reader(options, lineCounter);
  const documents = parseDocuments(text, lineCounter, options);
  return documents.flatMap((document) => reader.read(document));
}
function refuseLarge(text, options) {
  const maxBytes = options.maxBytes ?? defaultMaxBytes;
  if (Buffer.byteLength(text) > maxBytes) throw tooMuch(options.file, `it is larger than ${maxBytes} bytes`);
  let separators = 0;
  for (const _ of text.matchAll(/^(---|\.\.\.)/gm)) separators += 1;
  if (separators > maxDocuments) throw tooMuch(options.file, `it has more than ${maxDocuments} documents`);
}
function parseDocuments(text, lineCounter, options) {
  try {
    const documents = parseAllDocuments(text, {
      lineCounter,
      // The schema holds even where a document asks for %YAML 1.1; keys are compared by the reader, in linear time.
      version: "1.2",
      schema: "core",
      uniqueKeys: false,
      prettyErrors: false,
      keepSourceTokens: false,
      logLevel: "silent"
    });
    return Array.isArray(documents) ? documents : [];
  } catch (error) {
    if (error instanceof RangeError) throw tooMuch(options.file, "values are nested too deep");
    throw error;
  }
}
function tooMuch(file, reason) {
  return new UserError(`Cannot read ${file}: ${reason}`, { code: "config_invalid", location: { file } });
}
var supportedTags = /* @__PURE__ */ new Set([
  stringTag,
  ...["bool", "float", "int", "map", "null", "seq"].map((name) => `tag:yaml.org,2002:${name}`)
]);
var Reader = class {
  aliases = 0;
  anchors = /* @__PURE__ */ new Map();
  /** How many aliases are being followed: anchors below them were seen before. */
  expanding = 0;
  nodes = 0;
  options;
  lineCounter;
  constructor(options, lineCounter) {
    this.options = options;
    this.lineCounter = lineCounter;
  }
  read(document) {
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem !== void 0) throw this.invalid(describeYamlProblem(problem.code), problem.pos[0]);
    if (document.contents === null) return [];
    this.anchors.clear();
    const node = this.convert(document.contents, 0);
    return node.kind === "scalar" && node.value === null && node.text === "" ? [] : [node];
  }
  convert(node, depth) {
    this.nodes += 1;
    if (this.nodes > maxNodes) throw this.invalid(`more than ${maxNodes} values`, node.range[0]);
    if (depth > maxDepth) throw this.invalid(`values are nested deeper than ${maxDepth}`, node.range[0]);
    if (isAlias(node)) return this.followAlias(node, depth);
    if (node.anchor !== void 0 && this.expanding === 0) this.anchors.set(node.anchor, node);
    if (node.tag !== void 0 && !supportedTags.has(node.tag)) {
      throw this.invalid("a tag is not supported", node.range[0]);
    }
    if (isMap(node)) return this.convertMap(node, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item, depth + 1));
      return { kind: "list", items, ...this.originAt(node.range[0]) };
    }
    return this.convertScalar(node);
  }
  followAlias(alias, depth) {
    this.aliases += 1;
    if (this.aliases > maxAliases) throw this.invalid(`more than ${maxAliases} aliases`, alias.range[0]);
    const target = this.anchors.get(alias.source);
    if (target === void 0) throw this.invalid("an alias has no anchor before it", alias.range[0]);
    this.expanding += 1;
    const node = this.convert(target, depth + 1);
    this.expanding -= 1;
    return node;
  }
  convertMap(map, depth) {
    const entries = /* @__PURE__ */ new Map();
    const merged = /* @__PURE__ */ new Set();
    for (const { key, value } of map.items) {
      if (key === null || !isScalar(key)) throw this.invalid("a key must be a plain value", (key ?? map).range[0]);
      const name = scalarText(key);
      if (name === "<<" && key.type === "PLAIN") {
        this.mergeInto(entries, merged, value, depth, key.range[0]);
        continue;
      }
      if (entries.has(name) && !merged.delete(name)) {
        throw this.invalid("a key occurs twice in one map", key.range[0]);
      }
      const node = value === null ? emptyScalar(this.originAt(key.range[0])) : this.convert(value, depth + 1);
      entries.set(name, node);
    }
    return { kind: "map", entries, ...this.originAt(map.range[0]) };
  }
  /** `<<` gives what the map does not write itself (https://yaml.org/type/merge.html); of several maps the first wins. */
  mergeInto(entries, merged, value, depth, offset) {
    const source = value === null ? void 0 : this.convert(value, depth + 1);
    const maps = source?.kind === "list" ? source.items : source === void 0 ? [] : [source];
    for (const map of maps) {
      if (map.kind !== "map") throw this.invalid("<< merges only maps", offset);
      for (const [key, entry] of map.entries) {
        if (entries.has(key)) continue;
        entries.set(key, entry);
        merged.add(key);
      }
    }
  }
  convertScalar(node) {
    return {
      kind: "scalar",
      value: scalarValue(node),
      text: scalarText(node),
      quoted: node.type !== "PLAIN" || node.tag === stringTag,
      ...this.originAt(node.range[0])
    };
  }
  originAt(offset) {
    const { line } = this.lineCounter.linePos(offset);
    if (this.options.origins === void 0) return { origin: { file: this.options.file, line } };
    const origin = this.options.origins[line - 1];
    return origin === void 0 ? {} : { origin };
  }
  invalid(reason, offset) {
    const { line, col } = this.lineCounter.linePos(offset);
    const origin = this.options.origins?.[line - 1];
    const location = origin ?? { file: this.options.file, line, column: col };
    const where = this.options.origins === void 0 ? `line ${line}, column ${col}` : `line ${line} of the rendered text`;
    return new UserError(`Cannot read ${this.options.file}: ${reason} (${where})`, {
      code: "config_invalid",
      location
    });
  }
};
function emptyScalar(origin) {
  return { kind: "scalar", value: null, text: "", quoted: false, ...origin };
}

export {
  parseYaml
};
