import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { editFile, exampleRepository } from "../support/example-repository.ts";
import { runCli } from "../support/run-cli.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const emptyId = "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba";

describe("talos-chatops schematic", () => {
  test("gives a node's schematic, image and file as YAML", async () => {
    const { code, stdout, stderr } = await runCli(["schematic", "talos-m02", "--root", "examples/talos-v1.11"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [, id] = /^schematic: ([0-9a-f]{64})$/m.exec(stdout) ?? [];
    expect(stdout).toBe(
      `schematic: ${id}\nimage: factory.talos.dev/metal-installer/${id}:v1.11.5\nfile: talos/schematic.yaml.j2\n`,
    );
  });

  test("gives a file's, and one from stdin", async () => {
    const directory = await temporaryFolder({ "schematic.yaml": "customization: {}\n" });
    const { stdout } = await runCli(["schematic", "schematic.yaml"], { directory });
    expect(stdout).toBe(`schematic: ${emptyId}\nfile: schematic.yaml\n`);
    const json = await runCli(["schematic", "-", "--json"], { stdin: "customization: {}\n" });
    expect(JSON.parse(json.stdout)).toMatchObject({ schematic: emptyId });
  });

  test("renders a template with what --env gives it", async () => {
    const file = "examples/talos-v1.11/talos/schematic.yaml.j2";
    const options = ["--json", "--root", "examples/talos-v1.11"];
    const idOf = async (...args: string[]) =>
      JSON.parse((await runCli(["schematic", ...args, ...options])).stdout).schematic;
    expect(await idOf(file, "-e", "IS_NVIDIA=true")).toBe(await idOf("talos-m01"));
    expect(await idOf(file)).toBe(await idOf("talos-m02"));
  });

  test("says what differs between two and ends with 2, or that nothing does and ends with 0", async () => {
    const root = ["--root", "examples/talos-v1.11"];
    const other = await runCli(["schematic", "talos-m02", "--compare", "talos-m01", ...root]);
    expect(other.code).toBe(2);
    expect(other.stdout).toMatch(/^from talos-m02 \([0-9a-f]{8}\) to talos-m01 \([0-9a-f]{8}\):\n( {2}\S+ added\n)+$/);
    const same = await runCli(["schematic", "talos-m02", "--compare", "talos-m03", ...root, "--json"]);
    expect(same.code).toBe(0);
    expect(JSON.parse(same.stdout)).toMatchObject({ same: true, reasons: [] });
  });

  test("warns when the install image has another schematic", async () => {
    const { root } = await exampleRepository("talos-v1.11");
    await editFile(join(root, "talos/machineconfig.yaml.j2"), (text) =>
      text.replace(/\{\{ ENV\.SCHEMATIC_ID.*?\}\}/, emptyId),
    );
    const { code, stderr } = await runCli(["schematic", "talos-m02", "--root", root]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: .*37656798/);
  });

  test.each([
    { name: "an unknown node", args: ["talos-m9"], error: { code: "node_unknown" } },
    { name: "several nodes", args: ["all"], error: { code: "input_invalid" } },
    { name: "a missing file", args: ["nowhere.yaml"], error: { code: "file_missing" } },
    { name: "what is no schematic", args: ["broken.yaml"], error: { code: "schematic_invalid" } },
  ])("refuses $name", async ({ args, error }) => {
    const directory = await temporaryFolder({ "broken.yaml": "customisation: {}\n" });
    const options = ["--json", "--root", join(import.meta.dirname, "../../examples/talos-v1.11")];
    const { code, stdout } = await runCli(["schematic", ...args, ...options], { directory });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject(error);
  });

  test("says when the settings name no schematic", async () => {
    const { root } = await exampleRepository("talos-v1.11");
    await editFile(join(root, ".github/talos-chatops.yaml"), (text) => text.replace(/^ *schematic: talos.*\n/m, ""));
    const { code, stdout } = await runCli(["schematic", "talos-m01", "--json", "--root", root]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: "schematic_invalid",
      hint: expect.stringMatching(/config\.schematic/),
    });
  });
});
