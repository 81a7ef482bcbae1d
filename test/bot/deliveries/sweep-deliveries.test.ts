import { describe, expect, it } from "vitest";
import type { AppClient } from "../../../src/adapters/github/webhook-deliveries.ts";
import { sweepDeliveries } from "../../../src/bot/deliveries/sweep-deliveries.ts";
import type { HandlerTable } from "../../../src/bot/register-handlers.ts";
import { createLog } from "../../../src/bot/telemetry/create-log.ts";
import type { Pace } from "../../../src/operation/pace.ts";
import { eventually, realPace, type StartedBot, startTestBot } from "../../support/start-bot.ts";

/** Comments that reach the handler, by their text. */
function createHandler(failures = 0) {
  const heard: string[] = [];
  let left = failures;
  const handlers: HandlerTable = [
    [
      "issue_comment.created",
      async ({ payload }) => {
        if (left-- > 0) throw new Error("not now");
        heard.push(/"body":"(comment \d)"/.exec(JSON.stringify(payload))?.[1] ?? "");
      },
    ],
  ];
  return { heard, handlers };
}

/** The pauses between two sweeps take as long as the test says; the clock is ahead of the world's. */
function createPace(aheadMs: number): Pace & { readonly sweepAgain: () => void } {
  let wake: () => void = () => undefined;
  return {
    now: () => Date.now() + aheadMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (ms !== 180_000) return realPace.sleep(ms, signal).then(resolve, reject);
        if (signal.aborted) return reject(signal.reason);
        wake = resolve;
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
    sweepAgain: () => wake(),
  };
}

const aheadMs = 90_000;

function say(scene: Pick<StartedBot, "world" | "repository">, ...bodies: readonly string[]): void {
  const { world, repository } = scene;
  const pull = world.openPullRequest({ base: repository, branch: "main", author: "alice" });
  for (const body of bodies) world.comment(pull, { author: "alice", body });
}

const sweeps = (bot: StartedBot) => bot.metric('talos_chatops_sweeps_total{outcome="ok"}');

