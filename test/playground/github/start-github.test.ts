import { describe, expect, it } from "vitest";
import { GitObjects } from "../../../src/playground/github/git-objects.ts";
import { allPermissions, startTestGitHub, type TestGitHub } from "../../support/github.ts";

async function ask(
  { server }: TestGitHub,
  path: string,
  { token, method = "GET", body }: { token: string; method?: string; body?: unknown },
) {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

async function start() {
  const test = await startTestGitHub();
  const token = test.world.addWorkflowToken(test.repository, allPermissions).value;
  const issue = test.world.openIssue(test.repository, { author: "alice", title: "Hello" });
  const url = `/repos/acme/home-ops/issues/${issue.number}/comments`;
  return { test, token, issue, url };
}

describe("startGitHub()", () => {
  it("links the pages of a list", async () => {
    const { test, token, issue, url } = await start();
    for (let count = 0; count < 5; count += 1) test.world.comment(issue, { author: "alice", body: `${count}` });
    const second = await ask(test, `${url}?per_page=2&page=2`, { token });
    expect(second.body.map(({ body }: { body: string }) => body)).toEqual(["2", "3"]);
    expect(second.headers.get("link")).toBe(
      [
        `<${test.server.url}${url}?per_page=2&page=1>; rel="prev"`,
        `<${test.server.url}${url}?per_page=2&page=3>; rel="next"`,
        `<${test.server.url}${url}?per_page=2&page=3>; rel="last"`,
        `<${test.server.url}${url}?per_page=2&page=1>; rel="first"`,
      ].join(", "),
    );
  });

  it.each([
    { name: "an unknown token", permissions: undefined, status: 401 },
    { name: "a token without the permission", permissions: { contents: "read" } as const, status: 403 },
    { name: "a token that may only read", permissions: { issues: "read" } as const, status: 403 },
    { name: "pull_requests on an issue", permissions: { pull_requests: "write" } as const, status: 403 },
    { name: "the right permission", permissions: { issues: "write" } as const, status: 201 },
  ])("answers $status to $name", async ({ permissions, status }) => {
    const { test, url } = await start();
    const token = permissions ? test.world.addWorkflowToken(test.repository, permissions).value : "nobody";
    expect(await ask(test, url, { token, method: "POST", body: { body: "x" } })).toMatchObject({ status });
  });

  it("hides a private repository from foreign tokens", async () => {
    const { test, token } = await start();
    test.world.addRepository("acme/secret", { isPrivate: true });
    expect(await ask(test, "/repos/acme/secret", { token })).toMatchObject({ status: 404 });
  });

  it.each([
    { name: "a comment that is too long", path: "/issues/1/comments", body: { body: "x".repeat(65_537) } },
    { name: "a check run on an unknown commit", path: "/check-runs", body: { name: "x", head_sha: "0".repeat(40) } },
    { name: "an issue without a title", path: "/issues", body: {} },
  ])("answers 422 to $name", async ({ path, body }) => {
    const { test, token } = await start();
    const answer = await ask(test, `/repos/acme/home-ops${path}`, { token, method: "POST", body });
    expect(answer).toMatchObject({ status: 422 });
  });

  it("answers 422 to more than 50 annotations", async () => {
    const { test, token } = await start();
    const annotations = Array.from({ length: 51 }, () => ({
      path: "a",
      start_line: 1,
      end_line: 1,
      annotation_level: "notice",
      message: "m",
    }));
    const head_sha = test.repository.branches.get("main");
    const body = { name: "x", head_sha, output: { title: "t", summary: "s", annotations } };
    const answer = await ask(test, "/repos/acme/home-ops/check-runs", { token, method: "POST", body });
    expect(answer).toMatchObject({ status: 422 });
  });

  it("reacts once per person and content", async () => {
    const { test, token, issue } = await start();
    const { id } = test.world.comment(issue, { author: "alice", body: "/talos diff" });
    const react = () =>
      ask(test, `/repos/acme/home-ops/issues/comments/${id}/reactions`, {
        token,
        method: "POST",
        body: { content: "eyes" },
      });
    expect((await react()).status).toBe(201);
    expect((await react()).status).toBe(200);
  });

  it("counts requests against the hourly limit", async () => {
    const { test, token, url } = await start();
    test.world.state.rateLimit = 1;
    expect((await ask(test, url, { token })).headers.get("x-ratelimit-remaining")).toBe("0");
    expect(await ask(test, url, { token })).toMatchObject({ status: 403 });
  });
});

describe("GitObjects", () => {
  it("names objects as git does", () => {
    const objects = new GitObjects();
    const sha = objects.commit({ "a.txt": "hello\n" }, { parents: [], message: "m", time: 0 });
    const tree = objects.commits.get(sha)?.tree ?? "";
    // git hash-object a.txt; git mktree
    expect(objects.trees.get(tree)).toEqual([
      { name: "a.txt", mode: "100644", sha: "ce013625030ba8dba906f756967f9e9ca394464a" },
    ]);
    expect(tree).toBe("2e81171448eb9f2ee3821e3d447aa6b2fe3ddba1");
  });
});
