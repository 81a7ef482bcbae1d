import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFileStore } from "../../../src/adapters/secret-stores/file.ts";
import type { SecretLookup } from "../../../src/config/secrets/secret-store.ts";

const { signal } = new AbortController();

async function start() {
  const folder = await mkdtemp(join(tmpdir(), "talos-chatops-secrets-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const directory = join(folder, "store");
  await mkdir(join(directory, "talos"), { recursive: true });
  await writeFile(join(folder, "outside"), "outside");
  await writeFile(join(directory, "talos", "token"), "t0k3n\n");
  await writeFile(join(directory, "talos.json"), '{"token": "shadowed", "ca": "c4"}');
  await writeFile(join(directory, "large"), "x".repeat(1024 * 1024 + 1));
  await writeFile(join(directory, "binary"), Buffer.from([0xff, 0xfe]));
  await symlink(join(folder, "outside"), join(directory, "link"));
  await symlink(folder, join(directory, "up"));
  await symlink(join(directory, "talos", "token"), join(directory, "inner"));
  const read = (...paths: readonly string[]): Promise<readonly SecretLookup[]> =>
    createFileStore({ directory }).read(
      paths.map((path) => ({ scheme: "file", path, text: `file://${path}` })),
      { signal },
    );
  return { directory, read };
}

describe("createFileStore()", () => {
  test.for([
    { path: "talos/token", value: "t0k3n\n" },
    { path: "talos/ca", value: "c4" },
    { path: "inner", value: "t0k3n\n" },
  ])("reads $path", async ({ path, value }) => {
    const { read } = await start();
    expect(await read(path)).toEqual([{ kind: "found", value }]);
  });

  test.for([
    "nothing",
    "nothing/key",
    "talos/other",
    "../outside",
    "talos/../../outside",
    "./talos/token",
    "link",
    "up/outside",
    "large",
    "binary",
    "talos/token/x",
  ])("misses %s", async (path) => {
    const { read } = await start();
    const [lookup] = await read(path);
    expect(lookup?.kind).toBe("missing");
    expect(JSON.stringify(lookup)).not.toContain("t0k3n");
  });

  test("does not follow a link in place of its folder out of the repository", async () => {
    const { directory } = await start();
    const store = (folder: string) => createFileStore({ directory: join(directory, folder), within: directory });
    const reference = { scheme: "file", path: "token", text: "file://token" };
    expect(await store("talos").read([reference], { signal })).toEqual([{ kind: "found", value: "t0k3n\n" }]);
    await expect(store("up").read([reference], { signal })).rejects.toMatchObject({ code: "secret_store_failed" });
  });

  test("stands in for another scheme", () => {
    expect(createFileStore({ directory: "x", scheme: "ak" }).scheme).toBe("ak");
  });

  test("reads the references of the examples", async () => {
    const directory = new URL("../../../examples/secrets", import.meta.url).pathname;
    const references = ["talos/MACHINE_TOKEN", "kubernetes/github/GHCR_TOKEN"].map((path) => ({
      scheme: "ak",
      path,
      text: `ak://${path}`,
    }));
    const lookups = await createFileStore({ directory, scheme: "ak" }).read(references, { signal });
    expect(lookups.map(({ kind }) => kind)).toEqual(["found", "found"]);
  });

  test("says that its folder does not exist", async () => {
    const store = createFileStore({ directory: "/nowhere/at/all" });
    await expect(store.read([], { signal })).rejects.toMatchObject({ code: "secret_store_failed" });
  });
});
