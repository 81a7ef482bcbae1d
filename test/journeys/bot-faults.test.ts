/** GitHub fails at each call that the bot makes in the course of a request, in each way that it can. */
import { describe, expect, it } from "vitest";
import type { Fault } from "../../src/playground/github/faults.ts";
import { buildBotOnce, type Fleet, startFleet } from "../support/bot-fleet.ts";
import { callsNamed, nameOfCall } from "../support/call-names.ts";
import { carriedOut, endOf } from "../support/request-end.ts";

buildBotOnce();

const faults: readonly Fault[] = [
  { kind: "status", status: 502 },
  { kind: "drop-answer" },
  { kind: "secondary-limit", retryAfterSeconds: 5 },
  { kind: "status", status: 500 },
  { kind: "drop" },
];

/** The calls of one request, each by its name. */
async function learnCalls(fleet: Fleet): Promise<readonly string[]> {
  await endOf(fleet, fleet.say("/talos reboot talos-m01"));
  return [...new Set(fleet.server.requests.filter(({ actor }) => actor === fleet.app.bot.login).map(nameOfCall))];
}

function failAt(
  { server, app }: Fleet,
  name: string,
  rule: { fault: Fault; after?: number; times?: number },
): string[] {
  const hits: string[] = [];
  const onHit = (call: { readonly method: string; readonly path: string }) => void hits.push(nameOfCall(call));
  server.faults.add({ ...callsNamed(name), actor: app.bot.login, ...rule, onHit });
  return hits;
}

describe("the bot", { timeout: 240_000 }, () => {
  it("comes to the same end when a write of it fails once, however that is", async () => {
    const fleet = await startFleet();
    const writes = (await learnCalls(fleet)).filter((name) => !name.startsWith("GET"));
    expect(writes.length).toBeGreaterThanOrEqual(4);
    for (const name of writes) {
      for (const fault of faults) {
        const hits = failAt(fleet, name, { fault });
        const ending = await endOf(fleet, fleet.say("/talos reboot talos-m01"));
        expect(ending, `${fault.kind} at ${name}`).toEqual(carriedOut(ending));
        expect(hits).toEqual([name]);
      }
    }
  });

  it("comes to the same end when something that it reads fails, once or for a while", async () => {
    const fleet = await startFleet();
    const reads = (await learnCalls(fleet)).filter((name) => name.startsWith("GET") && !/\/git\//.test(name));
    for (const [index, name] of reads.entries()) {
      const times = [1, 6][index % 2] ?? 1;
      const fault = faults[index % faults.length] ?? { kind: "drop" };
      const hits = failAt(fleet, name, { fault, times });
      const ending = await endOf(fleet, fleet.say("/talos reboot talos-m01"));
      expect(ending, `${fault.kind} at ${name}, ${times} times`).toEqual(carriedOut(ending));
      expect(hits).toContain(name);
      fleet.server.faults.clear();
    }
  });

  it("signs in and sweeps in spite of faults", async () => {
    const fleet = await startFleet();
    for (const fault of faults) {
      await Promise.all(fleet.bots.map((bot) => fleet.end(bot, "kill")));
      for (const path of [/^\/app$/, /\/access_tokens$/, /^\/app\/hook\/deliveries/]) {
        fleet.server.faults.add({ path, fault });
      }
      const said = fleet.say("/talos reboot talos-m01");
      await fleet.start();
      const ending = await endOf(fleet, said);
      expect(ending, fault.kind).toEqual(carriedOut(ending));
    }
  });

  it("answers once, whatever happens to its answer", async () => {
    const fleet = await startFleet();
    for (const fault of faults) {
      failAt(fleet, "POST /repos/acme/home-ops/issues/…/comments", { fault });
      const { issue } = fleet.say("/talos whoami");
      const answers = () => issue.comments.filter(({ user }) => user === fleet.app.bot);
      await fleet.until("it answers", () => answers().length > 0);
      await fleet.rest();
      expect(answers(), fault.kind).toHaveLength(1);
    }
  });

  it("waits the hour's limit out, and shows nothing twice", async () => {
    const fleet = await startFleet();
    const { server, app } = fleet;
    server.faults.add({
      actor: app.bot.login,
      after: 12,
      times: 3,
      fault: { kind: "primary-limit", resetInSeconds: 20 },
    });
    const said = fleet.say("/talos reboot talos-m01");
    const ending = await endOf(fleet, said);
    expect(ending).toEqual(carriedOut(ending));
    expect(fleet.log().join("\n")).toContain('"kind":"primary"');
    const shown = server.requests
      .filter(
        ({ method, path, body }) => method === "PATCH" && /\/check-runs\/\d+$/.test(path) && body.includes("summary"),
      )
      .map(({ body }) => body);
    expect(shown).toEqual([...new Set(shown)]);
  });
});
