import { describe, expect, it } from "vitest";
import { startRequestsScene } from "../../support/requests-scene.ts";

/** A request that is over, since its comment was deleted. */
async function startEnded() {
  const scene = await startRequestsScene();
  const comment = await scene.say("/talos status");
  scene.world.deleteComment(comment);
  await scene.deliver(scene.last("issue_comment"));
  const [check] = scene.requests();
  if (check?.conclusion !== "cancelled") throw new Error("the request is not over");
  const rerequest = async (person: string) => {
    scene.world.rerequestCheckRun(check, person);
    await scene.deliver(scene.last("check_run"));
  };
  return { ...scene, rerequest };
}

describe("onRerequest()", () => {
  it("explains that nothing is run again, once, and starts nothing", async () => {
    const { answers, rerequest, runs } = await startEnded();
    await rerequest("alice");
    await rerequest("alice");
    expect(answers()).toEqual([expect.stringContaining("`rerun_refused`")]);
    expect(runs()).toHaveLength(1);
  });

  it("says nothing to a stranger", async () => {
    const { answers, rerequest } = await startEnded();
    await rerequest("mallory");
    expect(answers()).toEqual([]);
  });
});
