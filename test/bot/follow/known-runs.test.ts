import { describe, expect, it } from "vitest";
import { createKnownRuns } from "../../../src/bot/follow/known-runs.ts";

const at = { owner: "acme", repo: "home-ops" };

describe("createKnownRuns()", () => {
  it("knows what events have told", () => {
    const runs = createKnownRuns();
    runs.learn({ at, id: 7, workflow: "Talos", request: 4711 });
    runs.learn({ at, id: 8, workflow: "Tests", request: undefined });
    expect(runs.find({ at, id: 7, workflow: "Talos" })).toBe(4711);
    expect(runs.find({ at, id: 8, workflow: "Tests" })).toBe("none");
    expect(runs.find({ at, id: 9, workflow: "Talos" })).toBeUndefined();
    expect(runs.find({ at: { ...at, repo: "other" }, id: 7, workflow: "Talos" })).toBeUndefined();
  });

  it("takes further runs of a workflow without requests for others', until it has one", () => {
    const runs = createKnownRuns();
    runs.learn({ at, id: 8, workflow: "Talos", request: undefined });
    expect(runs.find({ at, id: 9, workflow: "Talos" })).toBe("none");
    runs.learn({ at, id: 10, workflow: "Talos", request: 4711 });
    expect(runs.find({ at, id: 9, workflow: "Talos" })).toBeUndefined();
  });

  it("forgets the oldest", () => {
    const runs = createKnownRuns(2);
    for (const id of [1, 2, 3]) runs.learn({ at, id, workflow: "Talos", request: id });
    expect([1, 2, 3].map((id) => runs.find({ at, id, workflow: "Talos" }))).toEqual([undefined, 2, 3]);
  });
});
