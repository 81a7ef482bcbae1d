import { describe, expect, it } from "vitest";
import { commentEvent, pullRequestEvent } from "../../src/playground/github/event-payloads.ts";
import { buildOnce, comment, drifted, expectNoSecrets, openPull, shows, start } from "../support/drive-action.ts";

buildOnce();

describe.concurrent("action on issue_comment", { timeout: 120_000 }, () => {
  it.each(["/talos diff", "Let us see:\r\n/talos\u00a0plan all\r\n"])(
    "answers %j with the plan comment",
    async (body) => {
      const scene = await start();
      const { issue, event } = comment(scene, body);
      const run = await scene.run(event);
      expect(run).toMatchObject({ exitCode: 0, outputs: { changed: "true" } });
      expect(issue.comments.map(({ user }) => user.login)).toEqual(["alice", "github-actions[bot]"]);
      expect(issue.comments[0]?.reactions).toMatchObject([{ content: "eyes" }]);
      expect(issue.comments[1]?.body).toMatch(/mtu: "?1400/);
      expectNoSecrets(scene, run);
    },
  );

  it("keeps a plan of some nodes apart from the plan of all", async () => {
    const scene = await start();
    const { issue, event } = comment(scene, "/talos diff talos-m02");
    await scene.run(pullRequestEvent(scene.from, { issue, action: "opened" }));
    await scene.run(event);
    expect(issue.comments).toHaveLength(3);
  });

  it("tells who is known here, but may ask for nothing, in one short answer", async () => {
    const scene = await start();
    const { issue, event } = comment(scene, "/talos diff", { author: "mallory", role: "triage" });
    const run = await scene.run(event);
    expect(run).toMatchObject({ exitCode: 0, outputs: { operate: "false", requests: "[]" } });
    expect(issue.comments).toHaveLength(2);
    expect(issue.comments[1]?.body).toContain("permission_denied");
    expect(scene.gateway.requests).toEqual([]);
  });

  it.each(["none", "read"] as const)("meets the role %s with silence", async (role) => {
    const scene = await start();
    const { issue, event } = comment(scene, "/talos diff", { author: "mallory", role });
    const run = await scene.run(event);
    expect(run.exitCode).toBe(0);
    expect(issue.comments).toHaveLength(1);
    expect(issue.comments[0]?.reactions).toEqual([]);
    expect(scene.server.requests.filter(({ method, path }) => method !== "GET" && path !== "/graphql")).toEqual([]);
    expect(scene.gateway.requests).toEqual([]);
  });

  it("renders a node with its secrets hidden, without reading a secret", async () => {
    const scene = await start();
    const { issue, event } = comment(scene, "/talos render talos-m02");
    const run = await scene.run(event);
    const answer = issue.comments[1]?.body ?? "";
    expect(answer).toMatch(/mtu: "?1400/);
    expect(answer).toContain(issue.pull?.headSha);
    expect(scene.gateway.requests).toEqual([]);
    expectNoSecrets(scene, run);
  });

  it("answers several commands in one comment, once", async () => {
    const scene = await start();
    const { issue, event } = comment(
      scene,
      "/talos schematic talos-m01\n/talos help\n/talos upgrde all\n/talos render talos-m9",
    );
    await scene.run(event);
    await scene.run(event);
    expect(issue.comments).toHaveLength(2);
    const answer = issue.comments[1]?.body ?? "";
    expect(answer).toMatch(/`[0-9a-f]{64}`/);
    expect(answer).toContain("/talos diff [nodes…]");
    expect(answer).toContain("/talos upgrde all\n       ^^^^^^\n");
    expect(answer).toContain("Did you mean");
  });

  it("answers status, health and etcd status with what it sees, and changes nothing", async () => {
    const scene = await start({ drift: { "talos-m02": { version: "v1.11.3" } } });
    const { issue, event } = comment(scene, "/talos status\n/talos health\n/talos etcd status");
    const run = await scene.run(event);
    const answer = issue.comments[1]?.body ?? "";
    expect(run.exitCode).toBe(0);
    expect(answer).toMatch(/`talos-m02` \| control plane \| 🟡 ready, other version \| `v1\.11\.3 → v1\.11\.\d+`/);
    expect(answer).toContain("**main**: healthy");
    expect(answer).toContain("**main**: 3 of 3 members healthy, quorum 2, all well");
    expect(scene.cluster.writes()).toEqual([]);
    expectNoSecrets(scene, run);
  });

  it("compares a fork offline also when a maintainer asks", async () => {
    const scene = await start({ drift: drifted });
    const fork = scene.world.fork(scene.repository, "mallory");
    const issue = openPull(scene, { head: fork });
    const said = scene.world.comment(issue, { author: "alice", body: "/talos diff" });
    const run = await scene.run(commentEvent(scene.from, { issue, comment: said }));
    expect(JSON.parse(run.outputs["result"] ?? "")).toMatchObject({ plans: [{ mode: "offline" }] });
    expect(scene.gateway.requests).toEqual([]);
    expect(issue.comments[1]?.body).toMatch(shows("mtu", 9000, 1400));
  });

  it.each([
    { name: "without a command", body: "Looks good" },
    { name: "with a command in code", body: "```\n/talos diff\n```" },
  ])("ends at once for a comment $name", async ({ body }) => {
    const scene = await start();
    const { event } = comment(scene, body);
    const run = await scene.run(event);
    expect(run).toMatchObject({ exitCode: 0, summary: "", outputs: {} });
    expect(run.log).toContain("Nothing to do");
    expect(scene.server.requests).toEqual([]);
  });
});
