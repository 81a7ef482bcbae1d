import { describe, expect, it } from "vitest";
import { listChangedFiles, readDefaultBranch, readMergeBase } from "../../../src/adapters/github/commits.ts";
import { isFork } from "../../../src/adapters/github/is-fork.ts";
import { readPullRequest } from "../../../src/adapters/github/pull-request.ts";
import { calm, startTestGitHub } from "../../support/github.ts";

describe("isFork()", () => {
  it.each([
    { name: "the repository itself", head: 1, base: 1, fork: false },
    { name: "another repository", head: 2, base: 1, fork: true },
    { name: "a deleted repository", head: undefined, base: 1, fork: true },
    { name: "null", head: null, base: 1, fork: true },
    { name: "two unknown ones", head: undefined, base: undefined, fork: true },
    { name: "ids of another type", head: "1", base: "1", fork: true },
  ])("is $fork for $name", ({ head, base, fork }) => {
    expect(isFork(head, base)).toBe(fork);
  });
});

describe("readPullRequest()", () => {
  it("tells a fork, also a deleted one, from a branch", async () => {
    const { world, repository, connect } = await startTestGitHub();
    const fork = world.fork(repository, "mallory");
    world.push(repository, "ours", { "a.yaml": "1" });
    world.push(fork, "theirs", { "a.yaml": "2" });
    const ours = world.openPullRequest({ base: repository, branch: "ours", author: "alice" });
    const theirs = world.openPullRequest({ base: repository, head: fork, branch: "theirs", author: "mallory" });
    const github = connect();
    expect(await readPullRequest(github, ours.number, calm)).toEqual({
      number: ours.number,
      open: true,
      fork: false,
      headSha: repository.branches.get("ours"),
      headRef: "ours",
      baseSha: repository.branches.get("main"),
    });
    expect(await readPullRequest(github, theirs.number, calm)).toMatchObject({ fork: true });
    world.removeRepository(fork);
    expect(await readPullRequest(github, theirs.number, calm)).toMatchObject({ fork: true });
  });

  it("fails for an issue", async () => {
    const { world, repository, connect } = await startTestGitHub();
    const issue = world.openIssue(repository, { author: "alice", title: "x" });
    await expect(readPullRequest(connect(), issue.number, calm)).rejects.toMatchObject({ code: "github_failed" });
  });
});

describe("readMergeBase()", () => {
  it("is the commit where the branches parted", async () => {
    const { world, repository, connect } = await startTestGitHub();
    const parted = repository.branches.get("main") ?? "";
    const head = world.push(repository, "change", { "a.yaml": "1" });
    const base = world.push(repository, "main", { "b.yaml": "1" });
    const github = connect();
    expect(await readMergeBase(github, { base, head }, calm)).toBe(parted);
    expect(await readDefaultBranch(github, calm)).toEqual({ name: "main", sha: base, isPublic: true });
  });
});

describe("listChangedFiles()", () => {
  it("lists what the pull request changes, over several pages", async () => {
    const { world, repository, connect } = await startTestGitHub();
    const paths = Array.from({ length: 120 }, (_, index) => `f${String(index).padStart(3, "0")}.yaml`);
    world.push(repository, "change", { ...Object.fromEntries(paths.map((path) => [path, "1"])), "README.md": null });
    world.push(repository, "main", { "elsewhere.yaml": "1" });
    const pull = world.openPullRequest({ base: repository, branch: "change", author: "alice" });
    expect(await listChangedFiles(connect(), pull.number, calm)).toEqual(["README.md", ...paths]);
  });
});
