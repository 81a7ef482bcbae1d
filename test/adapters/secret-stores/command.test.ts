import { chmod, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createCommandStore } from "../../../src/adapters/secret-stores/command.ts";
import type { SecretLookup } from "../../../src/config/secrets/secret-store.ts";

const { signal } = new AbortController();
const node = process.execPath;

async function makeFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "talos-chatops-command-")));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Runs a piece of JavaScript as the program; `input` is what came in on stdin. */
async function start(
  script: string,
  environment: Readonly<Record<string, string>> = {},
  variables: readonly string[] = [],
) {
  const root = await makeFolder();
  const program = `const input = require("node:fs").readFileSync(0, "utf8"); const write = (text) => process.stdout.write(text); ${script}`;
  const command = [node, "-e", program];
  const store = createCommandStore({ scheme: "op", command, root, environment, variables, maxBytes: 10_000 });
  return (...paths: readonly string[]): Promise<readonly SecretLookup[]> =>
    store.read(
      paths.map((path) => ({ scheme: "op", path, text: `op://${path}` })),
      { signal },
    );
}

const found = (value: string): SecretLookup => ({ kind: "found", value });

describe("createCommandStore()", () => {
  test("gets values of several lines from a program that replaces references", async () => {
    const read = await start(`write(input.replace("op://a/b/c", "line 1\\n\\nline 3\\n").replace("op://d/e/f", ""))`);
    expect(await read("a/b/c", "d/e/f")).toEqual([found("line 1\n\nline 3\n"), found("")]);
  });

  test("bears a program that writes other line ends", async () => {
    const read = await start(`write(input.replace("op://a/b/c", "x").replaceAll("\\n", "\\r\\n").trimEnd())`);
    expect(await read("a/b/c")).toEqual([found("x")]);
  });

  test("is not misled by a value that looks like a boundary", async () => {
    const read = await start(`write(input.replace("op://a", "talos-chatops-0-1\\nx").replace("op://b", "op://a"))`);
    expect(await read("a", "b")).toEqual([found("talos-chatops-0-1\nx"), found("op://a")]);
  });

  test("finds paths in a program's JSON", async () => {
    const read = await start(`write(JSON.stringify({ talos: { TOKEN: "t", N: 5, NONE: null } }))`);
    expect(await read("talos/TOKEN", "talos/N", "talos/NONE", "talos/X", "talos", "talos/TOKEN/x")).toEqual([
      found("t"),
      found("5"),
      ...Array.from({ length: 4 }, () => ({ kind: "missing", reason: expect.any(String) })),
    ]);
  });

  test("names the reference that a program fails at", async () => {
    const read = await start(
      `if (input.includes("op://bad")) process.exit(3); write(input.replace(/op:\\/\\/good\\d/g, "v"))`,
    );
    expect(await read("good1", "bad", "good2")).toEqual([
      found("v"),
      { kind: "missing", reason: expect.stringContaining("exit code 3") },
      found("v"),
    ]);
  });

  test("misses what a program leaves as it is", async () => {
    const read = await start("write(input)");
    expect(await read("a")).toEqual([{ kind: "missing", reason: expect.any(String) }]);
  });

  test.for([
    { name: "fails", script: `console.error("s3cret"); write("s3cret"); process.exit(1)`, reason: "exit code 1" },
    { name: "is killed", script: `process.kill(process.pid, "SIGKILL")`, reason: "SIGKILL" },
    { name: "writes too much", script: `write("s3cret".repeat(10_000))`, reason: "more than" },
    { name: "writes something else", script: `write("s3cret")`, reason: "neither" },
    { name: "writes no text", script: `write(Buffer.from([255, 254]))`, reason: "UTF-8" },
  ])("gives up on a program that $name, without quoting it", async ({ script, reason }) => {
    const read = await start(script);
    const error: unknown = await read("a", "b").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "secret_store_failed", message: expect.stringContaining(reason) });
    expect(String(error)).not.toContain("s3cret");
  });

  test("passes only what the program needs of the environment", async () => {
    const environment = {
      PATH: "/usr/bin:relative/bin",
      HOME: "/home/someone",
      OP_SERVICE_ACCOUNT_TOKEN: "o",
      GITHUB_TOKEN: "g",
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "i",
      EXTRA: "e",
    };
    const read = await start(`write(JSON.stringify({ all: JSON.stringify(process.env) }))`, environment, ["EXTRA"]);
    const [lookup] = await read("all");
    expect(lookup?.kind === "found" && JSON.parse(lookup.value)).toEqual({
      PATH: "/usr/bin",
      HOME: "/home/someone",
      OP_SERVICE_ACCOUNT_TOKEN: "o",
      EXTRA: "e",
    });
  });

  test("ends a program that hangs when its time is over", async () => {
    const root = await makeFolder();
    const command = [node, "-e", "setInterval(() => {}, 1000)"];
    const store = createCommandStore({ scheme: "op", command, root, environment: {}, variables: [] });
    const reading = store.read([{ scheme: "op", path: "a", text: "op://a" }], { signal: AbortSignal.timeout(50) });
    await expect(reading).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("says that there is no such program", async () => {
    const root = await makeFolder();
    const command = ["no-such-program-at-all"];
    const store = createCommandStore({ scheme: "op", command, root, environment: {}, variables: [] });
    const reading = store.read([{ scheme: "op", path: "a", text: "op://a" }], { signal });
    await expect(reading).rejects.toMatchObject({
      code: "secret_store_failed",
      message: expect.stringContaining("PATH"),
    });
  });

  test("runs nothing that lies in the repository, nor what the repository's PATH entries hold", async () => {
    const root = await makeFolder();
    await writeFile(join(root, "evil"), '#!/bin/sh\necho \'{"a": "evil"}\'\n');
    await chmod(join(root, "evil"), 0o755);
    const make = (program: string) =>
      createCommandStore({ scheme: "op", command: [program], root, environment: { PATH: root }, variables: [] });
    for (const program of ["./evil", "sub/evil", join(root, "evil"), `${root}/x/../evil`, ""]) {
      expect(() => make(program)).toThrow(expect.objectContaining({ code: "settings_invalid" }));
    }
    const reading = make("evil").read([{ scheme: "op", path: "a", text: "op://a" }], { signal });
    await expect(reading).rejects.toMatchObject({ code: "secret_store_failed" });
  });
});
