import { describe, expect, it } from "vitest";
import { composeTimeline } from "../../../src/report/operation/compose-timeline.ts";
import { durationText } from "../../../src/report/operation/duration-text.ts";
import { begun, progress, progressNode, step, upgradeSteps } from "./operation-cases.ts";

describe("composeTimeline()", () => {
  it("is empty before anything was begun", () => {
    expect(composeTimeline(progress({ steps: [] }))).toBe("");
  });

  it("gives each step a bar with its state", () => {
    const steps = [step("cordon", 0, 0), step("drain", 1, 5, { state: "failed" }), step("wait", 6, undefined)];
    const lines = composeTimeline(progress({ steps: [], nodes: [progressNode("a", { steps })] })).split("\n");
    expect(lines.filter((line) => line.includes(" :"))).toEqual([
      `  cordon (0 s) :done, ${begun}, ${begun + 500}`,
      `  drain (5 s) :crit, ${begun + 1000}, ${begun + 6000}`,
      `  wait (0 s) :active, ${begun + 6000}, ${begun + 6500}`,
    ]);
  });

  it.each([
    { seconds: 60, axis: ["  axisFormat %H:%M:%S", "  tickInterval 10second"] },
    { seconds: 600, axis: ["  axisFormat %H:%M", "  tickInterval 2minute"] },
    { seconds: 86_400, axis: ["  axisFormat %H:%M", "  tickInterval 1hour"] },
  ])("has few ticks for $seconds s", ({ seconds, axis }) => {
    const lines = composeTimeline(progress({ steps: [step("check", 0, seconds)], nodes: [] })).split("\n");
    expect(lines.slice(3, 5)).toEqual(axis);
  });

  it("leaves out what was skipped", () => {
    const steps = [step("check", 0, 1), step("move-leader", 1, 0, { state: "skipped" })];
    expect(composeTimeline(progress({ steps, nodes: [] }))).not.toContain("move-leader");
  });

  it("lets no name be syntax", () => {
    const name = "a: b; %% c\n# d";
    const text = composeTimeline(
      progress({ steps: [], nodes: [progressNode(name, { steps: [step("check", 0, 1)] })] }),
    );
    expect(text).toContain("  section a__b_____c___d\n");
  });

  it("stays drawable for hundreds of nodes", () => {
    const nodes = Array.from({ length: 300 }, (_, index) => progressNode(`w${index}`, { steps: upgradeSteps(index) }));
    expect(composeTimeline(progress({ nodes })).length).toBeLessThan(20_000);
  });
});

describe("durationText()", () => {
  it.each([
    { ms: 0, text: "0 s" },
    { ms: 20, text: "1 s" },
    { ms: 59_400, text: "59 s" },
    { ms: 60_000, text: "1 min" },
    { ms: 185_000, text: "3 min 5 s" },
    { ms: 3_720_000, text: "1 h 2 min" },
  ])("writes $ms ms as $text", ({ ms, text }) => {
    expect(durationText(ms)).toBe(text);
  });
});
