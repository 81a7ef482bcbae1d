/** From a comment to a changed cluster, through the shipped workflow and the built bundle. */
import { describe, expect, it } from "vitest";
import { startChatops } from "../support/chatops-scene.ts";
import { buildOnce } from "../support/drive-action.ts";

buildOnce();

describe.concurrent("operating from comments", { timeout: 180_000 }, () => {
  it("plans, waits for approval, operates and shows the end", async () => {
    const scene = await startChatops();
    const comment = scene.say("/talos reboot talos-m02");
    const { jobs, comments } = await scene.answer(comment);
    for (const j of jobs) console.log(j.job, j.state, j.step?.log, JSON.stringify(j.step?.outputs), j.step?.post);
    console.log(comments.join("\n=======\n"));
    expect(jobs.map(({ job, state }) => `${job} ${state}`)).toEqual(["plan done", "operate done"]);
  });
});
