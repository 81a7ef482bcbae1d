import { describe, expect, test } from "vitest";
import { nearestName } from "../src/nearest-name.ts";

const words = ["render", "diff", "template", "patch", "schematic", "talos-m01", "talos-m02"];

describe("nearestName()", () => {
  test.each([
    { word: "rendr", nearest: "render" },
    { word: "dfif", nearest: "diff" },
    { word: "DIFF", nearest: "diff" },
    { word: "schem", nearest: "schematic" },
    { word: "talos-m1", nearest: "talos-m01" },
    { word: "kubernetes", nearest: undefined },
    { word: "", nearest: undefined },
  ])("gives $nearest for $word", ({ word, nearest }) => {
    expect(nearestName(word, words)).toBe(nearest);
  });
});
