import { describe, expect, it } from "vitest";
import { followRequest } from "../../../src/bot/follow/follow-request.ts";
import { type FollowScene, startFollowScene } from "../../support/follow-scene.ts";

const planned = { outcome: "planned", approval: "environment", digest: "d".repeat(64) } as const;
const destroying = { risk: "destroy", command: "reset talos-m01 --confirm talos-m01" } as const;

async function deliverAll(scene: FollowScene, replica = scene.addReplica()): Promise<void> {
  for (const event of scene.events.splice(0)) await replica.deliver(event);
}

async function follow(scene: FollowScene, { id }: { readonly id: number }): Promise<void> {
  const { follower, parts } = scene.addReplica();
  await followRequest(id, follower, parts);
}

function guard(scene: FollowScene, reviewers: readonly string[] = []): void {
  const users = reviewers.map((login) => scene.world.addUser(login));
  scene.world.addEnvironment(scene.repository, "talos-main", { reviewers: users, protectionRules: [scene.app] });
}

async function startGuarded(more: Parameters<FollowScene["ask"]>[0] = {}, reviewers: readonly string[] = []) {
  const scene = await startFollowScene();
  guard(scene, reviewers);
  const asked = await scene.ask(more);
  const play = await scene.dispatch(asked.request);
  play.plan(planned);
  return { scene, play, ...asked };
}

describe("onProtectionRule()", () => {
  it("lets a change by its own run pass", async () => {
    const { scene, play } = await startGuarded();
    const job = play.enterOperate("talos-main");
    await deliverAll(scene);
    expect(job.status).toBe("queued");
  });

  it("keeps what destroys until a reviewer besides whoever asked has approved", async () => {
    const { scene, play, request, checkRun } = await startGuarded(destroying, ["alice", "bob"]);
    const job = play.enterOperate("talos-main");
    await deliverAll(scene);
    scene.world.review(play.run, "talos-main", "alice", "approved");
    await deliverAll(scene);
    expect(job.status).toBe("waiting");
    expect(checkRun.shown.status).toBe("in_progress");
    expect(play.run.gates[0]?.reports).toEqual([
      expect.objectContaining({ comment: expect.stringContaining("alice") }),
    ]);
    const user = scene.world.addUser("bob");
    play.run.reviews.push({ state: "approved", user, environment: "talos-main", comment: "" });
    await follow(scene, request);
    expect(job.status).toBe("queued");
  });

  it.each([
    { login: "alice", status: "waiting" },
    { login: "bob", status: "queued" },
  ])("finds what destroys $status after the word of $login", async ({ login, status }) => {
    const { scene, play, request } = await startGuarded(destroying);
    const job = play.enterOperate("talos-main");
    await deliverAll(scene);
    expect(job.status).toBe("waiting");
    await scene.say(request, "approved", login);
    await follow(scene, request);
    expect(job.status).toBe(status);
  });

  it("rejects the run of nobody's request", async () => {
    const scene = await startFollowScene();
    guard(scene);
    const play = scene.startByHand();
    const job = play.enterOperate("talos-main");
    await deliverAll(scene);
    expect(job).toMatchObject({ status: "completed", conclusion: "failure" });
  });

  it("rejects another run for a request than the bound one", async () => {
    const { scene, request, checkRun } = await startGuarded();
    const other = await scene.handOver(request);
    const job = other.enterOperate("talos-main");
    await deliverAll(scene);
    expect(job).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(checkRun.shown.status).toBe("in_progress");
  });

  it("lets the run pass to which the operation was handed over, though nothing else was told of it", async () => {
    const { scene, play, request } = await startGuarded();
    const first = play.enterOperate("talos-main");
    await deliverAll(scene);
    play.begin(first);
    const next = await scene.handOver(request);
    play.end(first, { phase: "operate", outcome: "handed-over", operation: "op-1" });
    play.complete();
    next.plan(planned);
    scene.events.splice(0);
    const job = next.enterOperate("talos-main");
    for (const event of scene.events.filter(({ name }) => name === "deployment_protection_rule")) {
      await scene.addReplica().deliver(event);
    }
    expect(scene.boundRun(request)).toBe(next.run.id);
    expect(job.status).toBe("queued");
  });

  it("rejects after a push", async () => {
    const { scene, play } = await startGuarded();
    scene.world.push(scene.repository, "change", { "a.yaml": "2" });
    const job = play.enterOperate("talos-main");
    await deliverAll(scene);
    expect(job).toMatchObject({ status: "completed", conclusion: "failure" });
  });
});
