import { describe, expect, it } from "vitest";
import { followRequest } from "../../../src/bot/follow/follow-request.ts";
import { type FollowScene, startFollowScene } from "../../support/follow-scene.ts";

const digest = "d".repeat(64);
const forComment = { outcome: "planned", approval: "comment", digest } as const;
const forEnvironment = { outcome: "planned", approval: "environment", digest } as const;

async function deliverAll(scene: FollowScene, replica = scene.addReplica()): Promise<void> {
  for (const event of scene.events.splice(0)) await replica.deliver(event);
}

type Play = Awaited<ReturnType<FollowScene["dispatch"]>>;

interface End {
  readonly name: string;
  readonly play: (play: Play, scene: FollowScene) => void;
  readonly conclusion: string;
  readonly outcome: string;
}

function review(verdict: "approved" | "rejected", { run }: Play, { world }: FollowScene): void {
  world.review(run, "talos-main", "bob", verdict);
}

const ends: readonly End[] = [
  {
    name: "an answer",
    play: (play) => play.plan({ outcome: "answered" }),
    conclusion: "success",
    outcome: "answered",
  },
  {
    name: "a refusal",
    play: (play) => play.plan({ outcome: "refused", code: "head_moved" }, "failure"),
    conclusion: "action_required",
    outcome: "refused",
  },
  {
    name: "an action that crashed",
    play: (play) => {
      play.plan(undefined, "failure");
      play.complete();
    },
    conclusion: "failure",
    outcome: "failed",
  },
  {
    name: "a run that was cancelled before a runner took it",
    play: (play, { world }) => {
      play.queuePlan();
      world.cancelRun(play.run);
    },
    conclusion: "cancelled",
    outcome: "cancelled",
  },
  {
    name: "a workflow that cannot start",
    play: (play) => play.complete("startup_failure"),
    conclusion: "failure",
    outcome: "failed",
  },
  {
    name: "a reviewer who rejects",
    play: (play, scene) => {
      play.plan(forEnvironment);
      play.enterOperate("talos-main");
      review("rejected", play, scene);
      play.complete();
    },
    conclusion: "neutral",
    outcome: "rejected",
  },
  {
    name: "an operation that failed",
    play: (play, scene) => {
      play.plan(forEnvironment);
      const job = play.enterOperate("talos-main");
      review("approved", play, scene);
      play.begin(job);
      play.end(job, { phase: "operate", outcome: "failed", code: "node_timeout" }, "failure");
      play.complete();
    },
    conclusion: "failure",
    outcome: "failed",
  },
  {
    name: "a run that was deleted",
    play: (play, { repository }) => {
      play.queuePlan();
      repository.runs.delete(play.run.id);
    },
    conclusion: "failure",
    outcome: "failed",
  },
  {
    name: "reviewers who let it expire",
    play: (play, { pass }) => {
      play.plan(forEnvironment);
      play.enterOperate("talos-main");
      pass(4_000_000);
    },
    conclusion: "neutral",
    outcome: "expired",
  },
];

