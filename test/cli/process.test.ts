import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { startCli } from "../support/run-cli.ts";

describe("talos-chatops as a process", () => {
  test("ends without a word when its reader goes away", async () => {
    const child = startCli(["redact", "--json"]);
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    child.stdin.end(`${"a line of text\n".repeat(200_000)}`);
    child.stdout.once("data", () => child.stdout.destroy());
    const [code] = await once(child, "close");
    expect(code).toBe(141);
    expect(stderr).not.toMatch(/EPIPE|error/);
  });

  test.each([
    { signal: "SIGINT", expected: 130 },
    { signal: "SIGTERM", expected: 143 },
  ] as const)("stops on $signal and says so", async ({ signal, expected }) => {
    const child = startCli(["redact"]);
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    // larger than a pipe holds: when all of it is taken, the command is reading
    await new Promise((done) => child.stdin.write("line\n".repeat(60_000), done));
    child.kill(signal);
    const [code] = await once(child, "close");
    expect(code).toBe(expected);
    expect(stderr).toBe("error: interrupted\n");
  });

  test("prints a large result whole", async () => {
    const child = startCli(["redact"]);
    const lines = "a line of text\n".repeat(200_000);
    let length = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      length += chunk.length;
    });
    child.stdin.end(lines);
    const [code] = await once(child, "close");
    expect({ code, length }).toEqual({ code: 0, length: lines.length });
  });
});
