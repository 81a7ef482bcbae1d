import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Piece, packPieces, type Wrapper } from "../../src/report/markdown/pack-pieces.ts";

const wrapper = (name: string): Wrapper => ({ open: `(${name}`, close: `${name})`, reopen: `(${name}+` });

const pieces: fc.Arbitrary<readonly Piece[]> = fc
  .array(
    fc.record({
      group: fc.integer({ min: 0, max: 3 }),
      inner: fc.boolean(),
      text: fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
    }),
    { maxLength: 40 },
  )
  .map((specs) => {
    const outer = [0, 1, 2, 3].map((index) => ({ outer: wrapper(`o${index}`), inner: wrapper(`i${index}`) }));
    return [...specs]
      .sort((a, b) => a.group - b.group)
      .map(({ group, inner, text }, index): Piece => {
        const pair = outer[group];
        return {
          wrappers: pair === undefined ? [] : inner ? [pair.outer, pair.inner] : [pair.outer],
          text: `[${index}:${text.replace(/[()[\]]/g, "")}]`,
          name: `piece ${index}`,
        };
      });
  });

describe("packPieces()", () => {
  it("keeps every piece whole and in order, closes what it opens, and stays within the limits", () => {
    fc.assert(
      fc.property(
        pieces,
        fc.integer({ min: 80, max: 400 }),
        fc.integer({ min: 1, max: 5 }),
        (given, maxUnits, maxParts) => {
          const limits = { maxUnits, maxBytes: maxUnits * 3, maxParts };
          const { parts, leftOut } = packPieces(given, limits);
          const order = [...parts.join("").matchAll(/\[(\d+):/g)].map((match) => Number(match[1]));
          expect(order).toEqual(given.slice(0, given.length - leftOut.length).map((_, index) => index));
          expect(leftOut).toEqual(given.slice(given.length - leftOut.length));
          expect(parts.length).toBeLessThanOrEqual(maxParts);
          for (const part of parts) {
            expect(part.match(/\(/g)?.length).toBe(part.match(/\)/g)?.length);
            const isSingle = part.match(/\[\d+:/g)?.length === 1;
            expect(isSingle || part.length <= limits.maxUnits).toBe(true);
            expect(isSingle || Buffer.byteLength(part) <= limits.maxBytes).toBe(true);
          }
        },
      ),
    );
  });

  it("opens a wrapper again where a new part begins", () => {
    const outer = wrapper("o");
    const given = ["aaaa", "bbbb"].map((text): Piece => ({ wrappers: [outer], text, name: text }));
    expect(packPieces(given, { maxUnits: 9, maxBytes: 99, maxParts: 2 })).toEqual({
      parts: ["(oaaaao)", "(o+bbbbo)"],
      leftOut: [],
    });
  });
});
