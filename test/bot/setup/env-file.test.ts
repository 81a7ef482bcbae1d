import { describe, expect, test } from "vitest";
import { readEnvValue, setEnvValues } from "../../../src/bot/setup/env-file.ts";

describe("setEnvValues()", () => {
  test.each([
    { given: "", gives: "A=1\nB=2\n" },
    { given: "# note\nA=old\nC=3\n", gives: "# note\nA=1\nC=3\nB=2\n" },
    { given: "A=\n# B=9", gives: "A=1\n# B=9\nB=2\n" },
    { given: "A=x\r\nA=y\r\n", gives: "A=1\nB=2\n" },
  ])("turns $given into $gives", ({ given, gives }) => {
    expect(setEnvValues(given, { A: "1", B: "2" })).toBe(gives);
  });
});

describe("readEnvValue()", () => {
  test.each([
    { text: "A=1\nA=2\n", gives: "2" },
    { text: "# A=1\n", gives: undefined },
    { text: "A=\n", gives: undefined },
    { text: "export A = x=y \n", gives: "x=y" },
  ])("finds $gives in $text", ({ text, gives }) => {
    expect(readEnvValue(text, "A")).toBe(gives);
  });
});
