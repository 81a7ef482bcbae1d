import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { createOutput } from "../../src/cli/output.ts";

function terminal(columns: number) {
  return Object.assign(new PassThrough(), { isTTY: true, columns });
}

describe("createOutput()", () => {
  test.each([
    { columns: 120, width: 120, shown: `${"x".repeat(110)}` },
    { columns: 0, width: undefined, shown: "x".repeat(79) },
  ])("takes a terminal of $columns columns for one of $width", ({ columns, width, shown }) => {
    const stderr = terminal(columns);
    const settings = { environment: {}, color: true, json: false, verbose: false };
    const output = createOutput({ stdout: terminal(columns), stderr, ...settings });
    output.progress("x".repeat(110));
    expect(output.columns).toBe(width);
    expect(String(stderr.read())).toBe(`\r\u001b[2K${shown}`);
  });
});
