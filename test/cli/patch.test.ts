import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const base = "version: v1alpha1\nmachine:\n  type: worker\n  certSANs: [a]\ncluster: {}\n";

describe("talos-chatops patch", () => {
  test("applies patches in order, from files and inline", async () => {
    const directory = await temporaryFolder({ "base.yaml": base, "p/one.yaml": "machine: { certSANs: [b] }\n" });
    const patches = ["-p", "@p/one.yaml", "-p", '{"machine": {"certSANs": ["c"]}}'];
    const { code, stdout, stderr } = await runCli(["patch", "base.yaml", ...patches], { directory });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(
      "version: v1alpha1\nmachine:\n    type: worker\n    certSANs:\n        - a\n        - b\n        - c\ncluster: {}\n",
    );
  });

  test("reads the base from stdin and applies JSON patches", async () => {
    const patch = '[{"op": "replace", "path": "/machine/type", "value": "controlplane"}]';
    const { code, stdout } = await runCli(["patch", "-", "--patch", patch], { stdin: base });
    expect(code).toBe(0);
    expect(stdout).toContain("type: controlplane");
  });

  test("prints the base re-encoded without a patch", async () => {
    const { code, stdout } = await runCli(["patch", "-"], { stdin: base });
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("certSANs:\n        - a\n") });
  });

  test("gives a script the config and what to know of it", async () => {
    const { stdout } = await runCli(["patch", "-", "-p", "machine: { certSANs: [a] }", "--json"], { stdin: base });
    expect(JSON.parse(stdout)).toMatchObject({
      config: expect.stringContaining("- a\n        - a\n"),
      notes: [{ severity: "warning", code: expect.any(String) }],
    });
  });

  test("writes a file that only its owner may read", async () => {
    const directory = await temporaryFolder({ "base.yaml": base });
    const { code, stdout } = await runCli(["patch", "base.yaml", "-o", "out/patched.yaml"], { directory });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(await readFile(join(directory, "out/patched.yaml"), "utf8")).toContain("type: worker");
    expect((await stat(join(directory, "out/patched.yaml"))).mode & 0o777).toBe(0o600);
  });

  test.each([
    {
      name: "a missing base",
      args: ["nowhere.yaml"],
      error: { code: "file_missing", location: { file: "nowhere.yaml" } },
    },
    { name: "a missing patch", args: ["base.yaml", "-p", "@nowhere.yaml"], error: { code: "file_missing" } },
    { name: "a folder", args: ["."], error: { code: "input_invalid" } },
    {
      name: "broken YAML, with its line",
      args: ["broken.yaml"],
      error: { code: "config_invalid", location: { file: "broken.yaml", line: 3 } },
    },
    {
      name: "a patch that cannot be applied, by its number",
      args: ["base.yaml", "-p", "{}", "-p", "text"],
      error: { code: "patch_failed", location: { file: "patch 2" } },
    },
    {
      name: "a version that is none",
      args: ["base.yaml", "--talos-version", "latest"],
      error: { code: "input_invalid" },
    },
  ])("refuses $name", async ({ args, error }) => {
    const directory = await temporaryFolder({ "base.yaml": base, "broken.yaml": "a: 1\nb:\n  - ]\n" });
    const { code, stdout } = await runCli(["patch", ...args, "--json"], { directory });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject(error);
  });
});
