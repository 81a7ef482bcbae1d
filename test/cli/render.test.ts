import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { editFile, exampleRepository } from "../support/example-repository.ts";
import { runCli } from "../support/run-cli.ts";

describe("talos-chatops render", () => {
  test("prints a node's config with every secret masked", async () => {
    const { root, secretValues } = await exampleRepository("talos-v1.11");
    const { code, stdout, stderr } = await runCli(["render", "talos-m01", "--root", root]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^version: v1alpha1\n/);
    expect(stdout).toContain("hostname: talos-m01");
    expect(stdout).toMatch(/token: <secret [0-9a-f]{6}, ak:\/\/talos\/MACHINE_TOKEN>/);

    for (const value of secretValues) expect(stdout).not.toContain(value);
  });

  test("prints secrets when told to, into a file that only its owner may read", async () => {
    const { root, secretValues } = await exampleRepository("talos-v1.11");
    const args = ["render", "main/talos-m02", "--show-secrets", "-o", "out.yaml"];
    expect(await runCli(args, { directory: root })).toMatchObject({ code: 0, stdout: "" });
    const text = await readFile(join(root, "out.yaml"), "utf8");
    expect(secretValues.filter((value) => text.includes(value)).length).toBeGreaterThan(10);
    expect((await stat(join(root, "out.yaml"))).mode & 0o777).toBe(0o600);
  });

  test("keeps references without asking a store", async () => {
    const { root } = await exampleRepository("talos-v1.13");
    await editFile(join(root, ".github/talos-chatops.yaml"), (text) => text.replace("ak: [cat,", "ak: [/nonexistent,"));
    const { code, stdout } = await runCli(["render", "gpu-1", "--keep-references", "--root", root]);
    expect(code).toBe(0);
    expect(stdout).toContain("token: ak://talos/MACHINE_TOKEN");
    expect(stdout).toContain("kind: RegistryAuthConfig");
    expect(stdout).toContain("password: ak://kubernetes/github/GHCR_TOKEN");
  });

  test("gives a script what it needs", async () => {
    const { root } = await exampleRepository("talos-v1.13");
    const { stdout } = await runCli(["render", "k8s-2", "--keep-references", "--json", "--root", root]);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ node: "k8s-2", role: "controlplane", address: "192.168.42.12", notes: [] });
    expect(result.schematic).toMatch(/^[0-9a-f]{64}$/);
    expect(result.image).toContain(result.schematic);
    expect(result.config).toContain("hostname: k8s-2");
  });

  test("finds the repository from a folder inside of it", async () => {
    const { root } = await exampleRepository("talos-v1.11");
    const { code } = await runCli(["render", "talos-m01", "--keep-references"], {
      directory: join(root, "talos/nodes"),
    });
    expect(code).toBe(0);
  });

  test.each([
    { name: "an unknown node", args: ["talos-m1"], error: { code: "node_unknown", hint: "Did you mean talos-m01?" } },
    { name: "several nodes", args: ["all"], error: { code: "input_invalid" } },
    { name: "an unknown cluster", args: ["talos-m01", "--cluster", "man"], error: { code: "cluster_unknown" } },
    { name: "a folder that is none", args: ["talos-m01", "--root", "nowhere"], error: { code: "input_invalid" } },
    { name: "missing settings", args: ["talos-m01", "--config", "x.yaml"], error: { code: "settings_missing" } },
  ])("refuses $name", async ({ args, error }) => {
    const { root } = await exampleRepository("talos-v1.11");
    const { code, stdout } = await runCli(["render", ...args, "--json"], { directory: root });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject(error);
  });

  test("names a secret that does not exist and where it is used", async () => {
    const { root } = await exampleRepository("talos-v1.11");
    const file = "talos/machineconfig.yaml.j2";
    await editFile(join(root, file), (text) => text.replace("ak://talos/MACHINE_TOKEN", "ak://talos/MACHINE_TOKN"));
    const { code, stdout } = await runCli(["render", "talos-m01", "--json", "--root", root]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: "secret_missing",
      message: expect.stringContaining("ak://talos/MACHINE_TOKN"),
      location: { file },
    });
  });

  test("shows no secret when the store fails", async () => {
    const { root, secretValues } = await exampleRepository("talos-v1.11");
    await editFile(join(root, ".github/talos-chatops.yaml"), (text) =>
      text.replace("[cat,", "[sh, -c, 'cat $0; exit 3',"),
    );
    const { code, stdout, stderr } = await runCli(["render", "talos-m01", "--verbose", "--root", root]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    for (const value of secretValues) expect(stderr).not.toContain(value);
  });
});
