import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeFileAtomically } from "../../../src/adapters/workspace/write-file.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "write-file-"));
});

afterEach(() => rm(folder, { recursive: true }));

describe("writeFileAtomically()", () => {
  test("makes folders and leaves no other file", async () => {
    const path = join(folder, "a/b/c.yaml");
    expect(await writeFileAtomically(path, "text\n", { replace: false })).toBe(true);
    expect(await readFile(path, "utf8")).toBe("text\n");
    expect(await readdir(join(folder, "a/b"))).toEqual(["c.yaml"]);
  });

  test("keeps an existing file unless told to replace it", async () => {
    const path = join(folder, "c.yaml");
    await writeFile(path, "old");
    expect(await writeFileAtomically(path, "new", { replace: false })).toBe(false);
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await writeFileAtomically(path, "new", { replace: true })).toBe(true);
    expect(await readFile(path, "utf8")).toBe("new");
    expect(await readdir(folder)).toEqual(["c.yaml"]);
  });

  test("gives the file the mode asked for", async () => {
    const path = join(folder, "secret");
    await writeFileAtomically(path, "x", { replace: true, mode: 0o600 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("leaves nothing behind when it fails", async () => {
    await expect(writeFileAtomically(folder, "x", { replace: true })).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });
});
