import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorkspace } from "../../../src/adapters/workspace/open-workspace.ts";

let folder: string;
let root: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "workspace-"));
  root = join(folder, "repository");
  await mkdir(join(root, "talos/nodes"), { recursive: true });
  await mkdir(join(root, ".git"));
  await mkdir(join(root, "node_modules/x"), { recursive: true });
  await writeFile(join(root, "talos/base.yaml"), "\u{feff}a: 1\n");
  await writeFile(join(root, "talos/nodes/m1.yaml"), "b: 2\n");
  await writeFile(join(root, "talos/binary"), Buffer.from([0xff, 0xfe, 0x00]));
  await writeFile(join(root, ".git/config"), "secret");
  await writeFile(join(root, "node_modules/x/a.yaml"), "");
  await writeFile(join(folder, "outside.yaml"), "secret");
  await mkdir(join(folder, "repository-2"));
  await writeFile(join(folder, "repository-2/a.yaml"), "secret");
  await symlink(join(folder, "outside.yaml"), join(root, "talos/escape.yaml"));
  await symlink(folder, join(root, "talos/up"));
  await symlink("../base.yaml", join(root, "talos/nodes/link.yaml"));
  await symlink(".", join(root, "talos/circle"));
  await symlink("../.git/config", join(root, "talos/git.yaml"));
  await symlink("nowhere", join(root, "talos/dangling.yaml"));
});

afterAll(() => rm(folder, { recursive: true }));

describe("openWorkspace()", () => {
  test("reads a text without its byte order mark", async () => {
    const files = await openWorkspace(root);
    expect(await files.read("talos/base.yaml")).toBe("a: 1\n");
    expect(files.revision).toBe("working-tree");
  });

  test.each(["missing.yaml", "talos", "talos/base.yaml/x", "talos/dangling.yaml"])("has no file %s", async (path) => {
    expect(await (await openWorkspace(root)).read(path)).toBeUndefined();
  });

  test("follows a link that stays inside", async () => {
    expect(await (await openWorkspace(root)).read("talos/nodes/link.yaml")).toBe("a: 1\n");
  });

  test.each([
    "../outside.yaml",
    "talos/../../outside.yaml",
    "/etc/hostname",
    "talos/escape.yaml",
    "talos/up/outside.yaml",
    "../repository-2/a.yaml",
    "talos/binary",
    ".git/config",
    "talos/git.yaml",
  ])("refuses %s", async (path) => {
    await expect((await openWorkspace(root)).read(path)).rejects.toMatchObject({ code: "input_invalid" });
  });

  test("refuses a file larger than the limit", async () => {
    const files = await openWorkspace(root, { maxBytes: 4 });
    await expect(files.read("talos/base.yaml")).rejects.toMatchObject({ code: "input_invalid" });
  });

  test("lists files below a folder, sorted, without those that lead outside", async () => {
    const files = await openWorkspace(root);
    const expected = [
      "talos/base.yaml",
      "talos/binary",
      "talos/git.yaml",
      "talos/nodes/link.yaml",
      "talos/nodes/m1.yaml",
    ];
    expect(await files.list("talos")).toEqual(expected);
    expect(await files.list("")).toEqual(expected);
    expect(await files.list("talos/up")).toEqual([]);
    expect(await files.list("nowhere")).toEqual([]);
  });

  test("refuses a folder that is none", async () => {
    await expect(openWorkspace(join(folder, "nowhere"))).rejects.toMatchObject({ code: "input_invalid" });
    await expect(openWorkspace(join(folder, "outside.yaml"))).rejects.toMatchObject({ code: "input_invalid" });
  });

  test("stops when told", async () => {
    const files = await openWorkspace(root);
    await expect(files.list("", { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
    await expect(files.read("talos/base.yaml", { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
  });
});
