/** The bot's front: GitHub's webhook, and what keeps the process running asks for. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { BotLog } from "../bot-log.ts";
import type { Metrics } from "../telemetry/create-metrics.ts";
import { type Answer, json, send } from "./answer.ts";
import { type ReceivedWebhook, receiveWebhook, type WebhookParts } from "./receive-webhook.ts";

export interface FrontParts extends WebhookParts {
  readonly webhookPath: string;
  /** Why the bot cannot work now; empty when it can. */
  readonly hindrances: () => readonly string[];
  readonly metrics: Pick<Metrics, "contentType" | "delivery" | "text">;
  readonly log: BotLog;
}

/** Not listening yet. */
export function createHttpServer(parts: FrontParts): Server {
  const limits = {
    // GitHub waits for ten seconds, its Enterprise Server for thirty.
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 30_000,
    connectionsCheckingInterval: 5_000,
    maxHeaderSize: 16_384,
  };
  const server = createServer(limits, (request, response) => {
    answer(request, response, parts).catch((error: unknown) => {
      parts.log.failure("a request could not be answered", error);
      if (!response.headersSent) send(response, json(500, { error: "internal" }, { connection: "close" }));
    });
  });
  server.maxConnections = 1_000;
  return server;
}

async function answer(request: IncomingMessage, response: ServerResponse, parts: FrontParts): Promise<void> {
  const [path = "/"] = (request.url ?? "/").split("?");
  if (path === parts.webhookPath) return answerWebhook(request, response, parts);
  const page = pages[path];
  if (page === undefined) return send(response, json(404, { error: "not_found" }));
  if (request.method === "GET" || request.method === "HEAD") return send(response, await page(parts));
  send(response, json(405, { error: "method_wrong" }, { allow: "GET, HEAD" }));
}

async function answerWebhook(request: IncomingMessage, response: ServerResponse, parts: FrontParts): Promise<void> {
  const begunAt = performance.now();
  const received = await receiveWebhook(request, parts);
  send(response, received.answer);
  parts.metrics.delivery(received.event, received.outcome, (performance.now() - begunAt) / 1000);
  note(received, parts.log);
}

function note({ event, outcome, answer: { status } }: ReceivedWebhook, log: BotLog): void {
  if (status < 300) log.debug("delivery answered", { event, outcome, status });
  else log.warn("delivery refused", { outcome, status });
}

const pages: Readonly<Record<string, (parts: FrontParts) => Answer | Promise<Answer>>> = {
  "/": () => ({ status: 200, body: "talos-chatops: a GitHub App\n", contentType: "text/plain; charset=utf-8" }),
  "/healthz": () => json(200, { status: "alive" }),
  "/readyz": ({ hindrances }) => {
    const found = hindrances();
    return found.length === 0 ? json(200, { status: "ready" }) : json(503, { status: "not_ready", because: found });
  },
  "/metrics": async ({ metrics }) => ({
    status: 200,
    body: await metrics.text(),
    contentType: metrics.contentType,
  }),
};
