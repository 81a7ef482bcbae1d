import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Secret } from "../../../src/config/secrets/secret.ts";
import type { ConfigNode, ScalarNode } from "../../../src/config/tree/config-node.ts";
import { encodeYaml } from "../../../src/config/tree/encode-yaml.ts";
import { parseYaml } from "../../../src/config/tree/parse-yaml.ts";
import { configNode, map, text } from "../../support/arbitrary-config.ts";

const encode = (node: ConfigNode) => encodeYaml(node, { secret: (secret) => secret.reveal() });

/** Values and, of numbers, the text. */
function essence(node: ConfigNode): unknown {
  if (node.kind === "list") return node.items.map(essence);
  if (node.kind === "map") return [...node.entries].map(([key, value]) => [key, essence(value)]);
  return typeof node.value === "string" ? node.value : [node.value, node.text];
}

describe("encodeYaml()", () => {
  test("reading back what was written gives the same tree", () => {
    fc.assert(
      fc.property(configNode, (value) => {
        const [back] = parseYaml(encode(map({ value })), { file: "encoded.yaml" });
        expect(back && essence(back)).toEqual(essence(map({ value })));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    { name: "a quoted word that YAML 1.1 takes for a boolean", value: "yes", line: 'v: "yes"' },
    { name: "a quoted time", value: "1:30", line: 'v: "1:30"' },
    { name: "a quoted octal number", value: "0777", line: 'v: "0777"' },
    { name: "a quoted number with separators", value: "1_000", line: 'v: "1_000"' },
    { name: "a quoted date", value: "2024-01-31", line: 'v: "2024-01-31"' },
    { name: "a line separator", value: "a\u2028b", line: 'v: "a\\u2028b"' },
    { name: "a text that begins with a space", value: " a\nb", line: 'v: " a\\nb"' },
    { name: "a text of several lines", value: "a\nb\n", line: "v: |\n    a\n    b" },
    { name: "a long line", value: "word ".repeat(60).trim(), line: `v: ${"word ".repeat(60).trim()}` },
  ])("writes $name safely", ({ value, line }) => {
    expect(encode(map({ v: text(value) }))).toBe(`${line}\n`);
  });

  test.each(["0644", "0o644", "0x1F", "1.50", "1e3", "18446744073709551616"])(
    "keeps %s as it was written",
    (number) => {
      const [node] = parseYaml(`v: ${number}`, { file: "numbers.yaml" });
      expect(node && encode(node)).toBe(`v: ${number}\n`);
    },
  );

  test("leaves an unquoted yes for the reader to judge", () => {
    const [node] = parseYaml("v: yes", { file: "words.yaml" });
    expect(node && encode(node)).toBe("v: yes\n");
  });

  test("quotes keys that some reader takes for something else", () => {
    const value: ScalarNode = { kind: "scalar", value: 1, text: "1", quoted: false };
    expect(encode(map({ on: value, "<<": value, a: value }))).toBe('"on": 1\n"<<": 1\na: 1\n');
  });

  test("writes what the caller chooses for a secret, quoted where needed", () => {
    const secret: ScalarNode = { kind: "scalar", value: new Secret("0123", ["ak://a"]), text: "ak://a", quoted: false };
    expect(encode(map({ s: secret }))).toBe('s: "0123"\n');
  });
});