describe("followRequest()", () => {
  it.each(ends)("concludes $name", async ({ play, conclusion, outcome }) => {
    const scene = await startFollowScene();
    scene.world.addEnvironment(scene.repository, "talos-main", { reviewers: [scene.world.addUser("bob")] });
    const { request, comment, checkRun } = await scene.ask();
    const played = await scene.dispatch(request);
    play(played, scene);
    await deliverAll(scene);
    expect(checkRun.shown).toMatchObject({ status: "completed", conclusion });
    expect(checkRun.statuses.filter((status) => status === "completed")).toHaveLength(1);
    expect(scene.outcomes).toEqual([outcome]);
    expect(scene.reactions(comment.id)).toContain(conclusion === "success" ? "+1" : "-1");
    expect(scene.runs().filter(({ status }) => status !== "completed")).toEqual(
      outcome === "answered" || outcome === "refused" ? [played.run] : [],
    );
  });

  it("follows an operation from its run's start to its end", async () => {
    const scene = await startFollowScene();
    const environment = scene.world.addEnvironment(scene.repository, "talos-main", {
      reviewers: [scene.world.addUser("bob")],
    });
    const replica = scene.addReplica();
    const { request, comment, checkRun } = await scene.ask();
    const play = await scene.dispatch(request);
    const plan = play.queuePlan();
    await deliverAll(scene, replica);
    const titles = [checkRun.shown.output.title];
    play.begin(plan);
    await deliverAll(scene, replica);
    titles.push(checkRun.shown.output.title);
    play.end(plan, forEnvironment);
    const operate = play.enterOperate("talos-main");
    await deliverAll(scene, replica);
    titles.push(checkRun.shown.output.title);
    scene.world.review(play.run, environment, "bob", "approved");
    play.begin(operate);
    await deliverAll(scene, replica);
    titles.push(checkRun.shown.output.title);
    expect(scene.reactions(comment.id)).toEqual(["eyes", "rocket"]);
    play.end(operate, { phase: "operate", outcome: "succeeded" });
    play.complete();
    await deliverAll(scene, replica);
    titles.push(checkRun.shown.output.title);
    expect(titles).toEqual([
      "Waits for a runner with label self-hosted",
      "Makes the plan",
      "Waits for approval by bob in talos-main",
      "Is being carried out",
      "Done",
    ]);
    expect(checkRun.shown).toMatchObject({ conclusion: "success" });
    expect(checkRun.statuses).toEqual(["queued", "in_progress", "completed"]);
    expect(scene.reactions(comment.id)).toEqual(["eyes", "rocket", "+1"]);
    expect(scene.outcomes).toEqual(["succeeded"]);
  });

  it("binds the run that an operation was handed over to, once, and follows it", async () => {
    const scene = await startFollowScene();
    const replica = scene.addReplica();
    const { request, checkRun } = await scene.ask();
    const first = await scene.dispatch(request);
    first.plan({ outcome: "planned", approval: "none", digest });
    const job = first.enterOperate("");
    first.begin(job);
    const next = await scene.handOver(request);
    const stranger = await scene.handOver(request);
    await deliverAll(scene, replica);
    expect(scene.boundRun(request)).toBe(first.run.id);
    first.end(job, { phase: "operate", outcome: "handed-over", operation: "op-1" });
    first.complete();
    await deliverAll(scene, replica);
    expect(scene.boundRun(request)).toBe(next.run.id);
    expect(checkRun.shown.status).toBe("in_progress");
    scene.pass(4_000_000);
    next.plan({ outcome: "planned", approval: "none", digest });
    const rest = next.enterOperate("");
    next.begin(rest);
    next.end(rest, { phase: "operate", outcome: "succeeded" });
    next.complete();
    stranger.plan({ outcome: "failed" });
    stranger.complete();
    await deliverAll(scene);
    expect(scene.boundRun(request)).toBe(next.run.id);
    expect(checkRun.shown.conclusion).toBe("success");
  });

  it("goes by the first attempt of a run", async () => {
    const scene = await startFollowScene();
    const { request, checkRun } = await scene.ask();
    const play = await scene.dispatch(request);
    play.plan(forComment);
    play.complete();
    scene.world.rerun(play.run, "mallory");
    play.plan({ outcome: "refused", code: "rerun_refused" }, "failure");
    play.complete();
    await deliverAll(scene);
    expect(checkRun.shown).toMatchObject({
      status: "in_progress",
      output: { title: expect.stringContaining("/talos approve") },
    });
  });

  it("gives a thumb up once all commands of a comment have succeeded", async () => {
    const scene = await startFollowScene();
    const replica = scene.addReplica();
    const { request, comment } = await scene.ask();
    const origin = { kind: "comment", commentId: comment.id, number: 2 } as const;
    const second = await scene.ask({ origin });
    for (const [index, one] of [request, second.request].entries()) {
      expect(scene.reactions(comment.id)).not.toContain("+1");
      const play = await scene.dispatch(one);
      play.plan({ outcome: index === 0 ? "nothing-to-do" : "answered" });
      await deliverAll(scene, replica);
    }
    expect(scene.reactions(comment.id)).toContain("+1");
  });

  it("asks GitHub nothing about runs of others", async () => {
    const scene = await startFollowScene();
    const replica = scene.addReplica();
    scene.startOther();
    scene.startOther();
    const before = scene.server.requests.length;
    await deliverAll(scene, replica);
    expect(scene.server.requests).toHaveLength(before);
  });

  it("takes a request of another App for none", async () => {
    const scene = await startFollowScene();
    const { request, checkRun } = await scene.ask();
    const play = await scene.dispatch(request);
    play.plan({ outcome: "answered" });
    const { parts, ...replica } = scene.addReplica();
    const other = { ...parts, appId: parts.appId + 1 };
    await followRequest(request.id, replica.follower, other);
    expect(checkRun.shown.status).toBe("in_progress");
  });

  it("keeps the end for the next delivery where GitHub fails", async () => {
    const scene = await startFollowScene();
    const replica = scene.addReplica();
    const { request, checkRun } = await scene.ask();
    const play = await scene.dispatch(request);
    play.plan({ outcome: "answered" });
    const patch = { method: "PATCH", path: /check-runs/, fault: { kind: "status", status: 422 } } as const;
    scene.server.faults.add(patch);
    await expect(followRequest(request.id, replica.follower, replica.parts)).rejects.toMatchObject({
      code: "github_failed",
    });
    expect(checkRun.shown.status).toBe("in_progress");
    await deliverAll(scene, replica);
    expect(checkRun.shown.conclusion).toBe("success");
  });
});
