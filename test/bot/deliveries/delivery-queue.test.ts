import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Delivery } from "../../../src/bot/deliveries/delivery.ts";
import { createDeliveryQueue } from "../../../src/bot/deliveries/delivery-queue.ts";

const limits = { lanes: 2, capacity: 4, capacityBytes: 1_000 };

function delivery(id: string, lane: string, bytes = 1): Delivery {
  return { id, name: "issue_comment", payload: {}, bytes, lane, receivedAt: 0 };
}

/** Work that ends when the test says so. */
function createWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = ({ id }: Delivery) => {
    begun.push(id);
    return new Promise<void>((resolve) => ends.set(id, resolve));
  };
  const end = async (id: string) => {
    ends.get(id)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, work, end };
}

describe("createDeliveryQueue()", () => {
  it("works on one delivery of a lane at a time, and on several lanes at once", async () => {
    const { begun, work, end } = createWork();
    const queue = createDeliveryQueue(work, limits);
    for (const [id, lane] of [
      ["a1", "a"],
      ["a2", "a"],
      ["b1", "b"],
      ["c1", "c"],
    ] as const)
      queue.offer(delivery(id, lane));
    expect(begun).toEqual(["a1", "b1"]);
    expect(queue).toMatchObject({ length: 2, working: 2 });
    await end("b1");
    expect(begun).toEqual(["a1", "b1", "c1"]);
    await end("a1");
    expect(begun).toEqual(["a1", "b1", "c1", "a2"]);
  });

  it("takes nothing in when so many wait", () => {
    const { work } = createWork();
    const queue = createDeliveryQueue(work, limits);
    const taken = Array.from({ length: 8 }, (_, index) => queue.offer(delivery(String(index), "one")));
    expect(taken).toEqual([true, true, true, true, true, false, false, false]);
    expect(queue.isFull).toBe(true);
  });

  it("takes nothing in when what waits is too large together", () => {
    const { work } = createWork();
    const queue = createDeliveryQueue(work, limits);
    const taken = [1, 1_000, 1].map((bytes, index) => queue.offer(delivery(String(index), "one", bytes)));
    expect(taken).toEqual([true, true, false]);
  });

  it("is idle when nothing waits and nothing is worked on", async () => {
    const { work, end } = createWork();
    const queue = createDeliveryQueue(work, limits);
    await queue.idle();
    queue.offer(delivery("1", "one"));
    queue.offer(delivery("2", "one"));
    let idle = false;
    const waiting = queue.idle().then(() => {
      idle = true;
    });
    await end("1");
    expect(idle).toBe(false);
    await end("2");
    await waiting;
    expect(queue).toMatchObject({ length: 0, working: 0 });
  });

  it("keeps the order of every lane, and loses nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 40 }), async (lanes) => {
        const done: Delivery[] = [];
        const work = async (one: Delivery) => {
          await Promise.resolve();
          done.push(one);
        };
        const queue = createDeliveryQueue(work, { ...limits, capacity: 100 });
        const offered = lanes.map((lane, index) => delivery(String(index), lane));
        for (const one of offered) queue.offer(one);
        await queue.idle();
        const of = (all: readonly Delivery[], lane: string) => all.filter((one) => one.lane === lane);
        for (const lane of lanes) expect(of(done, lane)).toEqual(of(offered, lane));
        expect(done).toHaveLength(offered.length);
      }),
    );
  });
});
