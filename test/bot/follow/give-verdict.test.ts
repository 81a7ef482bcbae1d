import { describe, expect, it } from "vitest";
import { readPullRequest } from "../../../src/adapters/github/pull-request.ts";
import { openRepositoryFiles } from "../../../src/adapters/github/repository-files.ts";
import { followRequest } from "../../../src/bot/follow/follow-request.ts";
import { giveVerdict, type VerdictComment } from "../../../src/bot/follow/give-verdict.ts";
import type { VerdictCommand } from "../../../src/chatops/command.ts";
import type { RepositoryRole } from "../../../src/chatops/permission.ts";
import { readSettings } from "../../../src/cluster/read-settings.ts";
import { type FollowScene, startFollowScene } from "../../support/follow-scene.ts";
import { calm } from "../../support/github.ts";

const digest = "3f9a1c2e".repeat(8);
const forComment = { outcome: "planned", approval: "comment", digest } as const;
const approve: VerdictCommand = { name: "approve" };
const reject: VerdictCommand = { name: "reject" };

type Replica = ReturnType<FollowScene["addReplica"]>;

async function deliverAll(scene: FollowScene, replica: Replica): Promise<void> {
  for (const event of scene.events.splice(0)) await replica.deliver(event);
}

/** A request whose plan waits for a comment. */
async function startWaiting() {
  const scene = await startFollowScene();
  const replica = scene.addReplica();
  const asked = await scene.ask();
  const play = await scene.dispatch(asked.request);
  play.plan(forComment);
  play.complete();
  await deliverAll(scene, replica);
  return { scene, replica, play, ...asked };
}

/** Another pull request has the same commit as its head. */
async function startTwins() {
  const waiting = await startWaiting();
  const { repository, world } = waiting.scene;
  repository.branches.set("twin", waiting.request.sha);
  return { ...waiting, issue: world.openPullRequest({ base: repository, branch: "twin", author: "alice" }) };
}

/** A person's comment, as it reaches the bot. */
async function comment(
  scene: FollowScene,
  login: string,
  role: RepositoryRole = "write",
  issue = scene.issue,
): Promise<VerdictComment> {
  scene.pass();
  const { github, parts } = scene.addReplica();
  const asker = scene.world.addUser(login);
  const { id, createdAt } = scene.world.comment(issue, { author: login, body: "/talos approve" });
  const sha = scene.repository.branches.get("main") ?? "";
  const files = openRepositoryFiles(github, sha);
  const settings = await readSettings(files, { path: parts.settingsPath, nodesFrom: files, signal: calm.signal });
  const person = { id: asker.id, login, role, teams: [] };
  const rules = settings.clusters[0]?.permissions ?? [];
  return {
    id,
    number: 1,
    createdAt,
    asker,
    pull: await readPullRequest(github, issue.number, calm),
    settings,
    rights: new Map([["main", { person, rules }]]),
  };
}

function verdictsOf({ repository }: FollowScene) {
  return [...repository.checkRuns.values()].filter(({ externalId }) => externalId.startsWith("verdict-"));
}

