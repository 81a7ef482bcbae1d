import { describe, expect, test } from "vitest";
import { accelerate } from "../../src/playground/clock.ts";
import { ManualClock } from "../support/manual-clock.ts";

describe("accelerate()", () => {
  test("lets time pass faster, for clock and timers alike", () => {
    const base = new ManualClock();
    const fast = accelerate(base, 100);
    const start = fast.now().getTime();
    const seen: number[] = [];
    fast.after(30_000, () => seen.push(fast.now().getTime() - start));
    base.advance(298);
    expect(seen).toEqual([]);
    base.advance(2);
    expect(seen).toEqual([30_000]);
    expect(fast.now().getTime() - start).toBe(30_000);
  });

  test("runs what is due together in order, each at its own time", () => {
    const base = new ManualClock();
    const fast = accelerate(base, 1000);
    const start = fast.now().getTime();
    const seen: (readonly [string, number])[] = [];
    const note = (name: string) => seen.push([name, fast.now().getTime() - start]);
    fast.after(300, () => note("second"));
    fast.after(100, () => {
      note("first");
      fast.after(150, () => note("between"));
    });
    base.advance(1);
    expect(seen).toEqual([
      ["first", 100],
      ["between", 250],
      ["second", 300],
    ]);
  });

  test("does not run what was called off", () => {
    const base = new ManualClock();
    const fast = accelerate(base, 10);
    let ran = false;
    const cancel = fast.after(1000, () => {
      ran = true;
    });
    cancel();
    base.advance(1000);
    expect(ran).toBe(false);
  });
});
