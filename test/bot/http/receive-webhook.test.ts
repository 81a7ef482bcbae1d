import { request } from "node:http";
import { describe, expect, it } from "vitest";
import type { BotEvent } from "../../../src/bot/bot-parts.ts";
import type { HandlerTable } from "../../../src/bot/register-handlers.ts";
import { commentPayload, type SentDelivery, startTestBot } from "../../support/start-bot.ts";

/** A handler for comments that notes what it is given, and ends when `release()` says so. */
function createHandler({ held = false } = {}) {
  const events: BotEvent[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const handlers: HandlerTable = [
    [
      "issue_comment.created",
      async (event) => {
        events.push(event);
        if (held) await promise;
      },
    ],
  ];
  return { events, handlers, release: resolve };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

const former = "b58d0c6e19a7f24c3e6b90d1f7a25c84";

describe("receiveWebhook()", () => {
  it("gives a signed delivery to the handlers, with a client for its repository", async () => {
    const { events, handlers } = createHandler();
    const { send, repository } = await startTestBot({ handlers });
    const installation = { id: 1 };
    const response = await send({ ...commentPayload(3), installation }, { id: "d-1" });
    expect([response.status, await response.json()]).toEqual([202, { status: "accepted" }]);
    await until(() => events.length === 1);
    expect(events[0]).toMatchObject({
      id: "d-1",
      name: "issue_comment",
      github: { at: { owner: "acme", repo: repository.name } },
      payload: { comment: { body: "Looks good" } },
    });
  });

  it("takes the former secret too while there is one", async () => {
    const { handlers } = createHandler();
    const { send, options } = await startTestBot({ handlers });
    expect((await send(commentPayload(1), { secret: former })).status).toBe(401);
    const [current = ""] = options.webhookSecrets;
    const rotating = await startTestBot({ handlers, options: { webhookSecrets: [current, former] } });
    expect((await rotating.send(commentPayload(1), { secret: former })).status).toBe(202);
    expect((await rotating.send(commentPayload(2), { secret: current })).status).toBe(202);
  });

  it.each<{ name: string; sent: Partial<SentDelivery>; status: number; error: string }>([
    { name: "a wrong secret", sent: { secret: "x".repeat(40) }, status: 401, error: "signature_wrong" },
    { name: "Probot's public secret", sent: { secret: "development" }, status: 401, error: "signature_wrong" },
    {
      name: "no signature",
      sent: { headers: { "x-hub-signature-256": undefined } },
      status: 401,
      error: "signature_missing",
    },
    {
      name: "an SHA-1 signature",
      sent: { headers: { "x-hub-signature-256": undefined, "x-hub-signature": "sha1=00" } },
      status: 401,
      error: "signature_missing",
    },
    {
      name: "no event",
      sent: { headers: { "x-github-event": undefined } },
      status: 400,
      error: "headers_missing",
    },
    {
      name: "no GUID",
      sent: { headers: { "x-github-delivery": undefined } },
      status: 400,
      error: "headers_missing",
    },
    {
      name: "a form",
      sent: { headers: { "content-type": "application/x-www-form-urlencoded" } },
      status: 415,
      error: "content_type_wrong",
    },
    { name: "another method", sent: { method: "GET" }, status: 405, error: "method_wrong" },
    { name: "a signed body that is no JSON", sent: { body: "{" }, status: 400, error: "payload_invalid" },
    { name: "a signed body that is no object", sent: { body: "[]" }, status: 400, error: "payload_invalid" },
  ])("refuses $name", async ({ sent, status, error }) => {
    const { events, handlers } = createHandler();
    const { send, lines } = await startTestBot({ handlers });
    const response = await send(commentPayload(1), sent);
    expect([response.status, await response.json()]).toEqual([status, { error }]);
    expect(events).toEqual([]);
    expect(lines.join("")).not.toContain("Looks good");
  });

  it("counts a delivery once, however often it comes", async () => {
    const { events, handlers } = createHandler();
    const { send, bot, metric } = await startTestBot({ handlers });
    const answers = [];
    for (let time = 0; time < 3; time++) answers.push(await (await send(commentPayload(1), { id: "d-1" })).json());
    expect(answers).toEqual([{ status: "accepted" }, { status: "duplicate" }, { status: "duplicate" }]);
    expect(await metric('talos_chatops_deliveries_total{event="issue_comment",outcome="duplicate"}')).toBe(2);
    await bot.stop();
    expect(events).toHaveLength(1);
  });

  it("does not queue what nobody listens to", async () => {
    const { send } = await startTestBot({ handlers: createHandler().handlers });
    for (const [event, action] of [
      ["issue_comment", "deleted"],
      ["push", undefined],
      ["ping", undefined],
    ] as const) {
      const response = await send({ action }, { event });
      expect([response.status, await response.json()]).toEqual([202, { status: "ignored" }]);
    }
  });

  it("does not queue what is not about the bot, by the word of whoever listens", async () => {
    const { events, handlers } = createHandler();
    const concerned = handlers.map(
      ([event, handler]) => [event, handler, (payload: unknown) => JSON.stringify(payload).includes("/talos")] as const,
    );
    const { send, bot } = await startTestBot({ handlers: concerned });
    expect(await (await send(commentPayload(1, "nice"))).json()).toEqual({ status: "ignored" });
    expect(await (await send(commentPayload(1, "/talos help"))).json()).toEqual({ status: "accepted" });
    await bot.stop();
    expect(events).toHaveLength(1);
  });

  it("answers before the work is done, and refuses when too much waits", async () => {
    const { events, handlers, release } = createHandler({ held: true });
    const queue = { lanes: 1, capacity: 1, capacityBytes: 1_000_000 };
    const { send, url } = await startTestBot({ handlers, surroundings: { queue } });
    const status = async (id: string) => (await send(commentPayload(1), { id })).status;
    expect([await status("1"), await status("2"), await status("3")]).toEqual([202, 202, 503]);
    const readiness = await fetch(`${url}/readyz`);
    expect(await readiness.json()).toMatchObject({ because: expect.arrayContaining(["queue_full"]) });
    release();
    await until(() => events.length === 2);
    expect(await status("3")).toBe(202);
    await until(() => events.length === 3);
  });

  it("refuses a body that is larger than GitHub's largest", async () => {
    const { bot } = await startTestBot({ handlers: createHandler().handlers });
    const headers = {
      "content-type": "application/json",
      "x-github-event": "issue_comment",
      "x-github-delivery": "1",
      "x-hub-signature-256": `sha256=${"0".repeat(64)}`,
      "content-length": String(26 * 2 ** 20),
    };
    const status = await new Promise((resolve) => {
      const sent = request({
        port: bot.port,
        host: "127.0.0.1",
        path: "/api/github/webhooks",
        method: "POST",
        headers,
      });
      sent.on("response", (response) => {
        resolve(response.statusCode);
        sent.destroy();
      });
      sent.on("error", () => undefined);
      sent.flushHeaders();
    });
    expect(status).toBe(413);
  });

  it("refuses a body without a length as soon as it has grown too large", async () => {
    const { bot } = await startTestBot({ handlers: createHandler().handlers });
    const headers = {
      "content-type": "application/json",
      "x-github-event": "issue_comment",
      "x-github-delivery": "1",
      "x-hub-signature-256": `sha256=${"0".repeat(64)}`,
    };
    const status = await new Promise((resolve) => {
      const sent = request({
        port: bot.port,
        host: "127.0.0.1",
        path: "/api/github/webhooks",
        method: "POST",
        headers,
      });
      sent.on("response", (response) => {
        resolve(response.statusCode);
        sent.destroy();
      });
      sent.on("error", () => undefined);
      const chunk = Buffer.alloc(2 ** 20, " ");
      const more = (left: number) => {
        if (left > 0 && !sent.destroyed) sent.write(chunk, () => more(left - 1));
      };
      more(27);
    });
    expect(status).toBe(413);
  });
});
