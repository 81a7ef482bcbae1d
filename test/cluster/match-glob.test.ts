import fc from "fast-check";
import { expect, it } from "vitest";
import { matchGlob } from "../../src/cluster/match-glob.ts";

it.each([
  ["talos-*", "talos-m01", true],
  ["*-m0?", "talos-m01", true],
  ["*", "", true],
  ["?", "", false],
  ["a*b*c", "aXbXbc", true],
  ["a*b*c", "aXbXbd", false],
  ["a.c", "abc", false],
  ["**a**", "bab", true],
])("matchGlob() %s on %s is %s", (glob, name, expected) => {
  expect(matchGlob(glob, name)).toBe(expected);
});

it("matchGlob() agrees with a regular expression", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
  const glob = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 });
  fc.assert(
    fc.property(glob, text, (pattern, name) => {
      const expression = new RegExp(`^${pattern.replace(/\*+/g, ".*").replaceAll("?", ".")}$`);
      expect(matchGlob(pattern, name)).toBe(expression.test(name));
    }),
  );
});

it("matchGlob() ends on a glob made to run for ever", () => {
  expect(matchGlob(`${"*a".repeat(5000)}b`, "a".repeat(63))).toBe(false);
});
