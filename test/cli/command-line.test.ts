import { describe, expect, test } from "vitest";
import { commandTable } from "../../src/cli/command-table.ts";
import { runCli } from "../support/run-cli.ts";

describe("talos-chatops", () => {
  test("shows on stderr what it can do when nothing is asked", async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    for (const { name } of commandTable) expect(stderr).toMatch(new RegExp(`^ {2}${name} `, "m"));
  });

  test("shows help on stdout", async () => {
    const { code, stdout, stderr } = await runCli(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/--root <folder>/);
  });

  test.each(commandTable)("shows help of $name with its options and examples", async ({ name, options, examples }) => {
    const { code, stdout } = await runCli([name, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: talos-chatops ${name}`));
    for (const { flags } of options) expect(stdout).toContain(flags);
    for (const { line } of examples) expect(stdout).toContain(`$ talos-chatops ${line}`);
    expect(stdout).toContain("--json");
  });

  test("help <command> is the same as <command> --help", async () => {
    expect(await runCli(["help", "patch"])).toEqual(await runCli(["patch", "--help"]));
  });

  test.each([
    { args: ["dif"], hint: /Did you mean diff\?/ },
    { args: ["diff", "--offlin"], hint: /Did you mean --offline\?/ },
    { args: ["kubernetes"], hint: /--help/ },
    { args: ["help", "dif"], hint: /Did you mean diff\?/ },
    { args: ["render"], hint: /talos-chatops render --help/ },
    { args: ["render", "a", "b"], hint: /talos-chatops render --help/ },
    { args: ["patch", "a", "-p"], hint: /talos-chatops patch --help/ },
  ])("refuses $args and says what to do", async ({ args, hint }) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toMatch(hint);
  });

  test("gives an error as an object on stdout with --json, wherever that stands", async () => {
    for (const args of [
      ["--json", "dif"],
      ["dif", "--json"],
      ["patch", "nowhere.yaml", "--json"],
    ]) {
      const { code, stdout } = await runCli(args);
      expect(code).toBe(1);
      expect(JSON.parse(stdout).error).toMatchObject({ code: expect.any(String), message: expect.any(String) });
    }
  });

  test("says its version", async () => {
    const { stdout } = await runCli(["version", "--json"]);
    expect(JSON.parse(stdout)).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+/), node: process.version });
    expect((await runCli(["--version"])).stdout.trim()).toBe(JSON.parse(stdout).version);
    expect((await runCli(["version"])).stdout).toContain(JSON.parse(stdout).version);
  });

  test("colours errors only when asked to", async () => {
    const plain = await runCli(["dif"]);
    const forced = await runCli(["patch", "nowhere"], { environment: { FORCE_COLOR: "1" } });
    const refused = await runCli(["patch", "nowhere", "--no-color"], { environment: { FORCE_COLOR: "1" } });
    const noColor = await runCli(["patch", "nowhere"], { environment: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect(plain.stderr).not.toContain("\u001b");
    expect(forced.stderr).toContain("\u001b[1;31merror:");
    expect(refused.stderr).not.toContain("\u001b");
    expect(noColor.stderr).not.toContain("\u001b");
  });

  test("shows a stack only with --verbose", async () => {
    expect((await runCli(["patch", "nowhere"])).stderr).not.toMatch(/\n {4}at /);
    expect((await runCli(["patch", "nowhere", "--verbose"])).stderr).toMatch(/\n {4}at /);
  });

  test("makes control characters of foreign names visible", async () => {
    const { stderr } = await runCli(["patch", "a\u001b[31m\u202eb.yaml"]);
    expect(stderr).not.toContain("\u001b");
    expect(stderr).not.toContain("\u202e");
    expect(stderr).toContain("a\\u{1b}[31m\\u{202e}b.yaml");
  });
});
