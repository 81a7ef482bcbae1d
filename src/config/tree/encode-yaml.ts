import { Document, type Node, Scalar, type ScalarTag, YAMLMap, YAMLSeq } from "yaml";
import { Secret } from "../secrets/secret.ts";
import type { ConfigNode, ScalarNode } from "./config-node.ts";

export interface EncodeOptions {
  /** What is written in place of a `Secret`. */
  readonly secret: (secret: Secret) => string;
}

/** Writes one document as Talos does: four spaces, sequences indented below their key, long lines unfolded. */
export function encodeYaml(node: ConfigNode, options: EncodeOptions): string {
  const document = new Document(null, { version: "1.2", customTags: (tags) => [verbatimTag, ...tags] });
  document.contents = toYaml(node, options) as typeof document.contents;
  return document.toString({ indent: 4, indentSeq: true, lineWidth: 0, nullStr: "null" });
}

/** A number as it was written: `0o644` and `0644` mean different things to different readers. */
class Verbatim {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const verbatimTag: ScalarTag = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  identify: (value) => value instanceof Verbatim,
  resolve: (text) => new Verbatim(text),
  test: /(?!)/,
  stringify: (node) => (node.value as Verbatim).text,
};

/** Plain text that YAML 1.1 readers take for a boolean, a number or a time. */
const ambiguous = /^(y|n|yes|no|on|off|[-+]?[0-9][0-9_,:.]*)$/i;

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
      for (const [key, value] of node.entries) map.add({ key: toKey(key), value: toYaml(value, options) });
      map.flow = node.entries.size === 0;
      return map;
    }
    default:
      return node satisfies never;
  }
}

function toScalar(node: ScalarNode, options: EncodeOptions): Scalar {
  if (node.value instanceof Secret) return new Scalar(options.secret(node.value));
  if (typeof node.value === "string") return toText(node.value, node.quoted);
  const isNumber = typeof node.value === "number" || typeof node.value === "bigint";
  return new Scalar(isNumber && !node.quoted && node.text !== "" ? new Verbatim(node.text) : node.value);
}

function toKey(key: string): Scalar {
  return toText(key, ambiguous.test(key));
}

function toText(text: string, quoted: boolean): Scalar {
  const scalar: Scalar = new Scalar(text);
  if (quoted && ambiguous.test(text)) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}
