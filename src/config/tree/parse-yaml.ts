import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { UserError } from "../../errors.ts";
import type { ConfigNode, MapNode, Origin, ScalarNode } from "./config-node.ts";
import { scalarText, scalarValue, stringTag } from "./read-scalar.ts";
import { describeYamlProblem } from "./yaml-problem.ts";

export interface ParseOptions {
  /** The file named in errors. */
  readonly file: string;
  /** For rendered text: where each line of it was written; entry 0 is the first line. */
  readonly origins?: readonly (Origin | undefined)[];
  /** Bytes that a text may have at most, 4 MiB unless told. */
  readonly maxBytes?: number;
}

const defaultMaxBytes = 4 * 1024 * 1024;
const maxDocuments = 1000;
const maxAliases = 1000;
/** Values in all documents, those behind an alias counted each time. */
const maxNodes = 200_000;
const maxDepth = 100;

/**
 * Parses YAML documents (YAML 1.2 core schema, with anchors and merge keys) into trees; empty documents are left out.
 *
 * @throws UserError `config_invalid` naming file and line for a syntax error, a duplicate key or a limit.
 * The message never quotes the text, which may hold a secret.
 */
export function parseYaml(text: string, options: ParseOptions): readonly ConfigNode[] {
  refuseLarge(text, options);
  const lineCounter = new LineCounter();
  const reader = new Reader(options, lineCounter);
  const documents = parseDocuments(text, lineCounter, options);
  return documents.flatMap((document) => reader.read(document));
}

function refuseLarge(text: string, options: ParseOptions): void {
  const maxBytes = options.maxBytes ?? defaultMaxBytes;
  if (Buffer.byteLength(text) > maxBytes) throw tooMuch(options.file, `it is larger than ${maxBytes} bytes`);
  let separators = 0;
  for (const _ of text.matchAll(/^(---|\.\.\.)/gm)) separators += 1;
  if (separators > maxDocuments) throw tooMuch(options.file, `it has more than ${maxDocuments} documents`);
}

function parseDocuments(text: string, lineCounter: LineCounter, options: ParseOptions): readonly Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, {
      lineCounter,
      // The schema holds even where a document asks for %YAML 1.1; keys are compared by the reader, in linear time.
      version: "1.2",
      schema: "core",
      uniqueKeys: false,
      prettyErrors: false,
      keepSourceTokens: false,
      logLevel: "silent",
    });
    return Array.isArray(documents) ? documents : [];
  } catch (error) {
    if (error instanceof RangeError) throw tooMuch(options.file, "values are nested too deep");
    throw error;
  }
}

function tooMuch(file: string, reason: string): UserError {
  return new UserError(`Cannot read ${file}: ${reason}`, { code: "config_invalid", location: { file } });
}

const supportedTags = new Set([
  stringTag,
  ...["bool", "float", "int", "map", "null", "seq"].map((name) => `tag:yaml.org,2002:${name}`),
]);

class Reader {
  private aliases = 0;
  private readonly anchors = new Map<string, ParsedNode>();
  /** How many aliases are being followed: anchors below them were seen before. */
  private expanding = 0;
  private nodes = 0;
  private readonly options: ParseOptions;
  private readonly lineCounter: LineCounter;

  constructor(options: ParseOptions, lineCounter: LineCounter) {
    this.options = options;
    this.lineCounter = lineCounter;
  }

  read(document: Document.Parsed): readonly ConfigNode[] {
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem !== undefined) throw this.invalid(describeYamlProblem(problem.code), problem.pos[0]);
    if (document.contents === null) return [];
    this.anchors.clear();
    const node = this.convert(document.contents, 0);
    return node.kind === "scalar" && node.value === null && node.text === "" ? [] : [node];
  }

  private convert(node: ParsedNode, depth: number): ConfigNode {
    this.nodes += 1;
    if (this.nodes > maxNodes) throw this.invalid(`more than ${maxNodes} values`, node.range[0]);
    if (depth > maxDepth) throw this.invalid(`values are nested deeper than ${maxDepth}`, node.range[0]);
    if (isAlias(node)) return this.followAlias(node, depth);
    if (node.anchor !== undefined && this.expanding === 0) this.anchors.set(node.anchor, node);
    if (node.tag !== undefined && !supportedTags.has(node.tag)) {
      throw this.invalid("a tag is not supported", node.range[0]);
    }
    if (isMap(node)) return this.convertMap(node as YAMLMap.Parsed, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item as ParsedNode, depth + 1));
      return { kind: "list", items, ...this.originAt(node.range[0]) };
    }
    return this.convertScalar(node as Scalar.Parsed);
  }

  private followAlias(alias: Alias.Parsed, depth: number): ConfigNode {
    this.aliases += 1;
    if (this.aliases > maxAliases) throw this.invalid(`more than ${maxAliases} aliases`, alias.range[0]);
    const target = this.anchors.get(alias.source);
    if (target === undefined) throw this.invalid("an alias has no anchor before it", alias.range[0]);
    this.expanding += 1;
    const node = this.convert(target, depth + 1);
    this.expanding -= 1;
    return node;
  }

  private convertMap(map: YAMLMap.Parsed, depth: number): MapNode {
    const entries = new Map<string, ConfigNode>();
    const merged = new Set<string>();
    for (const { key, value } of map.items) {
      if (key === null || !isScalar(key)) throw this.invalid("a key must be a plain value", (key ?? map).range[0]);
      const name = scalarText(key as Scalar.Parsed);
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
  private mergeInto(
    entries: Map<string, ConfigNode>,
    merged: Set<string>,
    value: ParsedNode | null,
    depth: number,
    offset: number,
  ): void {
    const source = value === null ? undefined : this.convert(value, depth + 1);
    const maps = source?.kind === "list" ? source.items : source === undefined ? [] : [source];
    for (const map of maps) {
      if (map.kind !== "map") throw this.invalid("<< merges only maps", offset);
      for (const [key, entry] of map.entries) {
        if (entries.has(key)) continue;
        entries.set(key, entry);
        merged.add(key);
      }
    }
  }

  private convertScalar(node: Scalar.Parsed): ScalarNode {
    return {
      kind: "scalar",
      value: scalarValue(node),
      text: scalarText(node),
      quoted: node.type !== "PLAIN" || node.tag === stringTag,
      ...this.originAt(node.range[0]),
    };
  }

  private originAt(offset: number): { origin?: Origin } {
    const { line } = this.lineCounter.linePos(offset);
    if (this.options.origins === undefined) return { origin: { file: this.options.file, line } };
    const origin = this.options.origins[line - 1];
    return origin === undefined ? {} : { origin };
  }

  private invalid(reason: string, offset: number): UserError {
    const { line, col } = this.lineCounter.linePos(offset);
    const origin = this.options.origins?.[line - 1];
    const location = origin ?? { file: this.options.file, line, column: col };
    const where =
      this.options.origins === undefined ? `line ${line}, column ${col}` : `line ${line} of the rendered text`;
    return new UserError(`Cannot read ${this.options.file}: ${reason} (${where})`, {
      code: "config_invalid",
      location,
    });
  }
}

function emptyScalar(origin: { origin?: Origin }): ScalarNode {
  return { kind: "scalar", value: null, text: "", quoted: false, ...origin };
}
