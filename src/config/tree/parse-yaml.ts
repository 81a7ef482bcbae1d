import {
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
import type { ConfigNode, MapNode, Origin, ScalarNode, ScalarValue } from "./config-node.ts";

export interface ParseOptions {
  /** The file named in errors. */
  readonly file: string;
  /** For rendered text: where each line of it was written; entry 0 is the first line. */
  readonly origins?: readonly (Origin | undefined)[];
  /** Bytes that a text may have at most, 4 MiB unless told. */
  readonly maxBytes?: number;
}

const defaultMaxBytes = 4 * 1024 * 1024;
const maxAliases = 100;
const maxDepth = 100;

/**
 * Parses YAML documents (YAML 1.2 core schema) into trees; empty documents are left out.
 *
 * @throws UserError `config_invalid` naming file and line for a syntax error, a duplicate key or a limit.
 */
export function parseYaml(text: string, options: ParseOptions): readonly ConfigNode[] {
  const maxBytes = options.maxBytes ?? defaultMaxBytes;
  if (Buffer.byteLength(text) > maxBytes) {
    throw new UserError(`Cannot read ${options.file}: it is larger than ${maxBytes} bytes`, {
      code: "config_invalid",
      location: { file: options.file },
    });
  }
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter,
    version: "1.2",
    intAsBigInt: true,
    merge: true,
    prettyErrors: false,
    keepSourceTokens: false,
  });
  if (!Array.isArray(documents)) return [];
  const reader = new Reader(options, lineCounter);
  return documents.flatMap((document) => reader.read(document));
}

class Reader {
  private aliases = 0;
  private readonly options: ParseOptions;
  private readonly lineCounter: LineCounter;

  constructor(options: ParseOptions, lineCounter: LineCounter) {
    this.options = options;
    this.lineCounter = lineCounter;
  }

  read(document: Document.Parsed): readonly ConfigNode[] {
    const [problem] = document.errors;
    if (problem !== undefined) throw this.invalid(firstLine(problem.message), problem.pos[0]);
    if (document.contents === null) return [];
    const node = this.convert(document.contents, document, 0);
    return node.kind === "scalar" && node.value === null && node.text === "" ? [] : [node];
  }

  private convert(node: ParsedNode, document: Document.Parsed, depth: number): ConfigNode {
    if (depth > maxDepth) throw this.invalid(`values are nested deeper than ${maxDepth}`, node.range[0]);
    if (isAlias(node)) return this.followAlias(node, document, depth);
    if (isMap(node)) return this.convertMap(node as YAMLMap.Parsed, document, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item as ParsedNode, document, depth + 1));
      return { kind: "list", items, ...this.originAt(node.range[0]) };
    }
    return this.convertScalar(node as Scalar.Parsed);
  }

  private followAlias(node: ParsedNode & { source: string }, document: Document.Parsed, depth: number): ConfigNode {
    this.aliases += 1;
    if (this.aliases > maxAliases) throw this.invalid(`more than ${maxAliases} aliases`, node.range[0]);
    const target = isAlias(node) ? node.resolve(document) : undefined;
    if (target === undefined) throw this.invalid(`alias *${node.source} has no anchor`, node.range[0]);
    return this.convert(target as ParsedNode, document, depth + 1);
  }

  private convertMap(map: YAMLMap.Parsed, document: Document.Parsed, depth: number): MapNode {
    const entries = new Map<string, ConfigNode>();
    for (const pair of map.items) {
      const key = pair.key as ParsedNode;
      if (isScalar(key) && key.value === "<<" && key.type === "PLAIN") {
        this.mergeInto(entries, pair.value as ParsedNode | null, document, depth);
        continue;
      }
      if (!isScalar(key)) throw this.invalid("a key must be a plain value", key.range[0]);
      const name = scalarText(key as Scalar.Parsed);
      entries.set(
        name,
        pair.value === null ? emptyScalar(this.originAt(key.range[0])) : this.convert(pair.value, document, depth + 1),
      );
    }
    return { kind: "map", entries, ...this.originAt(map.range[0]) };
  }

  private mergeInto(
    entries: Map<string, ConfigNode>,
    value: ParsedNode | null,
    document: Document.Parsed,
    depth: number,
  ) {
    const merged = value === null ? undefined : this.convert(value, document, depth + 1);
    const maps = merged?.kind === "list" ? merged.items : merged === undefined ? [] : [merged];
    for (const map of maps) {
      if (map.kind !== "map") continue;
      for (const [key, entry] of map.entries) if (!entries.has(key)) entries.set(key, entry);
    }
  }

  private convertScalar(node: Scalar.Parsed): ScalarNode {
    const quoted = node.type !== "PLAIN";
    return {
      kind: "scalar",
      value: plainNumber(node.value as ScalarValue),
      text: scalarText(node),
      quoted,
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
    const where = origin === undefined ? `line ${line}, column ${col}` : `line ${line} of the rendered text`;
    return new UserError(`Cannot read ${this.options.file}: ${reason} (${where})`, {
      code: "config_invalid",
      location,
    });
  }
}

function scalarText(node: Scalar.Parsed): string {
  return node.type === "PLAIN" ? (node.source ?? String(node.value)) : String(node.value);
}

function emptyScalar(origin: { origin?: Origin }): ScalarNode {
  return { kind: "scalar", value: null, text: "", quoted: false, ...origin };
}

/** Numbers that JavaScript holds exactly stay numbers; only larger ones stay bigint. */
function plainNumber(value: ScalarValue): ScalarValue {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** yaml's messages may quote the text around an error on further lines; that text may hold a secret. */
function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}
