import fc from "fast-check";
import type { ConfigNode, MapNode, ScalarNode } from "../../src/config/tree/config-node.ts";

/** Texts that YAML readers disagree on, or that break careless writers. */
export const awkwardText = fc.oneof(
  fc.constantFrom(
    ...[
      "",
      " ",
      "yes",
      "no",
      "on",
      "off",
      "y",
      "~",
      "null",
      "true",
      "0777",
      "0o7",
      "0x1f",
      "1:30",
      "1_000",
      "1e3",
      ".5",
    ],
    ...[
      "2020-01-01",
      "<<",
      "=",
      "---",
      "...",
      "- a",
      "a: b",
      "a #b",
      "#",
      "*a",
      "&a",
      "!a",
      "|",
      ">",
      "@a",
      "`a`",
      "%a",
    ],
    ...[
      "\u0085",
      "\u2028",
      "\ufeff",
      "\u0000",
      "\u001b[0m",
      "a\nb",
      "\na",
      "a\n",
      " a\nb",
      "a\n\n b\n",
      "a\tb",
      "a\r\nb",
      "😀",
    ],
  ),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom("a", " ", "\n", "#", ":", "-", '"', "'", "\\", "\t") }),
);

export function text(value: string): ScalarNode {
  return { kind: "scalar", value, text: value, quoted: true };
}

export function map(entries: Readonly<Record<string, ConfigNode>>): MapNode {
  return { kind: "map", entries: new Map(Object.entries(entries)) };
}

const scalar: fc.Arbitrary<ScalarNode> = fc.oneof(
  awkwardText.map(text),
  fc.boolean().map((value): ScalarNode => ({ kind: "scalar", value, text: String(value), quoted: false })),
  fc.integer().map((value): ScalarNode => ({ kind: "scalar", value, text: String(value), quoted: false })),
  fc.constantFrom<ScalarNode>(
    { kind: "scalar", value: null, text: "null", quoted: false },
    { kind: "scalar", value: 777, text: "0777", quoted: false },
    { kind: "scalar", value: 420, text: "0o644", quoted: false },
    { kind: "scalar", value: 18446744073709551615n, text: "18446744073709551615", quoted: false },
  ),
);

/** Any tree that YAML can write. */
export const configNode: fc.Arbitrary<ConfigNode> = fc.letrec<{ node: ConfigNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("node"), { maxLength: 4 }).map((items): ConfigNode => ({ kind: "list", items })),
    fc
      .array(fc.tuple(awkwardText, tie("node")), { maxLength: 4 })
      .map((entries): ConfigNode => ({ kind: "map", entries: new Map(entries) })),
  ),
})).node;
