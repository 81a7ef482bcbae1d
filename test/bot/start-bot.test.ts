import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventNeeds } from "../../src/app-needs.ts";
import { botHandlers, type HandlerTable } from "../../src/bot/register-handlers.ts";
import { createLog } from "../../src/bot/telemetry/create-log.ts";
import { UserError } from "../../src/errors.ts";
import { commentPayload, eventually, realPace, startTestBot } from "../support/start-bot.ts";

const onComment = (handler: HandlerTable[number][1]): HandlerTable => [["issue_comment.created", handler]];

async function readiness(url: string) {
  const response = await fetch(`${url}/readyz`);
  return [response.status, await response.json()];
}

describe("startBot()", () => {
  it("lives at once, and is ready when the App has signed in", async () => {
    const { url, bot, server, lines } = await startTestBot();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await bot.ready;
    expect(await readiness(url)).toEqual([200, { status: "ready" }]);
    expect(server.requests[0]).toMatchObject({ method: "GET", path: "/app", status: 200 });
    expect(lines.join("")).toContain('"app":"talos-bot"');
  });

  it("tries to sign in again while GitHub fails", async () => {
    const pauses: number[] = [];
    const { url, bot } = await startTestBot({
      before: ({ server }) =>
        server.faults.add({ method: "GET", path: /^\/app$/, fault: { kind: "status", status: 502 }, times: 2 }),
      surroundings: {
        pace: {
          ...realPace,
          sleep: (ms, signal) => {
            if (pauses.length >= 2) return realPace.sleep(ms, signal);
            pauses.push(ms);
            return Promise.resolve();
          },
        },
      },
    });
    await bot.ready;
    expect(pauses).toEqual([1_000, 2_000]);
    expect(await readiness(url)).toEqual([200, { status: "ready" }]);
  });

  it("is of no use when GitHub does not know its key", async () => {
    const { url, bot } = await startTestBot({ options: { appId: 999_999 } });
    await expect(bot.ready).rejects.toMatchObject({ code: "credential_invalid" });
    expect(await readiness(url)).toEqual([503, { status: "not_ready", because: ["not_signed_in"] }]);
  });

  it("does not start on a port that is taken", async () => {
    const first = await startTestBot();
    await expect(startTestBot({ options: { port: first.bot.port } })).rejects.toMatchObject({ code: "input_invalid" });
  });

  it.each([
    { path: "/", status: 200 },
    { path: "/metrics", status: 200 },
    { path: "/healthz?verbose", status: 200 },
    { path: "/nothing", status: 404 },
    { path: "/__proto__", status: 404 },
    { path: "/probot", status: 404 },
  ])("answers $path with $status", async ({ path, status }) => {
    const { url } = await startTestBot();
    expect((await fetch(`${url}${path}`)).status).toBe(status);
  });

  it("finishes what it took in when it is stopped, and takes nothing more in", async () => {
    const done: string[] = [];
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { bot, send, url } = await startTestBot({
      handlers: onComment(async ({ id }, { paced }) => {
        begin();
        await held;
        done.push(id);
        paced.update("one", async () => void done.push(`${id} shown`));
        paced.update("one", async () => void done.push(`${id} shown again`));
      }),
    });
    await send(commentPayload(1), { id: "1" });
    await send(commentPayload(1), { id: "2" });
    await begun;
    const stopped = bot.stop();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    release();
    await stopped;
    expect(done.filter((entry) => !entry.includes("shown"))).toEqual(["1", "2"]);
    expect(done.at(-1)).toBe("2 shown again");
  });

  it("ends at its deadline, and tells the handlers", async () => {
    const aborted: unknown[] = [];
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { bot, send, lines } = await startTestBot({
      handlers: onComment(async (_event, { signal }) => {
        signal.addEventListener("abort", () => aborted.push(signal.reason));
        begin();
        await new Promise(() => undefined);
      }),
      surroundings: {
        pace: { ...realPace, sleep: (ms, signal) => realPace.sleep(ms === 25_000 ? 1 : ms, signal) },
      },
    });
    await send(commentPayload(1));
    await begun;
    await bot.stop();
    expect(aborted).toHaveLength(1);
    expect(lines.join("")).toContain("stopped before all work was done");
  });

  it("counts and logs what fails, with the delivery, without its text", async () => {
    const { bot, send, lines, metric } = await startTestBot({
      handlers: onComment(async ({ payload }) => {
        const text = JSON.stringify(payload);
        if (text.includes("known")) throw new UserError("Cannot go on", { code: "settings_missing" });
        throw new TypeError(`${text}\n    at ${text}`);
      }),
    });
    await send(commentPayload(1, "a known problem"), { id: "d-1" });
    await send(commentPayload(2, "some bug of ours"), { id: "d-2" });
    await eventually(() => metric('talos_chatops_handler_failures_total{code="bug"}')).toBe(1);
    expect(await metric('talos_chatops_handler_failures_total{code="settings_missing"}')).toBe(1);
    await bot.stop();
    const errors = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === "error");
    expect(errors).toMatchObject([
      { delivery: "d-1", repository: "acme/home-ops", pullRequest: 1, error: { code: "settings_missing" } },
      { delivery: "d-2", repository: "acme/home-ops", pullRequest: 2, error: { kind: "TypeError" } },
    ]);
    expect(lines.join("")).not.toMatch(/known problem|bug of ours/);
  });

  it("tells in its metrics what GitHub answered and what it still allows", async () => {
    const { bot, metric } = await startTestBot();
    await bot.ready;
    expect(await metric('talos_chatops_github_requests_total{method="GET",status="200"}')).toBeGreaterThanOrEqual(1);
    expect(await metric("talos_chatops_ready")).toBe(1);
  });

  it("asks GitHub as an App through the handlers' client", async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const { bot, world, repository, server } = await startTestBot({
      handlers: onComment(async ({ github }) => {
        const octokit = await github.octokit();
        const { data } = await octokit.rest.repos.get(github.at);
        resolve(data.full_name);
      }),
    });
    await bot.ready;
    const pull = world.openPullRequest({ base: repository, branch: "main", author: "alice" });
    world.comment(pull, { author: "alice", body: "hello" });
    expect(await promise).toBe("acme/home-ops");
    expect(server.requests.map(({ path }) => path)).toContain("/repos/acme/home-ops");
  });
});

