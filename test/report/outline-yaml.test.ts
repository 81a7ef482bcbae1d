import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { ConfigNode, ConfigPath } from "../../src/config/tree/config-node.ts";
import { encodeYaml } from "../../src/config/tree/encode-yaml.ts";
import { outlineYaml } from "../../src/report/changes/outline-yaml.ts";

const text = fc.oneof(
  fc.constantFrom(
    "a: b",
    "- x",
    "# no",
    "one\n  two: 2\n- three\n",
    "end \n",
    "\n\nx",
    '"q"',
    "'q'",
    "|",
    ">-",
    "",
    "yes",
    "a #b",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ maxLength: 90 }),
);

const tree: fc.Arbitrary<ConfigNode> = fc.letrec<{ node: ConfigNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text.map((value): ConfigNode => ({ kind: "scalar", value, text: value, quoted: false })),
    fc.array(tie("node"), { maxLength: 4 }).map((items): ConfigNode => ({ kind: "list", items })),
    fc.dictionary(text, tie("node"), { maxKeys: 4 }).map(
      (entries): ConfigNode => ({
        kind: "map",
        entries: new Map(Object.entries(entries)),
      }),
    ),
  ),
})).node;

/** Where the yaml package itself sees each key and item begin. */
function firstLines(encoded: string): readonly (readonly [line: number, path: ConfigPath])[] {
  const lines = new LineCounter();
  const document = parseDocument(encoded, { lineCounter: lines, uniqueKeys: false });
  const found: [number, ConfigPath][] = [];
  const visit = (node: Node | null, path: ConfigPath) => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key) || !key.range) continue;
        found.push([lines.linePos(key.range[0]).line, [...path, String(key.source ?? key.value)]]);
        visit(value as Node | null, [...path, String(key.source ?? key.value)]);
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) visit(item as Node | null, [...path, index]);
    }
  };
  visit(document.contents, []);
  return found;
}

describe("outlineYaml()", () => {
  it("finds each key where a YAML parser finds it", () => {
    fc.assert(
      fc.property(fc.dictionary(text, tree, { maxKeys: 5, minKeys: 1 }), (entries) => {
        const encoded = encodeYaml({ kind: "map", entries: new Map(Object.entries(entries)) }, { secret: () => "" });
        const outline = outlineYaml(encoded);
        for (const [line, path] of firstLines(encoded)) {
          const found = outline[line - 1]?.path ?? [];
          expect(found.slice(0, path.length)).toEqual(path);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
