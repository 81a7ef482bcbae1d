import { describe, expect, it } from "vitest";
import { openRepositoryFiles } from "../../../src/adapters/github/repository-files.ts";
import { calm, startTestGitHub } from "../../support/github.ts";

const files = {
  "README.md": "# Home\n",
  "talos/base.yaml.j2": "machine: {}\n",
  "talos/nodes/b.yaml.j2": "ü: b\n",
  "talos/nodes/a.yaml.j2": "a: 1\n",
  "talos/nodes/deep/c.yaml.j2": "c: 1\n",
  "talos-other/x.yaml": "x\n",
  "link.yaml": { mode: "120000", content: Buffer.from("talos/base.yaml.j2") },
  vendored: { mode: "160000", content: Buffer.from("1".repeat(40)) },
  "binary.yaml": { mode: "100644", content: Buffer.from([0xff, 0xfe, 0x00]) },
  "large.yaml": "x".repeat(2000),
} as const;

async function open(limits?: { maxBytes: number; maxFiles: number }) {
  const test = await startTestGitHub({ files });
  const sha = test.repository.branches.get("main") ?? "";
  return { ...test, sha, opened: openRepositoryFiles(test.connect(), sha, limits) };
}

describe("openRepositoryFiles()", () => {
  it("reads text, UTF-8 included, and fetches equal content once", async () => {
    const { opened, server, sha } = await open();
    expect(opened.revision).toBe(sha);
    expect(await opened.read("talos/nodes/b.yaml.j2")).toBe("ü: b\n");
    expect(await opened.read("talos/nodes/b.yaml.j2", calm)).toBe("ü: b\n");
    expect(server.requests.filter(({ path }) => path.includes("/git/blobs/"))).toHaveLength(1);
    expect(server.requests.filter(({ path }) => path.includes("/git/trees/"))).toHaveLength(1);
  });

  it("lists the files below a folder, sorted, at any depth, without links and submodules", async () => {
    const { opened } = await open();
    expect(await opened.list("talos")).toEqual([
      "talos/base.yaml.j2",
      "talos/nodes/a.yaml.j2",
      "talos/nodes/b.yaml.j2",
      "talos/nodes/deep/c.yaml.j2",
    ]);
    expect(await opened.list("nowhere")).toEqual([]);
    expect(await opened.list("")).not.toContain("link.yaml");
  });

  it.each([
    { name: "a missing file", path: "talos/none.yaml" },
    { name: "a folder", path: "talos/nodes" },
    { name: "a way out of the repository", path: "../../etc/passwd" },
    { name: "an unclean path", path: "talos/../README.md" },
    { name: "an absolute path", path: "/README.md" },
  ])("gives nothing for $name", async ({ path }) => {
    const { opened } = await open();
    expect(await opened.read(path)).toBeUndefined();
  });

  it.each([
    { name: "a symbolic link", path: "link.yaml", code: "file_missing" },
    { name: "a submodule", path: "vendored", code: "file_missing" },
    { name: "a file that is no UTF-8", path: "binary.yaml", code: "config_invalid" },
    { name: "a file over the limit", path: "large.yaml", code: "config_invalid" },
  ])("refuses $name", async ({ path, code }) => {
    const { opened } = await open({ maxBytes: 1000, maxFiles: 10 });
    await expect(opened.read(path)).rejects.toMatchObject({ code });
  });

  it("refuses to read more files than its limit", async () => {
    const { opened } = await open({ maxBytes: 1000, maxFiles: 1 });
    await opened.read("README.md");
    await expect(opened.read("talos/base.yaml.j2")).rejects.toMatchObject({ code: "config_invalid" });
  });

  it("walks folder by folder where GitHub cuts the tree off", async () => {
    const { opened, world, server } = await open();
    world.state.treeLimit = 3;
    expect(await opened.list("talos/nodes")).toEqual([
      "talos/nodes/a.yaml.j2",
      "talos/nodes/b.yaml.j2",
      "talos/nodes/deep/c.yaml.j2",
    ]);
    expect(await opened.read("talos/nodes/deep/c.yaml.j2")).toBe("c: 1\n");
    expect(await opened.read("talos/none/c.yaml.j2")).toBeUndefined();
    await expect(opened.read("link.yaml")).rejects.toMatchObject({ code: "file_missing" });
    // The cut one, the root, talos, talos/nodes, talos/nodes/deep.
    expect(server.requests.filter(({ path }) => path.includes("/git/trees/"))).toHaveLength(5);
  });

  it("names the permission that is missing", async () => {
    const { connect, sha } = await open();
    const opened = openRepositoryFiles(connect({ issues: "write" }), sha);
    await expect(opened.read("README.md")).rejects.toMatchObject({
      code: "github_failed",
      message: expect.stringContaining("contents: read"),
    });
  });

  it("may be asked again after a failure", async () => {
    const { opened, server } = await open();
    server.faults.add({ path: /trees/, fault: { kind: "status", status: 422 } });
    await expect(opened.read("README.md")).rejects.toMatchObject({ code: "github_failed" });
    expect(await opened.read("README.md")).toBe("# Home\n");
  });
});
