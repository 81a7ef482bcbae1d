import { describe, expect, it } from "vitest";
import { commentMarker } from "../../../src/adapters/github/own-comments.ts";
import { publishStickyComment, removeStickyComment } from "../../../src/adapters/github/sticky-comment.ts";
import { calm, startTestGitHub } from "../../support/github.ts";

async function start() {
  const test = await startTestGitHub();
  const { world, repository } = test;
  world.push(repository, "change", { "a.yaml": "a: 1\n" });
  const issue = world.openPullRequest({ base: repository, branch: "change", author: "mallory" });
  const github = test.connect();
  const publish = (parts: readonly string[], key = "plan main") =>
    publishStickyComment(github, { number: issue.number, key, parts }, calm);
  const bodies = () => issue.comments.map(({ body }) => body.split("\n").slice(1).join("\n"));
  const writes = () =>
    test.server.requests.filter(({ method, path }) => method !== "GET" && path !== "/graphql").length;
  return { ...test, issue, github, publish, bodies, writes };
}

describe("publishStickyComment()", () => {
  it("creates once, then updates only what differs", async () => {
    const { publish, bodies, writes } = await start();
    const first = await publish(["one"]);
    expect(await publish(["one"])).toEqual({ url: first.url, created: 0, updated: 0, deleted: 0 });
    expect(writes()).toBe(1);
    expect(await publish(["two"])).toMatchObject({ url: first.url, created: 0, updated: 1 });
    expect(bodies()).toEqual(["two"]);
  });

  it("keeps parts in order and removes surplus ones", async () => {
    const { publish, bodies } = await start();
    await publish(["a", "b"]);
    expect(bodies()).toEqual(["a", "b"]);
    expect(await publish(["c"])).toMatchObject({ created: 0, updated: 1, deleted: 1 });
    expect(bodies()).toEqual(["c"]);
  });

  it("keeps comments of several keys apart", async () => {
    const { publish, bodies } = await start();
    await publish(["main"], "plan main");
    await publish(["other"], "plan other");
    await publish(["main again"], "plan main");
    expect(bodies()).toEqual(["main again", "other"]);
  });

  it("does not take a comment by somebody else, or a quoted marker, for its own", async () => {
    const { publish, issue, world } = await start();
    const spoofed = `${commentMarker("plan main", 1)}\nspoofed`;
    world.comment(issue, { author: "mallory", body: spoofed });
    world.comment(issue, { author: "github-actions[bot]", body: `quote:\n${spoofed}` });
    expect(await publish(["real"])).toMatchObject({ created: 1, updated: 0 });
    expect(issue.comments.map(({ body }) => body.includes("real"))).toEqual([false, false, true]);
  });

  it("finds its comment behind more than a page of others", async () => {
    const { publish, issue, world } = await start();
    for (let count = 0; count < 130; count += 1) world.comment(issue, { author: "mallory", body: `noise ${count}` });
    await publish(["one"]);
    expect(await publish(["two"])).toMatchObject({ created: 0, updated: 1 });
    expect(issue.comments).toHaveLength(131);
  });

  it("posts once although the answer to the first attempt was lost", async () => {
    const { publish, bodies, server } = await start();
    server.faults.add({ method: "POST", path: /comments$/, fault: { kind: "drop-answer" } });
    await publish(["one"]);
    expect(bodies()).toEqual(["one"]);
  });

  it("removes the younger one of two that ran at the same time", async () => {
    const { publish, bodies, issue, world } = await start();
    await publish(["one"]);
    world.comment(issue, { author: "github-actions[bot]", body: `${commentMarker("plan main", 1)}\nracer` });
    expect(await publish(["two"])).toMatchObject({ updated: 1, deleted: 1 });
    expect(bodies()).toEqual(["two"]);
  });

  it("ends with one comment when two runs post at the same time", async () => {
    const { publish, bodies } = await start();
    await Promise.all([publish(["one"]), publish(["two"])]);
    expect(bodies()).toHaveLength(1);
  });

  it("has a marker that no key can break out of", () => {
    expect(commentMarker("plan --> <b>", 1)).toBe("<!-- talos-chatops plan%20--%3E%20%3Cb%3E 1 -->");
  });

  it("names the missing permission", async () => {
    const { connect, issue } = await start();
    const github = connect({ contents: "read", pull_requests: "read" });
    const posted = publishStickyComment(github, { number: issue.number, key: "plan main", parts: ["x"] }, calm);
    await expect(posted).rejects.toMatchObject({
      code: "github_failed",
      message: expect.stringContaining("pull-requests: write"),
    });
  });
});

describe("removeStickyComment()", () => {
  it("removes all parts of one key", async () => {
    const { publish, bodies, github, issue } = await start();
    await publish(["a", "b"]);
    await publish(["other"], "plan other");
    await removeStickyComment(github, { number: issue.number, key: "plan main" }, calm);
    expect(bodies()).toEqual(["other"]);
  });
});
