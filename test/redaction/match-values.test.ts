import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { squeeze, ValueIndex } from "../../src/redaction/match-values.ts";

function indexOf(values: readonly string[]): ValueIndex {
  const index = new ValueIndex();
  for (const value of values) index.add(squeeze(value), value);
  return index;
}

describe("ValueIndex.find()", () => {
  it("takes the longest of the values that begin at a place", () => {
    const found = indexOf(["abcdef", "abcdefgh", "abcdefxy"]).find("-abcdefgh-abcdefg-abcdefxy");
    expect(found.map(({ value }) => value)).toEqual(["abcdefgh", "abcdef", "abcdefxy"]);
  });

  it("finds what a plain search finds", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.array(word), (values, text) => {
        const source = text.join("");
        const expected: string[] = [];
        for (let at = 0; at < source.length; at += 1) {
          const longest = values.filter((value) => source.startsWith(value, at)).sort((a, b) => b.length - a.length)[0];
          if (longest === undefined) continue;
          expected.push(longest);
          at += longest.length - 1;
        }
        expect(
          indexOf(values)
            .find(source)
            .map(({ value }) => value),
        ).toEqual(expected);
      }),
    );
  });

  it("does not slow down when thousands of values begin alike", () => {
    const values = Array.from({ length: 5_000 }, (_, index) => `AAAAAAAA${"BC".repeat(index % 20)}${index}!`);
    expect(indexOf(values).find(`${"A".repeat(200_000)}7!`)).toHaveLength(0);
    expect(indexOf(values).find(`${"A".repeat(200_000)}BC1!`)).toHaveLength(1);
  });
});