describe("giveVerdict()", () => {
  it("starts and binds one more run, which carries it out", async () => {
    const { scene, replica, request, checkRun, play } = await startWaiting();
    expect(checkRun.shown.output.title).toContain("/talos approve 3f9a1c2e");
    const bob = await comment(scene, "bob");
    expect(await giveVerdict(approve, bob, replica.follower, replica.parts)).toMatchObject({ kind: "taken" });
    const [, second, ...more] = scene.runs();
    expect(more).toEqual([]);
    expect(second).toMatchObject({ inputs: { "request-id": String(request.id), command: "reboot talos-m01" } });
    expect(scene.boundRun(request)).toBe(second?.id);
    expect(second?.id).not.toBe(play.run.id);
    const next = scene.playRun(second ?? play.run);
    next.plan(forComment);
    const job = next.enterOperate("");
    next.begin(job);
    next.end(job, { phase: "operate", outcome: "succeeded" });
    next.complete();
    await deliverAll(scene, replica);
    expect(checkRun.shown.conclusion).toBe("success");
    expect(scene.runs()).toHaveLength(2);
  });

  it("gives the same answer to the same comment again, and starts nothing more", async () => {
    const { scene, replica } = await startWaiting();
    const bob = await comment(scene, "bob");
    const answers = [];
    for (const { follower, parts } of [replica, scene.addReplica(), replica]) {
      answers.push(await giveVerdict(approve, bob, follower, parts));
    }
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    expect(scene.runs()).toHaveLength(2);
    expect(verdictsOf(scene)).toHaveLength(1);
  });

  it.each([
    { name: "two approvals at once", words: [approve, approve] },
    { name: "an approval and a rejection at once", words: [approve, reject] },
  ])("takes one of $name", async ({ words }) => {
    const { scene, request, checkRun } = await startWaiting();
    const people = [await comment(scene, "bob"), await comment(scene, "carol")];
    const answers = await Promise.all(
      people.map(async (person, index) => {
        const { follower, parts } = scene.addReplica();
        return giveVerdict(words[index] ?? approve, person, follower, parts);
      }),
    );
    expect(answers.filter(({ kind }) => kind === "taken")).toHaveLength(1);
    const bound = scene.boundRun(request);
    const open = scene.runs().filter(({ status }) => status !== "completed");
    expect(open.map(({ id }) => id)).toEqual(checkRun.shown.status === "completed" ? [] : [bound]);
  });

  it("goes on with the next event where the process ended after the word was written", async () => {
    const { scene, replica, request, play } = await startWaiting();
    const bob = await comment(scene, "bob");
    scene.server.faults.add({ method: "POST", path: /dispatches$/, fault: { kind: "status", status: 422 }, times: 2 });
    await expect(giveVerdict(approve, bob, replica.follower, replica.parts)).rejects.toMatchObject({
      code: "github_failed",
    });
    expect(scene.boundRun(request)).toBe(play.run.id);
    const { follower, parts } = scene.addReplica();
    await followRequest(request.id, follower, parts);
    expect(scene.runs()).toHaveLength(2);
    expect(scene.boundRun(request)).toBe(scene.runs()[1]?.id);
  });

  it("adopts the run that was started before the process ended", async () => {
    const { scene, replica, request } = await startWaiting();
    const bob = await comment(scene, "bob");
    const fault = { kind: "drop-answer" } as const;
    const everyTry = 4;
    scene.server.faults.add({ method: "POST", path: /dispatches$/, fault });
    // Nor can it be looked for.
    scene.server.faults.add({ method: "GET", path: /\/workflows\/.*\/runs/, fault, after: 1, times: everyTry });
    await expect(giveVerdict(approve, bob, replica.follower, replica.parts)).rejects.toMatchObject({
      code: "github_failed",
    });
    await giveVerdict(approve, bob, replica.follower, replica.parts);
    expect(scene.runs()).toHaveLength(2);
    expect(scene.boundRun(request)).toBe(scene.runs()[1]?.id);
  });

  it("binds the run whose dispatch got no answer", async () => {
    const { scene, replica, request } = await startWaiting();
    const bob = await comment(scene, "bob");
    scene.server.faults.add({ method: "POST", path: /dispatches$/, fault: { kind: "drop-answer" } });
    await giveVerdict(approve, bob, replica.follower, replica.parts);
    expect(scene.runs()).toHaveLength(2);
    expect(scene.boundRun(request)).toBe(scene.runs()[1]?.id);
  });

  it("does not adopt what another workflow's token has started", async () => {
    const { scene, replica, request } = await startWaiting();
    const stranger = await scene.handOver(request);
    const bob = await comment(scene, "bob");
    await giveVerdict(approve, bob, replica.follower, replica.parts);
    expect(scene.boundRun(request)).toBeGreaterThan(stranger.run.id);
  });

  it("concludes what is rejected, and ends the run that waits", async () => {
    const scene = await startFollowScene();
    scene.world.addEnvironment(scene.repository, "talos-main", { reviewers: [scene.world.addUser("bob")] });
    const replica = scene.addReplica();
    const { request, checkRun } = await scene.ask();
    const play = await scene.dispatch(request);
    play.plan({ outcome: "planned", approval: "environment", digest });
    play.enterOperate("talos-main");
    const carol = await comment(scene, "carol");
    expect(await giveVerdict(approve, carol, replica.follower, replica.parts)).toMatchObject({
      kind: "refused",
      code: "approval_elsewhere",
      message: expect.stringContaining("talos-main (bob)"),
    });
    expect(await giveVerdict(reject, await comment(scene, "carol"), replica.follower, replica.parts)).toMatchObject({
      kind: "taken",
    });
    expect(checkRun.shown).toMatchObject({ status: "completed", conclusion: "neutral" });
    expect(play.run).toMatchObject({ status: "completed", conclusion: "cancelled" });
  });

  it.each([
    { name: "whoever asked", login: "alice", code: "self_approval" },
    { name: "whoever may not ask for it", login: "mallory", role: "read", code: "permission_denied" },
  ] as const)("refuses $name", async ({ login, code, ...more }) => {
    const { scene, replica, request } = await startWaiting();
    const person = await comment(scene, login, "role" in more ? more.role : "write");
    expect(await giveVerdict(approve, person, replica.follower, replica.parts)).toMatchObject({
      kind: "refused",
      code,
    });
    expect(scene.runs()).toHaveLength(1);
    expect(scene.boundRun(request)).toBe(scene.runs()[0]?.id);
  });

  it("does not take a word on another pull request for it, though both have the same head", async () => {
    const { scene, replica, issue, request } = await startTwins();
    const bob = await comment(scene, "bob", "write", issue);
    expect(bob.pull.headSha).toBe(request.sha);
    expect(await giveVerdict(approve, bob, replica.follower, replica.parts)).toMatchObject({
      kind: "refused",
      code: "nothing_to_decide",
    });
    expect(verdictsOf(scene)).toEqual([]);
    expect(scene.runs()).toHaveLength(1);
  });

  it("concludes what has waited too long", async () => {
    const { scene, checkRun } = await startWaiting();
    scene.pass(4_000_000);
    const { follower, parts } = scene.addReplica();
    const bob = await comment(scene, "bob");
    expect(await giveVerdict(approve, bob, follower, parts)).toMatchObject({ code: "request_expired" });
    expect(checkRun.shown).toMatchObject({ status: "completed", conclusion: "neutral" });
  });
});
