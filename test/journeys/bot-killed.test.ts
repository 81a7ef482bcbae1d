/** The bot's machine loses power behind each thing that it writes to GitHub, and somebody starts it again. */
import { describe, expect, it } from "vitest";
import { buildBotOnce, type Fleet, type Said, startFleet } from "../support/bot-fleet.ts";
import { callsNamed, nameOfCall } from "../support/call-names.ts";
import { carriedOut, endOf, type RequestEnding, requestsOf } from "../support/request-end.ts";

buildBotOnce();

const writes = { method: /^(POST|PATCH|PUT|DELETE)$/, path: /^\/repos\// };

/** Somebody asks, and another person approves as soon as there is a plan. */
function ask(fleet: Fleet): Said {
  const said = fleet.say("/talos reboot talos-m01");
  const isPlanned = () => requestsOf(fleet, said)[0]?.output.summary?.includes("/talos approve") ?? false;
  void fleet
    .until("there is a plan", isPlanned)
    .then(() => fleet.say("/talos approve", { author: "bob", issue: said.issue }));
  return said;
}

interface Place {
  readonly name: string;
  /** How many of this kind come before it. */
  readonly after: number;
}

/** The first, the second and the last write of each kind; how they come among each other differs from time to time. */
function choosePlaces(names: readonly string[]): readonly Place[] {
  return [...Map.groupBy(names, (name) => name)].flatMap(([name, all]) =>
    [...new Set([0, 1, all.length - 1])].filter((after) => after < all.length).map((after) => ({ name, after })),
  );
}

describe("the bot", { timeout: 240_000 }, () => {
  it("goes on where it was killed, behind everything that it writes", async () => {
    const fleet = await startFleet({ approvals: "comment" });
    const { server, app } = fleet;
    const isWrite = ({ method, path, actor }: (typeof server.requests)[number]) =>
      actor === app.bot.login && writes.method.test(method) && writes.path.test(path);
    const expected = (ending: RequestEnding) => ({ ...carriedOut(ending), answers: 1 });
    const first = await endOf(fleet, ask(fleet));
    expect(first).toEqual(expected(first));
    const names = server.requests.filter(isWrite).map(nameOfCall);
    const killedBehind: string[] = [];
    for (const { name, after } of choosePlaces(names)) {
      const gone = Promise.withResolvers<void>();
      server.faults.add({
        ...{ ...callsNamed(name), actor: app.bot.login, after },
        // Carried out, but nobody is there any more to hear of it.
        fault: { kind: "drop-answer" },
        onHit: () => {
          killedBehind.push(name);
          const [bot] = fleet.bots;
          if (bot !== undefined) void fleet.end(bot, "kill").then(() => gone.resolve());
        },
      });
      const said = ask(fleet);
      const end = endOf(fleet, said);
      await Promise.race([gone.promise, end]);
      server.faults.clear();
      // By then each run that has waited for the bot has given up.
      if (fleet.bots.length === 0) await fleet.runner.settled().then(() => fleet.start());
      await end;
      const ending = await endOf(fleet, said);
      expect(ending, `killed behind ${killedBehind.at(-1)}`).toEqual(expected(ending));
    }
    expect(new Set(killedBehind)).toEqual(new Set(names));
  });
});
