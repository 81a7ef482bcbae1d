/** From a comment to a changed cluster, through the shipped workflow and the built bundle. */
import { describe, expect, it } from "vitest";
import { startChatops } from "../support/chatops-scene.ts";
import { buildOnce } from "../support/drive-action.ts";

buildOnce();

describe.concurrent("operating from comments", { timeout: 180_000 }, () => {
  it("plans, waits for approval, operates and shows the end", async () => {
    const scene = await startChatops();
    const comment = scene.say("/talos reboot talos-m02");
    const { jobs, comments, run } = await scene.answer(comment);
    expect(jobs.map(({ job, state }) => `${job} ${state}`)).toEqual(["plan done", "operate done"]);
    expect(comment.reactions.map(({ content }) => content)).toEqual(["eyes", "rocket", "+1"]);
    const [plan = "", live = "", ...more] = comments;
    expect(more).toEqual([]);
    expect(plan).toContain("waits for approval");
    expect(live).toContain("✅ done, 1 of 1 node");
    expect(live).toContain("approved by **bob**");
    expect(live).toContain("```mermaid\ngantt");
    const [deployment] = scene.repository.deployments.values();
    expect(deployment).toMatchObject({
      sha: scene.issue.pull?.headSha,
      environment: "talos-main",
      task: "talos",
      statuses: [
        { state: "in_progress" },
        { state: "success", environmentUrl: expect.stringContaining("#issuecomment-") },
      ],
    });
    const operate = jobs.at(-1);
    expect(JSON.parse(operate?.step?.outputs["result"] ?? "")).toMatchObject({
      kind: "operation",
      state: "succeeded",
      nodes: [{ name: "talos-m02", state: "done" }],
    });
    expect(operate?.step).toMatchObject({ outputs: { outcome: "succeeded" }, post: { exitCode: 0, log: "" } });
    expect(run.reviews).toHaveLength(1);
  });
});
