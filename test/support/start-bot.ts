/** A bot that really listens, before a simulated GitHub where its App is installed on one repository. */
import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import type { BotOptions } from "../../src/bot/options/bot-options.ts";
import type { HandlerTable } from "../../src/bot/register-handlers.ts";
import { type RunningBot, startBot } from "../../src/bot/start-bot.ts";
import type { Surroundings } from "../../src/bot/surroundings.ts";
import { createLog } from "../../src/bot/telemetry/create-log.ts";
import type { Pace } from "../../src/operation/pace.ts";
import { type GitHubServer, startGitHub } from "../../src/playground/github/start-github.ts";
import type { App, Repository } from "../../src/playground/github/state.ts";
import { createWorld, type World } from "../../src/playground/github/world.ts";

export interface StartedBot {
  readonly bot: RunningBot;
  readonly url: string;
  readonly world: World;
  readonly server: GitHubServer;
  readonly app: App;
  readonly repository: Repository;
  readonly options: BotOptions;
  /** Lines of the log. */
  readonly lines: readonly string[];
  /** A delivery as GitHub sends it, with whatever is different about it. */
  send(payload: object, differences?: Partial<SentDelivery>): Promise<Response>;
  /** One value of `/metrics`, named as it stands there. */
  metric(name: string): Promise<number | undefined>;
}

export interface SentDelivery {
  readonly event: string;
  readonly id: string;
  readonly secret: string;
  /** Undefined for one that is left out. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly method: string;
  readonly body: string;
}

export interface BotSetting {
  readonly handlers?: HandlerTable;
  readonly options?: Partial<BotOptions>;
  readonly surroundings?: Partial<Surroundings>;
  /** Sees the world before the bot starts. */
  readonly before?: (scene: Pick<StartedBot, "app" | "repository" | "server" | "world">) => void;
}

export const realPace: Pace = {
  now: () => Date.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
};

/** What will be so soon; a busy machine takes longer. */
export function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: 15_000 });
}

const permissions = {
  actions: "write",
  checks: "write",
  contents: "read",
  deployments: "write",
  issues: "write",
  metadata: "read",
  pull_requests: "write",
} as const;

export async function startTestBot(setting: BotSetting = {}): Promise<StartedBot> {
  const world = createWorld();
  const repository = world.addRepository("acme/home-ops");
  const webhookSecret = randomBytes(32).toString("hex");
  const events = ["issue_comment", "pull_request", "workflow_run", "workflow_job"];
  const app = world.addApp({ slug: "talos-bot", permissions, events, webhookSecret });
  world.install(app, repository);
  const server = await startGitHub(world);
  onTestFinished(() => server.close());
  setting.before?.({ app, repository, server, world });
  const options = optionsFor(app, server, setting.options);
  const lines: string[] = [];
  const secrets = [...options.webhookSecrets, options.privateKey];
  const log = createLog({ level: options.logLevel, secrets, write: (line) => lines.push(line) });
  const bot = await startBot(options, {
    log,
    pace: realPace,
    handlers: setting.handlers ?? [],
    secondMs: 1,
    ...setting.surroundings,
  });
  onTestFinished(() => bot.stop());
  bot.ready.catch(() => undefined);
  const url = `http://127.0.0.1:${bot.port}`;
  app.webhookUrl = `${url}${options.webhookPath}`;
  const send = (payload: object, differences: Partial<SentDelivery> = {}) =>
    sendDelivery(app.webhookUrl ?? "", webhookSecret, payload, differences);
  const metric = async (name: string) => readMetric(await (await fetch(`${url}/metrics`)).text(), name);
  return { bot, url, world, server, app, repository, options, lines, send, metric };
}

function optionsFor(app: App, server: GitHubServer, given: Partial<BotOptions> = {}): BotOptions {
  return {
    appId: app.id,
    privateKey: app.privateKey,
    webhookSecrets: [app.webhookSecret],
    webhookPath: "/api/github/webhooks",
    host: "127.0.0.1",
    port: 0,
    apiUrl: server.url,
    serverUrl: "https://github.com",
    logLevel: "debug",
    redisUrl: undefined,
    settingsPath: ".github/talos-chatops.yaml",
    ...given,
  };
}

export function signature(secret: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

function sendDelivery(
  url: string,
  ownSecret: string,
  payload: object,
  { event = "issue_comment", id = randomUUID(), secret = ownSecret, headers = {}, ...rest }: Partial<SentDelivery>,
): Promise<Response> {
  const { method = "POST", body = JSON.stringify(payload) } = rest;
  const all = {
    "content-type": "application/json",
    "x-github-event": event,
    "x-github-delivery": id,
    "x-hub-signature-256": signature(secret, body),
    ...headers,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return fetch(url, { method, headers: given, ...(method === "POST" ? { body } : {}) });
}

function readMetric(text: string, name: string): number | undefined {
  const line = text.split("\n").find((candidate) => candidate.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

/** The payload of a comment on a pull request. */
export function commentPayload(number: number, body = "Looks good"): object {
  return {
    action: "created",
    issue: { number, pull_request: {} },
    comment: { id: number, body, user: { id: 1, login: "alice", type: "User" } },
    repository: { id: 1, name: "home-ops", owner: { login: "acme" } },
  };
}
