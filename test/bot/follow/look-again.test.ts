import { describe, expect, it } from "vitest";
import { followRequest } from "../../../src/bot/follow/follow-request.ts";
import { lookAgain } from "../../../src/bot/follow/look-again.ts";
import { startFollowScene } from "../../support/follow-scene.ts";

const minute = 60_000;

describe("lookAgain()", () => {
  it.each([
    { name: "goes by what no event has told of", pauses: [16 * minute], plays: true, shown: "success" },
    { name: "leaves alone what was heard of lately", pauses: [5 * minute], plays: true, shown: null },
    { name: "ends what has waited too long", pauses: [31 * minute], plays: false, shown: "neutral" },
  ])("$name", async ({ pauses, plays, shown }) => {
    const scene = await startFollowScene();
    const { parts, follower } = scene.addReplica();
    const { request, checkRun } = await scene.ask({ expiresAt: new Date(scene.now() + 30 * minute).toISOString() });
    const run = await scene.dispatch(request);
    const stop = new AbortController();
    const left = [...pauses];
    const sleep = async (): Promise<void> => {
      const pause = left.shift();
      if (pause === undefined) stop.abort();
      scene.pass(pause ?? 0);
    };
    const clocked = Object.assign(parts, { sleep });
    await followRequest(request.id, follower, clocked);
    if (plays) {
      run.plan({ outcome: "answered" });
      run.complete();
    }
    await lookAgain(clocked, stop.signal);
    expect(checkRun.shown.conclusion).toBe(shown);
  });
});
