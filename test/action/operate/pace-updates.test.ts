import { describe, expect, it } from "vitest";
import { paceUpdates } from "../../../src/action/operate/pace-updates.ts";
import type { Pace } from "../../../src/operation/pace.ts";

/** Time that goes by only when it is told to, and wakes whoever sleeps. */
function manualPace() {
  let now = 0;
  let sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  const pace: Pace = {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) reject(signal.reason);
        sleepers.push({ until: now + ms, wake: resolve });
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
  };
  const pass = async (ms: number) => {
    now += ms;
    const due = sleepers.filter(({ until }) => until <= now);
    sleepers = sleepers.filter(({ until }) => until > now);
    for (const { wake } of due) wake();
    await settle();
  };
  return { pace, pass };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

function start() {
  const written: string[] = [];
  const { pace, pass } = manualPace();
  const write = async (text: string) => void written.push(text);
  return { written, pass, updates: paceUpdates(write, { pace, intervalMs: 5_000, refreshMs: 30_000 }) };
}

describe("paceUpdates()", () => {
  it("writes the first at once, and of those that follow soon the newest", async () => {
    const { written, pass, updates } = start();
    updates.update(() => "one");
    await settle();
    updates.update(() => "two");
    updates.update(() => "three");
    await settle();
    expect(written).toEqual(["one"]);
    await pass(5_000);
    expect(written).toEqual(["one", "three"]);
  });

  it("writes again after a while without news, since durations go on", async () => {
    const { written, pass, updates } = start();
    let seconds = 0;
    updates.update(() => `for ${seconds} s`);
    await settle();
    for (seconds = 5; seconds <= 30; seconds += 5) await pass(5_000);
    expect(written).toEqual(["for 0 s", "for 30 s"]);
  });

  it("never loses the end, and writes nothing after it", async () => {
    const { written, pass, updates } = start();
    updates.update(() => "one");
    await settle();
    updates.update(() => "two");
    await updates.finish("end");
    await pass(60_000);
    expect(written).toEqual(["one", "end"]);
  });

  it("writes the end after what is being written", async () => {
    const written: string[] = [];
    let release = () => {};
    const write = (text: string) =>
      new Promise<void>((resolve) => {
        release = () => {
          written.push(text);
          resolve();
        };
      });
    const updates = paceUpdates(write, { pace: manualPace().pace, intervalMs: 1, refreshMs: 1 });
    updates.update(() => "one");
    await settle();
    const ended = updates.finish("end");
    release();
    await settle();
    release();
    await ended;
    expect(written).toEqual(["one", "end"]);
  });
});
