import { describe, expect, it } from "vitest";
import { normaliseDuration, normaliseFileMode } from "../../src/diff/normalise-scalar.ts";

describe("normaliseDuration() prints as Go does", () => {
  it.each([
    ["0s", "0s"],
    ["0h0m0s", "0s"],
    ["120s", "2m0s"],
    ["90m", "1h30m0s"],
    ["24h", "24h0m0s"],
    ["1.5h", "1h30m0s"],
    ["1500ms", "1.5s"],
    ["1ms", "1ms"],
    ["1500us", "1.5ms"],
    ["10ns", "10ns"],
    ["1m0.5s", "1m0.5s"],
  ])("%s → %s", (text, expected) => {
    expect(normaliseDuration(text)).toBe(expected);
    expect(normaliseDuration(expected)).toBe(expected);
  });

  it.each(["", "5", "5 m", "m5", "5d", "-5m", "5m!", "1.2.3s"])("leaves %j alone", (text) => {
    expect(normaliseDuration(text)).toBeUndefined();
  });
});

describe("normaliseFileMode()", () => {
  it.each([
    ["0644", "0o644"],
    ["0o644", "0o644"],
    ["420", "0o644"],
    ["0o0755", "0o755"],
  ])("%s → %s", (text, expected) => {
    expect(normaliseFileMode(text)).toBe(expected);
  });

  it.each(["", "rw-", "0o9", "09"])("leaves %j alone", (text) => {
    expect(normaliseFileMode(text)).toBeUndefined();
  });
});
