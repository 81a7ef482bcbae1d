import fc from "fast-check";
import { expect, test } from "vitest";
import { createLineSplitter } from "../../../../src/adapters/talos/writing/line-splitter.ts";

function linesOf(pieces: readonly string[]): readonly string[] {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  for (const piece of pieces) splitter.add(piece);
  splitter.end();
  return lines;
}

test("createLineSplitter() gives the same lines however the text is cut into pieces", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "b c", "\n", "\r\n", "")), (pieces) => {
      const lines = pieces
        .join("")
        .split("\n")
        .map((line) => line.trimEnd())
        .filter((line) => line !== "");
      expect(linesOf(pieces)).toEqual(lines);
    }),
  );
});

test("createLineSplitter() does not collect a line that has no end", () => {
  const [line = "", ...rest] = linesOf(Array.from({ length: 100 }, () => "x".repeat(512)));
  expect([line.length, rest]).toEqual([2_000, []]);
});
