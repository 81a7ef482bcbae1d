import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRevision } from "../../../src/adapters/workspace/open-revision.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

async function repository() {
  const folder = await temporaryFolder({ "a.yaml": "old\n", "talos/nodes/m 1.yaml": "node\n", "talos/ä.yaml": "" });
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      encoding: "utf8",
    });
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-qm", "first");
  writeFileSync(join(folder, "a.yaml"), "new\n");
  rmSync(join(folder, "talos"), { recursive: true });
  return { folder, sha: git("rev-parse", "HEAD").trim() };
}

describe("openRevision()", () => {
  test("reads what was committed, not what lies there now", async () => {
    const { folder, sha } = await repository();
    const files = await openRevision(folder, "main");
    expect(files?.revision).toBe(sha);
    expect(await files?.read("a.yaml")).toBe("old\n");
    expect(await files?.read("nowhere.yaml")).toBeUndefined();
    expect(await files?.read("talos")).toBeUndefined();
  });

  test("lists files of a folder or of all", async () => {
    const { folder } = await repository();
    const files = await openRevision(folder, "HEAD");
    expect(await files?.list("")).toEqual(["a.yaml", "talos/nodes/m 1.yaml", "talos/ä.yaml"]);
    expect(await files?.list("talos/nodes")).toEqual(["talos/nodes/m 1.yaml"]);
    expect(await files?.list("nowhere")).toEqual([]);
  });

  test("counts paths from the folder, which may lie deep in the repository", async () => {
    const { folder } = await repository();
    mkdirSync(join(folder, "talos"));
    const files = await openRevision(join(folder, "talos"), "HEAD");
    expect(await files?.list("")).toEqual(["nodes/m 1.yaml", "ä.yaml"]);
    expect(await files?.read("nodes/m 1.yaml")).toBe("node\n");
    expect(await files?.read("../a.yaml")).toBeUndefined();
  });

  test.each(["nowhere", "--help", "main:a.yaml", ""])("knows no revision %j", async (revision) => {
    const { folder } = await repository();
    expect(await openRevision(folder, revision)).toBeUndefined();
  });

  test("says when there is no Git repository", async () => {
    await expect(openRevision(await temporaryFolder(), "HEAD")).rejects.toMatchObject({ code: "input_invalid" });
  });
});