describe("botHandlers", () => {
  it("listen to the events that the App asks for", () => {
    const names = new Set(botHandlers.map(([event]) => event.split(".")[0]));
    const unheard = eventNeeds.map(({ name }) => name).filter((name) => !names.has(name));
    expect(unheard).toEqual([]);
  });
});

describe("createLog()", () => {
  const secretText = fc
    .string({ minLength: 32, maxLength: 80, unit: "grapheme-ascii" })
    .filter((text) => new Set(text).size > 5);

  it("never shows a secret, in no form and wherever it came in", () => {
    fc.assert(
      fc.property(fc.uniqueArray(secretText, { minLength: 1, maxLength: 3 }), (secrets) => {
        const lines: string[] = [];
        const log = createLog({ level: "debug", secrets, write: (line) => lines.push(line) });
        for (const secret of secrets) {
          const forms = [secret, Buffer.from(secret).toString("base64"), encodeURIComponent(secret)];
          for (const form of forms) {
            log.info(form, { fact: form });
            log.with({ bound: form }).debug("bound");
            log.failure(
              "failed",
              new UserError(`Cannot ${form}`, { code: "timeout", hint: form, cause: new Error(form) }),
            );
            log.failure("broke", new Error(form));
          }
          const shown = lines.join("");
          for (const form of forms) expect(shown).not.toContain(JSON.stringify(form).slice(1, -1));
        }
        for (const line of lines) JSON.parse(line);
      }),
      { numRuns: 50 },
    );
  });

  it("never shows what looks like a token of GitHub, nor a line of a key", () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${"MIIEvQIBADANBgkqhkiG9w0BAQEFAASC".repeat(2)}\n${"x9Kd0Lq2".repeat(8)}\n-----END PRIVATE KEY-----\n`;
    const lines: string[] = [];
    const log = createLog({ level: "info", secrets: [key], write: (line) => lines.push(line) });
    const token = `ghs_${"a1B2".repeat(9)}`;
    const jwt = `eyJhbGciOiJSUzI1NiJ9.${"eyJpc3MiOiI3In0".repeat(2)}.${"sig-_Na1".repeat(5)}`;
    log.info(`with ${token} and ${jwt}`, { fact: key.split("\n")[2] });
    expect(lines).toHaveLength(1);
    for (const secret of [token, jwt, "x9Kd0Lq2"]) expect(lines[0]).not.toContain(secret);
  });

  it("hides facts that are called like something secret", () => {
    const lines: string[] = [];
    const log = createLog({ level: "info", secrets: [], write: (line) => lines.push(line) });
    log.info("one", { token: "abc", body: "def", request: 5 });
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "info", token: "***", body: "***", request: 5 });
  });
});
