import { describe, expect, test } from "vitest";
import { durationSeconds } from "../../src/cluster/duration-seconds.ts";

describe("durationSeconds()", () => {
  test.each([
    ["90s", 90],
    ["10m", 600],
    ["1h30m", 5400],
    ["1.5h", 5400],
    ["250ms", 0.25],
    ["10", undefined],
    ["", undefined],
    ["5 m", undefined],
    ["1d", undefined],
  ])("reads %j as %j", (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds);
  });
});