describe("sweepDeliveries()", () => {
  it("gets what was missed while no bot ran", async () => {
    const { heard, handlers } = createHandler();
    const bot = await startTestBot({
      handlers,
      surroundings: { pace: createPace(aheadMs) },
      before: (scene) => {
        // nobody listens there yet
        scene.app.webhookUrl = "http://127.0.0.1:9/";
        say(scene, "comment 1", "comment 2");
      },
    });
    await eventually(() => heard.toSorted()).toEqual(["comment 1", "comment 2"]);
    await eventually(() => bot.metric('talos_chatops_redeliveries_total{reason="missed"}')).toBe(2);
  });

  it("gets what GitHub could not deliver since", async () => {
    const { heard, handlers } = createHandler();
    const pace = createPace(aheadMs);
    const bot = await startTestBot({ handlers, surroundings: { pace } });
    await eventually(() => sweeps(bot)).toBe(1);
    bot.server.webhooks.faults.add({ event: "issue_comment", fault: { kind: "drop" } });
    say(bot, "comment 1", "comment 2");
    await bot.server.webhooks.settled();
    await eventually(() => heard).toEqual(["comment 2"]);
    pace.sweepAgain();
    await eventually(() => heard).toEqual(["comment 2", "comment 1"]);
  });

  it("gets what it took in and could not work on", async () => {
    const { heard, handlers } = createHandler(1);
    const pace = createPace(aheadMs);
    const bot = await startTestBot({ handlers, surroundings: { pace } });
    await eventually(() => sweeps(bot)).toBe(1);
    say(bot, "comment 1");
    await bot.server.webhooks.settled();
    await eventually(() => bot.metric('talos_chatops_handler_failures_total{code="bug"}')).toBe(1);
    pace.sweepAgain();
    await eventually(() => heard).toEqual(["comment 1"]);
    await eventually(() => bot.metric('talos_chatops_redeliveries_total{reason="failed"}')).toBe(1);
  });

  it("gets what another process took in just before it died", async () => {
    const dead = createHandler();
    const first = await startTestBot({ handlers: dead.handlers });
    say(first, "comment 1");
    await eventually(() => dead.heard).toEqual(["comment 1"]);
    await first.server.webhooks.settled();
    const { heard, handlers } = createHandler();
    const { app, options } = first;
    await startTestBot({ handlers, options: { appId: app.id, apiUrl: options.apiUrl, privateKey: app.privateKey } });
    await eventually(() => first.app.deliveries.filter(({ isRedelivery }) => isRedelivery).length).toBe(1);
    expect(heard).toEqual([]);
    expect(dead.heard).toEqual(["comment 1"]);
  });

  it("gets what a process took in before it died long ago, by and by where it is much", async () => {
    const diedAt = Date.parse("2026-11-02T08:00:00Z");
    const taken = Array.from({ length: 130 }, (_, id) => ({
      ...{ id, guid: `g${id}`, status_code: 202, event: "issue_comment", action: "created" },
      delivered_at: new Date(diedAt - id * 1_000).toISOString(),
    }));
    const tooOld = { ...taken[0], id: 200, guid: "old", delivered_at: new Date(diedAt - 400_000).toISOString() };
    const asked: string[] = [];
    const request = async (route: string) => {
      if (route.startsWith("POST")) asked.push(route);
      return { data: JSON.stringify([...taken, tooOld]), headers: {} };
    };
    const stop = new AbortController();
    let sweep = 0;
    const pace: Pace = {
      now: () => diedAt + 3_600_000,
      sleep: async () => {
        sweep += 1;
        if (sweep === 3) stop.abort();
      },
    };
    const nothing = () => undefined;
    await sweepDeliveries(
      {
        app: async () => ({ request }) as unknown as AppClient,
        journal: { failedAt: nothing, knows: () => false },
        isWanted: () => true,
        metrics: { gaveUp: nothing, redelivered: nothing, swept: nothing },
        log: createLog({ level: "error", secrets: [], write: nothing }),
        pace,
      },
      stop.signal,
    );
    expect(asked).toHaveLength(130);
    expect(new Set(asked).size).toBe(130);
    expect(asked.join()).not.toContain("/200/");
  });

  it("hears a delivery once, though two processes sweep at the same time", async () => {
    const { heard, handlers } = createHandler();
    const pace = createPace(aheadMs);
    const bot = await startTestBot({
      handlers,
      surroundings: { pace },
      before: (scene) => {
        scene.app.webhookUrl = "http://127.0.0.1:9/";
        say(scene, "comment 1");
      },
    });
    const { app, options } = bot;
    const other = { appId: app.id, apiUrl: options.apiUrl, privateKey: app.privateKey };
    await startTestBot({ handlers, options: other, surroundings: { pace: createPace(aheadMs) } });
    await eventually(() => heard).toEqual(["comment 1"]);
    await eventually(() => sweeps(bot)).toBe(1);
    pace.sweepAgain();
    await eventually(() => sweeps(bot)).toBe(2);
    await bot.server.webhooks.settled();
    expect(heard).toEqual(["comment 1"]);
  });

  it("goes on after GitHub has failed", async () => {
    const { heard, handlers } = createHandler();
    const pace = createPace(aheadMs);
    const bot = await startTestBot({
      handlers,
      surroundings: { pace },
      before: (scene) => {
        scene.server.faults.add({ path: /^\/app\/hook\/deliveries/, fault: { kind: "status", status: 403 } });
        scene.app.webhookUrl = "http://127.0.0.1:9/";
        say(scene, "comment 1");
      },
    });
    await eventually(() => bot.metric('talos_chatops_sweeps_total{outcome="failed"}')).toBe(1);
    pace.sweepAgain();
    await eventually(() => heard).toEqual(["comment 1"]);
  });
});
