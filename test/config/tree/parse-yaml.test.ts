import { describe, expect, test } from "vitest";
import { parseYaml } from "../../../src/config/tree/parse-yaml.ts";
import { plainNode } from "../../support/plain-config.ts";
import { userError } from "../../support/user-error.ts";

const parse = (text: string) => parseYaml(text, { file: "a.yaml" });
const plain = (text: string) => parse(text).map(plainNode);
const map = (...entries: readonly (readonly [string, unknown])[]) => ({ map: entries });

describe("parseYaml()", () => {
  test.each([
    {
      name: "YAML 1.2 booleans only",
      text: "[yes, no, on, off, true, false]",
      values: ["yes", "no", "on", "off", true, false],
    },
    { name: "numbers", text: "[1, -2, 1.5, 0o17, 0x1f]", values: [1, -2, 1.5, 15, 31] },
    {
      name: "integers beyond JavaScript's",
      text: "[18446744073709551615, -9007199254740993]",
      values: [18446744073709551615n, -9007199254740993n],
    },
    { name: "nulls", text: "[null, ~, ]", values: [null, null] },
    { name: "a string tag", text: "[!!str 1, !!str yes]", values: ["1", "yes"] },
  ])("reads $name", ({ text, values }) => {
    expect(plain(text)).toEqual([values]);
  });

  test("keeps the text as written", () => {
    const [list] = parse("[0644, 1_000, 'a']");
    expect(list?.kind === "list" && list.items.map((item) => item.kind === "scalar" && item.text)).toEqual([
      "0644",
      "1_000",
      "a",
    ]);
  });

  test("reads by YAML 1.2 where a document asks for 1.1", () => {
    expect(plain("%YAML 1.1\n---\na: yes")).toEqual([map(["a", "yes"])]);
  });

  test("leaves out empty documents", () => {
    expect(plain("---\n---\na: 1\n---\n# nothing\n")).toEqual([map(["a", 1])]);
  });

  test("takes __proto__ and constructor for plain keys", () => {
    expect(plain("__proto__: {a: 1}\nconstructor: 2")).toEqual([map(["__proto__", map(["a", 1])], ["constructor", 2])]);
  });

  test.each([
    { name: "own keys win, before and after", text: "x: &x {a: 1, b: 2}\ny: {a: 3, <<: *x}\nz: {<<: *x, b: 4}" },
  ])("merge keys: $name", ({ text }) => {
    const [root] = plain(text);
    expect(root).toEqual(
      map(["x", map(["a", 1], ["b", 2])], ["y", map(["a", 3], ["b", 2])], ["z", map(["a", 1], ["b", 4])]),
    );
  });

  test("merge keys: of several maps the first wins", () => {
    expect(plain("- &a {k: 1}\n- &b {k: 2, l: 3}\n- {<<: [*a, *b]}")[0]).toEqual([
      map(["k", 1]),
      map(["k", 2], ["l", 3]),
      map(["k", 1], ["l", 3]),
    ]);
  });

  test("a quoted << is a key", () => {
    expect(plain('"<<": 1')).toEqual([map(["<<", 1])]);
  });

  test("an anchor that is set again holds the later value", () => {
    expect(plain("- &a 1\n- &b [&a 2]\n- &a 3\n- *b\n- *a")).toEqual([[1, [2], 3, [2], 3]]);
  });

  test("each value knows its line, or the template's", () => {
    const origins = [{ file: "t.j2", line: 9 }, undefined];
    const [node] = parseYaml("a: 1\nb: 2", { file: "t.j2", origins });
    const entries = node?.kind === "map" ? node.entries : undefined;
    expect(entries?.get("a")?.origin).toEqual({ file: "t.j2", line: 9 });
    expect(entries?.get("b")?.origin).toBeUndefined();
  });

  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  const bomb = Array.from({ length: 9 }, (_, level) => {
    const before =
      level === 0
        ? "1"
        : Array(10)
            .fill(`*a${level - 1}`)
            .join(", ");
    return `a${level}: &a${level} [${before}]`;
  }).join("\n");

  test.each([
    { name: "an unclosed bracket", text: "a: 1\nb: [hunter2", line: 2 },
    { name: "a key written twice", text: "a: hunter2\nb: 1\na: hunter2", line: 3 },
    { name: "a number and a text of one name", text: "1: a\n'1': b", line: 2 },
    { name: "a tab", text: "a:\n\tb: hunter2", line: 2 },
    { name: "a second colon", text: "a: hunter2: x", line: 1 },
    { name: "stray text", text: "a: 1\n'hunter2' hunter2\n", line: 2 },
    { name: "a map as key", text: "? {hunter2: 1}\n: 1", line: 1 },
    { name: "a tag of somebody", text: "a: !hunter2 x", line: 1 },
    { name: "binary", text: "a: !!binary aGk=", line: 1 },
    { name: "a tag that does not fit", text: "a: !!int hunter2", line: 1 },
    { name: "an alias without anchor", text: "a: *hunter2", line: 1 },
    { name: "a merge of no map", text: "a:\n  <<: hunter2", line: 2 },
    { name: "an anchor inside itself", text: "a: &a [*a]", line: 1 },
    { name: "an alias bomb", text: bomb, line: 2 },
    { name: "deep nesting", text: `a: ${nested(101)}`, line: 1 },
    { name: "very deep nesting", text: `a: ${nested(20_000)}`, line: 1 },
  ])("refuses $name and quotes nothing", ({ text, line }) => {
    const error = userError(() => parse(text));
    expect(error.code).toBe("config_invalid");
    expect(error.location).toMatchObject({ file: "a.yaml", line });
    expect(error.message).not.toContain("hunter2");
  });

  test.each([
    { name: "a large text", run: () => parseYaml("a: 1234567890", { file: "a.yaml", maxBytes: 8 }) },
    { name: "many documents", run: () => parse("---\n".repeat(1001)) },
    { name: "many values behind aliases", run: () => parse(`a: &a [${"1,".repeat(999)}]\nb: [${"*a,".repeat(300)}]`) },
  ])("refuses $name", ({ run }) => {
    expect(userError(run).code).toBe("config_invalid");
  });
});
