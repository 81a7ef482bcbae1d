import { describe, expect, it } from "vitest";
import { createCoalesced } from "../../../src/bot/follow/coalesce.ts";

/** Work that ends when the test says so. */
function createWork() {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const work = () => new Promise<void>((resolve, reject) => void ends.push({ resolve, reject }));
  return { ends, work };
}

describe("createCoalesced()", () => {
  it("does what comes meanwhile in one more turn", async () => {
    const { run } = createCoalesced();
    const { ends, work } = createWork();
    const first = run("a", work);
    const rest = [run("a", work), run("a", work), run("a", work)];
    expect(ends).toHaveLength(1);
    ends[0]?.resolve();
    await first;
    await Promise.resolve();
    expect(ends).toHaveLength(2);
    ends[1]?.resolve();
    await Promise.all(rest);
    expect(ends).toHaveLength(2);
  });

  it("does not let keys wait for each other", () => {
    const { run } = createCoalesced();
    const { ends, work } = createWork();
    run("a", work);
    run("b", work);
    expect(ends).toHaveLength(2);
  });

  it("fails for those who waited for the turn that failed, and goes on", async () => {
    const { run } = createCoalesced();
    const { ends, work } = createWork();
    const first = run("a", work);
    const second = run("a", work);
    ends[0]?.reject(new Error("no"));
    await expect(first).rejects.toThrow("no");
    await Promise.resolve();
    ends[1]?.resolve();
    await expect(second).resolves.toBeUndefined();
    const third = run("a", work);
    ends[2]?.resolve();
    await expect(third).resolves.toBeUndefined();
  });
});
