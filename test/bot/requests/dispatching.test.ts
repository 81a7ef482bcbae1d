/** What becomes of requests whose run does not start as usual, and of those that come after another one. */
import { describe, expect, it } from "vitest";
import { followRequest } from "../../../src/bot/follow/follow-request.ts";
import { startRequestsScene } from "../../support/requests-scene.ts";

describe("dispatchRequest()", () => {
  it("concludes the request where the workflow cannot be started, and says why", async () => {
    const scene = await startRequestsScene();
    scene.world.push(scene.repository, "main", { ".github/workflows/talos.yaml": null });
    const { id } = await scene.say("/talos reboot talos-w01\n/talos reboot talos-m01");
    expect(scene.requests().map(({ conclusion }) => conclusion)).toEqual(["failure", "cancelled"]);
    expect(scene.answers()).toEqual([expect.stringContaining("`github_failed`")]);
    expect(scene.reactions(id)).toContain("-1");
  });

  it.each([{ kind: "status", status: 502 }, { kind: "drop" }, { kind: "drop-answer" }] as const)(
    "ends with one bound run when the dispatch meets the fault $kind",
    async (fault) => {
      const scene = await startRequestsScene();
      const { told } = scene.comment("/talos status");
      scene.server.faults.add({ path: /\/dispatches$/, fault });
      await scene.deliver(told);
      expect(scene.runs()).toHaveLength(1);
      expect(scene.requests().map(scene.boundRun)).toEqual([scene.runs()[0]?.id]);
    },
  );

  it("leaves it to the next delivery when the dispatch fails again", async () => {
    const scene = await startRequestsScene();
    const { told } = scene.comment("/talos status");
    scene.server.faults.add({ path: /\/dispatches$/, fault: { kind: "status", status: 502 }, times: 2 });
    await expect(scene.deliver(told)).rejects.toMatchObject({ code: "github_failed" });
    await scene.deliver(told);
    expect(scene.runs()).toHaveLength(1);
    expect(scene.requests().map(scene.boundRun)).toEqual([scene.runs()[0]?.id]);
  });

  it("adopts the run that was started before it could be bound", async () => {
    const scene = await startRequestsScene();
    const { told } = scene.comment("/talos status");
    const everyTry = 4;
    const fault = { kind: "status", status: 500 } as const;
    scene.server.faults.add({ method: "PATCH", path: /\/check-runs\//, fault, times: everyTry });
    await expect(scene.deliver(told)).rejects.toMatchObject({ code: "github_failed" });
    await scene.deliver(told);
    expect(scene.runs()).toHaveLength(1);
    expect(scene.requests().map(scene.boundRun)).toEqual([scene.runs()[0]?.id]);
  });

  it("makes no second request when only the answer to the first was lost", async () => {
    const scene = await startRequestsScene();
    scene.server.faults.add({ method: "POST", path: /\/check-runs$/, fault: { kind: "drop-answer" } });
    await scene.say("/talos status");
    expect(scene.requests().map(scene.boundRun)).toEqual([scene.runs()[0]?.id]);
  });
});

describe("dispatchNext()", () => {
  it("adopts no run that another workflow's token has started in the meantime", async () => {
    const scene = await startRequestsScene();
    await scene.say("/talos reboot talos-w01\n/talos reboot talos-m01");
    const [run] = scene.runs();
    const [first, second] = scene.requests();
    if (run === undefined || first === undefined || second === undefined) throw new Error("nothing was started");
    // A writer's own branch has a workflow that dispatches the default branch's, with inputs of its own.
    const foreign = await scene.handOver(second);
    const played = scene.playRun(run);
    played.plan({ outcome: "planned", approval: "none", digest: "d".repeat(64) });
    const job = played.enterOperate("");
    played.begin(job);
    played.end(job, { phase: "operate", outcome: "succeeded" });
    played.complete();
    const { follower, parts } = scene.addReplica();
    for (const _ of [1, 2]) await followRequest(first.id, follower, parts);
    expect(scene.boundRun(second)).toBeGreaterThan(foreign.run.id);
  });

  it.each([
    { outcome: "succeeded", conclusions: ["success", null], runs: 2 },
    { outcome: "failed", conclusions: ["failure", "cancelled"], runs: 1 },
  ] as const)("goes on in the comment's order after one that has $outcome", async ({ outcome, conclusions, runs }) => {
    const scene = await startRequestsScene();
    await scene.say("/talos reboot talos-w01\n/talos reboot talos-m01");
    const [run] = scene.runs();
    const [first] = scene.requests();
    if (run === undefined || first === undefined) throw new Error("nothing was started");
    const played = scene.playRun(run);
    played.plan({ outcome: "planned", approval: "none", digest: "d".repeat(64) });
    const job = played.enterOperate("");
    played.begin(job);
    played.end(job, { phase: "operate", outcome });
    played.complete();
    const { follower, parts } = scene.addReplica();
    for (const _ of [1, 2]) await followRequest(first.id, follower, parts);
    expect(scene.requests().map(({ conclusion }) => conclusion)).toEqual(conclusions);
    expect(scene.runs()).toHaveLength(runs);
  });
});
