/** The bot's machine loses power behind each thing that it writes to GitHub, and somebody starts it again. */
import { describe, expect, it } from "vitest";
import { buildBotOnce, type Fleet, type Said, startFleet } from "../support/bot-fleet.ts";
import { carriedOut, endOf, requestsOf } from "../support/request-end.ts";

buildBotOnce();

const writes = { method: /^(POST|PATCH|PUT|DELETE)$/, path: /^\/repos\// };

/** Somebody asks; another person approves as soon as there is a plan, if a comment is what is waited for. */
type Ask = (fleet: Fleet) => Said;

const ask: Ask = (fleet) => fleet.say("/talos reboot talos-m01");

const askAndApprove: Ask = (fleet) => {
  const said = fleet.say("/talos reboot talos-m01");
  const isPlanned = () => requestsOf(fleet, said)[0]?.output.summary?.includes("/talos approve") ?? false;
  void fleet
    .until("there is a plan", isPlanned)
    .then(() => fleet.say("/talos approve", { author: "bob", issue: said.issue }));
  return said;
};

describe("the bot", { timeout: 240_000 }, () => {
  it.each([
    { name: "an environment approves", approvals: "environment", start: ask, answers: 0 },
    { name: "a comment approves", approvals: "comment", start: askAndApprove, answers: 1 },
  ] as const)("goes on where it was killed, behind each of its writes, where $name", async (journey) => {
    const { approvals, start, answers } = journey;
    const fleet = await startFleet({ approvals });
    const { server, app } = fleet;
    const first = await endOf(fleet, start(fleet));
    expect(first).toEqual({ ...carriedOut(first), answers });
    const isWrite = ({ method, path, actor }: (typeof server.requests)[number]) =>
      actor === app.bot.login && writes.method.test(method) && writes.path.test(path);
    const count = server.requests.filter(isWrite).length;
    const killedBehind: string[] = [];
    for (let after = 0; after < count; after++) {
      const gone = Promise.withResolvers<void>();
      server.faults.add({
        ...{ ...writes, actor: app.bot.login, after },
        // Carried out, but nobody is there any more to hear of it.
        fault: { kind: "drop-answer" },
        onHit: ({ method, path }) => {
          killedBehind.push(`${method} ${path.replaceAll(/\d{3,}/g, "…")}`);
          const [bot] = fleet.bots;
          if (bot !== undefined) void fleet.end(bot, "kill").then(() => gone.resolve());
        },
      });
      const said = start(fleet);
      const end = endOf(fleet, said);
      await Promise.race([gone.promise, end]);
      server.faults.clear();
      if (fleet.bots.length === 0) await fleet.start();
      await end;
      const ending = await endOf(fleet, said);
      expect(ending, `killed behind ${killedBehind.at(-1)}`).toEqual({ ...carriedOut(ending), answers });
    }
    console.log(killedBehind);
    expect(killedBehind.length).toBeGreaterThan(count - 3);
  });
});
