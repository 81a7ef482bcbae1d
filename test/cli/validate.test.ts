import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { editFile, exampleRepository } from "../support/example-repository.ts";
import { runCli } from "../support/run-cli.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("talos-chatops validate", () => {
  test.each(["talos-v1.11", "talos-v1.13"] as const)("finds nothing wrong with examples/%s", async (example) => {
    const { code, stdout, stderr } = await runCli(["validate", "--strict", "--root", `examples/${example}`]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^main:\n( {2}ok {6}\S+\n)+$/);
  });

  test("shows the problem of a node beside the others, with file and line", async () => {
    const { root } = await exampleRepository("talos-v1.11");
    await editFile(join(root, "talos/nodes/talos-m02.yaml.j2"), (text) =>
      text.replace("machine:", "machine: {% if %}"),
    );
    const { code, stdout } = await runCli(["validate", "--root", root]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /ok {6}talos-m01\n {2}failed {2}talos-m02\n +error: .*\n +at talos\/nodes\/talos-m02\.yaml\.j2:1/,
    );
    const json = await runCli(["validate", "--json", "--root", root]);
    expect(JSON.parse(json.stdout).clusters).toMatchObject([
      {
        cluster: "main",
        nodes: [
          { name: "talos-m01", ok: true, notes: [] },
          {
            name: "talos-m02",
            ok: false,
            error: { code: "template_invalid", location: { file: "talos/nodes/talos-m02.yaml.j2", line: 1 } },
          },
          { name: "talos-m03", ok: true },
        ],
      },
    ]);
  });

  test("fails a node whose config Talos would refuse", async () => {
    const { root } = await exampleRepository("talos-v1.11");
    await editFile(join(root, "talos/nodes/talos-m03.yaml.j2"), (text) =>
      text.replace(/^machine:/m, "machien: {}\nmachine:"),
    );
    const { code, stdout } = await runCli(["validate", "--root", root]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/failed {2}talos-m03\n +error: .*machien/);
  });

  test("shows once what is wrong for all nodes", async () => {
    const { root } = await exampleRepository("talos-v1.11");
    await editFile(join(root, "talos/machineconfig.yaml.j2"), (text) => `${text}{% if %}\n`);
    const { stdout } = await runCli(["validate", "--root", root]);
    expect(stdout.match(/failed/g)).toHaveLength(3);
    expect(stdout.match(/error: /g)).toHaveLength(1);
  });

  test("warns of a base that lost its content", async () => {
    const { root } = await exampleRepository("talos-v1.11");
    await writeFile(join(root, "talos/machineconfig.yaml.j2"), "");
    const { code, stdout } = await runCli(["validate", "--strict", "--json", "--root", root]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).clusters[0].nodes[0].notes).toMatchObject([{ code: "base_empty", severity: "warning" }]);
  });

  test("checks only the nodes named", async () => {
    const { root } = await exampleRepository("talos-v1.11");
    await rm(join(root, "talos/nodes/talos-m02.yaml.j2"));
    expect(await runCli(["validate", "talos-m01", "--root", root])).toMatchObject({ code: 0 });
    expect(await runCli(["validate", "--root", root])).toMatchObject({ code: 1 });
  });

  test("warns of a patch whose node the settings do not list; with --strict that is an error", async () => {
    const { root } = await exampleRepository("talos-v1.11");
    await writeFile(join(root, "talos/nodes/talos-m04.yaml.j2"), "machine: {}\n");
    const { code, stdout } = await runCli(["validate", "--root", root]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/warning: .*talos-m04/);
    expect(await runCli(["validate", "--strict", "--root", root])).toMatchObject({ code: 1 });
  });

  test("checks all clusters unless one is named", async () => {
    const cluster = (base: string) => `{ config: { base: ${base} }, nodes: { n: { address: n, role: worker } } }`;
    const root = await temporaryFolder({
      ".github/talos-chatops.yaml": `clusters:\n  one: ${cluster("one.yaml")}\n  two: ${cluster("two.yaml")}\n`,
      "one.yaml": "version: v1alpha1\nmachine: { type: worker }\n",
      ".minijinja.toml": 'autoescape = "none"\n',
    });
    const all = await runCli(["validate", "--json", "--root", root]);
    expect(all.code).toBe(1);
    expect(JSON.parse(all.stdout).clusters).toMatchObject([
      { cluster: "one", nodes: [{ ok: true }] },
      { cluster: "two", nodes: [{ ok: false, error: { code: "file_missing" } }] },
    ]);
    expect(await runCli(["validate", "--cluster", "one", "--root", root])).toMatchObject({ code: 0 });
    expect(await runCli(["validate", "one/n", "--root", root])).toMatchObject({ code: 0 });
  });

  test("points into broken settings", async () => {
    const root = await temporaryFolder({
      ".github/talos-chatops.yaml": "clusters:\n  main:\n    config:\n      base: a.yaml\n      patchs: []\n",
    });
    const { code, stderr, stdout } = await runCli(["validate", "--root", root]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(
      [
        "error: Cannot use .github/talos-chatops.yaml: clusters.main.config.patchs is no known setting",
        "  at .github/talos-chatops.yaml:5:7",
        "hint: Did you mean patches?",
        "",
      ].join("\n"),
    );
  });
});
