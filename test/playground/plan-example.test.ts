import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

describe("npm run example", () => {
  test("prints the comment that a pull request of the example would get", async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["src/playground/plan-example.ts"]);
    expect(stderr).toMatch(/^simulated cluster main: .+\n\n$/);
    // fingerprints are keyed anew in each run
    const stable = stdout
      .replace(/<(secret|certificate) [0-9a-f]{6}/g, "<$1 ······")
      .replace(/digest `[0-9a-f]+`/, "digest `…`");
    await expect(stable).toMatchFileSnapshot("plan-example.md");
  }, 60_000);
});
