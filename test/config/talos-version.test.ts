import { describe, expect, test } from "vitest";
import {
  atLeast,
  compareTalosVersions,
  formatTalosVersion,
  minorDistance,
  parseTalosVersion,
} from "../../src/config/talos-version.ts";

function version(text: string) {
  const parsed = parseTalosVersion(text);
  if (parsed === undefined) throw new Error(`${text} is no version`);
  return parsed;
}

describe("parseTalosVersion()", () => {
  test.each([
    { text: "v1.13.8", formatted: "v1.13.8" },
    { text: "1.13", formatted: "v1.13.0" },
    { text: "v1.14.0-rc.1", formatted: "v1.14.0-rc.1" },
    { text: "v1.12.0-alpha.2-45-gabc123", formatted: "v1.12.0-alpha.2-45-gabc123" },
    { text: "v1.13.8+build", formatted: "v1.13.8" },
  ])("reads $text", ({ text, formatted }) => {
    expect(formatTalosVersion(version(text))).toBe(formatted);
  });

  test.each(["", "latest", "v1", "1.2.3.4", "v1.13.8-", "sha256:abc", "v1.13.x"])(
    "does not take %j for a version",
    (text) => {
      expect(parseTalosVersion(text)).toBeUndefined();
    },
  );
});

describe("compareTalosVersions()", () => {
  test("orders as semantic versioning does", () => {
    const ordered = [
      "1.9.5",
      "1.13.0-alpha",
      "1.13.0-alpha.1",
      "1.13.0-beta.2",
      "1.13.0-beta.11",
      "1.13.0-rc.1",
      "1.13.0",
      "1.13.1",
      "2.0.0",
    ];
    const shuffled = [...ordered].reverse().sort((a, b) => compareTalosVersions(version(a), version(b)));
    expect(shuffled).toEqual(ordered);
  });
});

describe("minorDistance()", () => {
  test.each([
    { from: "1.12.9", to: "1.13.0", distance: 1 },
    { from: "1.13.0", to: "1.11.9", distance: -2 },
    { from: "1.13.0", to: "2.0.0", distance: undefined },
  ])("$from to $to is $distance", ({ from, to, distance }) => {
    expect(minorDistance(version(from), version(to))).toBe(distance);
  });
});

describe("atLeast()", () => {
  test.each([
    { have: "v1.12.0", minimum: "1.12", expected: true },
    { have: "v1.11.9", minimum: "1.12", expected: false },
    { have: "v1.12.0-alpha.0", minimum: "1.12", expected: true },
    { have: "v2.0.0", minimum: "1.14", expected: true },
    { have: "unknown", minimum: "1.14", expected: true },
  ])("$have against $minimum: $expected", ({ have, minimum, expected }) => {
    expect(atLeast(have, minimum)).toBe(expected);
  });
});
