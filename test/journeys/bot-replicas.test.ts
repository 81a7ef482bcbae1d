/** Two processes of the bot behind one stream of deliveries, which no one keeps in order, apart or whole. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeliveryFault } from "../../src/playground/github/webhooks/delivery-faults.ts";
import { buildBotOnce, type Fleet, startFleet } from "../support/bot-fleet.ts";
import { carriedOut, endOf } from "../support/request-end.ts";

buildBotOnce();

type Way = "first" | "second" | "both";

/** The n-th delivery from now on goes the n-th way, over and over. */
function route({ balancer, bots }: Fleet, ways: readonly Way[]): void {
  let next = 0;
  balancer.choose = () => {
    const way = ways[next++ % ways.length];
    const [first, second] = bots.map(({ url }) => url);
    return [way !== "second" && first, way !== "first" && second].filter((url) => typeof url === "string");
  };
}

const way = fc.constantFrom<Way>("first", "second", "both");

const fault = fc.constantFrom<DeliveryFault>(
  { kind: "drop" },
  { kind: "answer-lost" },
  { kind: "duplicate" },
  { kind: "reorder" },
  { kind: "delay", delayMs: 20 },
  { kind: "delay", delayMs: 200 },
);

describe("two replicas of the bot", { timeout: 240_000 }, () => {
  it("give one request one run, whichever of them a delivery goes to, also to both at once", async () => {
    const fleet = await startFleet({ replicas: 2 });
    await fc.assert(
      fc.asyncProperty(fc.array(way, { minLength: 20, maxLength: 40 }), async (ways) => {
        route(fleet, ["both", ...ways]);
        const ending = await endOf(fleet, fleet.say("/talos reboot talos-m01"));
        expect(ending).toEqual(carriedOut(ending));
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });

  it("answer a comment once that both are told of at the same moment", async () => {
    const fleet = await startFleet({ replicas: 2 });
    route(fleet, ["both"]);
    const said = [1, 2, 3, 4].map(() => fleet.say("/talos whoami\n/talos nonsense"));
    await fleet.rest();
    expect(said.map(({ issue }) => issue.comments.filter(({ user }) => user === fleet.app.bot).length)).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it("end in the same state when deliveries are lost, doubled, held up and reordered", async () => {
    const fleet = await startFleet({ replicas: 2 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(way, { minLength: 5, maxLength: 20 }),
        fc.array(fault, { minLength: 1, maxLength: 12 }),
        async (ways, faults) => {
          route(fleet, ways);
          const rules = fleet.server.webhooks.faults;
          for (const one of faults) rules.add({ fault: one });
          const ending = await endOf(fleet, fleet.say("/talos reboot talos-m02"));
          expect(ending).toEqual(carriedOut(ending));
        },
      ),
      { numRuns: 5, endOnFailure: true },
    );
  });
});
