import { describe, expect, it } from "vitest";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import { renderSummary } from "../../src/report/render-summary.ts";
import { changedNode, plan } from "../support/plans.ts";
import { safePlan } from "./cases.ts";

describe("renderSummary()", () => {
  it("holds the diffs of all nodes where comments had to be split", () => {
    const text = renderSummary(safePlan("overflow"), {});
    for (const node of ["talos-w01", "talos-w02"]) {
      expect(text).toContain(`+example.com/label-${node}-519: new-519`);
    }
  });

  it("stays below 1 MiB and says what is missing", () => {
    const value = (letter: string) => `machine:\n  nodeLabels:\n${lines(letter)}`;
    const lines = (letter: string) =>
      Array.from({ length: 300 }, (_, index) => `    label-${index}: "${letter.repeat(2_000)}"\n`).join("");
    const large = plan([changedNode("talos-m01", { live: value("a"), desired: value("b") })]);
    const text = renderSummary(createRedactor({ key: new Uint8Array(32) }).plan(large), {});
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toContain("Too long for a job summary.");
  });
});
