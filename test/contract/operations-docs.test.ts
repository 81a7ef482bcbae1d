import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const page = readFileSync("docs/operations.md", "utf8");
const source = readFileSync("src/health/gate.ts", "utf8");
const codes = [...(source.split("export interface")[0] ?? "").matchAll(/"([a-z_]+)"/g)].map(([, code = ""]) => code);

describe("docs/operations.md", () => {
  test("there are gates", () => {
    expect(codes).toContain("etcd_quorum");
  });

  test.each(codes)("describes the gate %s", (code) => {
    expect(page).toContain(`\`${code}\``);
  });
});
