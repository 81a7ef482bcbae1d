/** The bot's machine loses power behind each thing that it writes to GitHub, and somebody starts it again. */
import { describe, expect, it } from "vitest";
import { buildBotOnce, type Fleet, type Said, startFleet } from "../support/bot-fleet.ts";
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

/** Where in the row of all writes the first, the second and the last one of each kind are. */
function choosePlaces(names: readonly string[]): readonly number[] {
  const places = Map.groupBy(names.keys(), (index) => names[index]);
  return [...places.values()].flatMap((all) => [...new Set([...all.slice(0, 2), ...all.slice(-1)])]);
}

function nameOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path.replaceAll(/\d+/g, "…")}`;
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
    const names = server.requests.filter(isWrite).map(nameOf);
    const killedBehind: string[] = [];
    for (const after of choosePlaces(names)) {
      const gone = Promise.withResolvers<void>();
      server.faults.add({
        ...{ ...writes, actor: app.bot.login, after },
        // Carried out, but nobody is there any more to hear of it.
        fault: { kind: "drop-answer" },
        onHit: (request) => {
          killedBehind.push(nameOf(request));
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
