import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPacedWrites } from "../../src/bot/create-paced-writes.ts";
import { ManualClock } from "../support/manual-clock.ts";

function start(mostPerMinute = 100) {
  const clock = new ManualClock();
  const failures: unknown[] = [];
  const written: string[] = [];
  const pace = {
    now: () => clock.now().getTime(),
    sleep: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        const cancel = clock.after(ms, resolve);
        signal.addEventListener("abort", () => {
          cancel();
          reject(signal.reason);
        });
      }),
  };
  const paced = createPacedWrites({ pace, pauseMs: 5_000, mostPerMinute, onFailure: (error) => failures.push(error) });
  const write = (text: string) => async () => void written.push(text);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const pass = async (ms: number) => {
    await settle();
    clock.advance(ms);
    await settle();
  };
  return { clock, failures, written, paced, write, settle, pass };
}

describe("createPacedWrites()", () => {
  it("writes the first update at once, and of those within the pause the newest", async () => {
    const { paced, write, written, settle, pass } = start();
    for (const text of ["1", "2", "3"]) {
      paced.update("a", write(text));
      await settle();
    }
    expect(written).toEqual(["1"]);
    await pass(4_999);
    expect(written).toEqual(["1"]);
    await pass(1);
    expect(written).toEqual(["1", "3"]);
  });

  it("keeps targets apart", async () => {
    const { paced, write, written, settle } = start();
    paced.update("a", write("a"));
    paced.update("b", write("b"));
    await settle();
    expect(written).toEqual(["a", "b"]);
  });

  it("writes what is final without a pause, and nothing older afterwards", async () => {
    const { paced, write, written, settle, pass } = start();
    paced.update("a", write("1"));
    await settle();
    paced.update("a", write("2"));
    await paced.finish("a", write("end"));
    await pass(60_000);
    expect(written).toEqual(["1", "end"]);
  });

  it("writes what is final after what is being written", async () => {
    const { paced, write, written, settle } = start();
    let release: () => void = () => undefined;
    paced.update("a", async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      written.push("slow");
    });
    await settle();
    const finished = paced.finish("a", write("end"));
    release();
    await finished;
    expect(written).toEqual(["slow", "end"]);
  });

  it("tells of a failed update and goes on; tells the caller of a failed end", async () => {
    const { paced, failures, written, write, pass } = start();
    const failure = new Error("no");
    paced.update("a", () => Promise.reject(failure));
    await pass(0);
    paced.update("a", write("2"));
    await pass(5_000);
    expect(failures).toEqual([failure]);
    await expect(paced.finish("a", () => Promise.reject(failure))).rejects.toBe(failure);
    expect(written).toEqual(["2"]);
  });

  it("spreads updates of all targets when there are too many for a minute", async () => {
    const { paced, write, written, pass } = start(2);
    for (const name of ["a", "b", "c", "d"]) {
      paced.update(name, write(name));
      await pass(0);
    }
    const soon = written.length;
    await pass(120_000);
    await pass(120_000);
    expect(soon).toBeLessThan(4);
    expect(written.toSorted()).toEqual(["a", "b", "c", "d"]);
  });

  it("flush() writes the newest of every target at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 20 }), async (targets) => {
        const { paced, write, written } = start(1);
        for (const [index, target] of targets.entries()) paced.update(target, write(`${target}${index}`));
        await paced.flush();
        for (const target of new Set(targets)) {
          expect(written.filter((text) => text.startsWith(target)).at(-1)).toBe(
            `${target}${targets.lastIndexOf(target)}`,
          );
        }
      }),
    );
  });
});
