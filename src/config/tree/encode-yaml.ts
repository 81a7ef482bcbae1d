import { Document, type Node, Pair, Scalar, type ScalarTag, YAMLMap, YAMLSeq } from "yaml";
import { Secret } from "../secrets/secret.ts";
import type { ConfigNode, ScalarNode } from "./config-node.ts";

export interface EncodeOptions {
  /** What is written in place of a `Secret`. */
  readonly secret: (secret: Secret) => string;
}

/**
 * Writes one document as Talos does: four spaces, sequences indented below their key, long lines unfolded, texts of
 * several lines as literal blocks. Reading it back gives the same tree, and readers of YAML 1.1 (Go's yaml, which
 * Talos uses) understand the same as readers of YAML 1.2.
 */
export function encodeYaml(node: ConfigNode, options: EncodeOptions): string {
  const document = new Document(null, { version: "1.2", customTags: (tags) => [verbatimTag, ...tags] });
  document.contents = toYaml(node, options) as typeof document.contents;
  return document.toString({ indent: 4, indentSeq: true, lineWidth: 0, nullStr: "null", blockQuote: "literal" });
}

/** Text that goes out as it is. */
class Verbatim {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const verbatimTag: ScalarTag = {
  tag: "tag:yaml.org,2002:verbatim",
  default: true,
  identify: (value) => value instanceof Verbatim,
  resolve: (text) => new Verbatim(text),
  test: /(?!)/,
  stringify: (node) => (node.value as Verbatim).text,
};

function toYaml(node: ConfigNode, options: EncodeOptions): Node {
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
        ([key, value]) => new Pair<unknown, unknown>(toKey(key), toYaml(value, options)),
      );
      map.flow = node.entries.size === 0;
      return map;
    }
    default:
      return node satisfies never;
  }
}

function toScalar(node: ScalarNode, options: EncodeOptions): Scalar {
  if (node.value instanceof Secret) return toSecret(options.secret(node.value), node);
  if (typeof node.value === "string") return toText(node.value, node.quoted);
  const isNumber = typeof node.value === "number" || typeof node.value === "bigint";
  // `0o644` and `0644` mean different things to different readers, and only one of them was written.
  return new Scalar(isNumber && node.text !== "" ? new Verbatim(node.text) : node.value);
}

/** A reference without quotes stands where a number may be wanted (`mtu: ak://net/MTU`); Go takes a plain number as text too. */
function toSecret(text: string, node: ScalarNode): Scalar {
  const isPlainValue = !node.quoted && /^(true|false|0|[1-9][0-9]*)$/.test(text);
  return isPlainValue ? new Scalar(new Verbatim(text)) : toText(text, true);
}

function toKey(key: string): Scalar {
  const needsQuotes = ambiguous.test(key) || key === "" || unprintable.test(key) || key.includes("\n");
  return needsQuotes ? new Scalar(new Verbatim(doubleQuoted(key))) : toText(key, false);
}

/** Plain text that some reader takes for a boolean, a number, a date, a time or a merge key. */
const ambiguous =
  /^(y|n|yes|no|on|off|<<|=|[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-f_]+|\.?[0-9][0-9_,:.]*(e[-+]?[0-9]+)?)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ].*)?)$/i;

/** What YAML 1.1 readers take for line breaks or refuse: control characters, NEL, LS, PS, BOM, lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unprintable = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/** Literal blocks cannot begin with a space or an empty line, nor hold only spaces, without an indentation mark. */
const readableBlock = /^\S[\s\S]*\n/;

function toText(text: string, quoted: boolean): Scalar {
  if (
    unprintable.test(text) ||
    (text.includes("\n") && !readableBlock.test(text)) ||
    (quoted && ambiguous.test(text))
  ) {
    return new Scalar(new Verbatim(doubleQuoted(text)));
  }
  return new Scalar(text);
}

function doubleQuoted(text: string): string {
  const escaped = (character: string) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped);
}
