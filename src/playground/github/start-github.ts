/** Serves the simulated GitHub over real HTTP on a loopback port. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { answerRequest, type RawAnswer, type RawRequest } from "./answer-request.ts";
import { exchangeObservers } from "./exchange-observers.ts";
import { type Fault, Faults } from "./faults.ts";
import { startWebhooks, type Webhooks } from "./webhooks/start-webhooks.ts";
import type { World } from "./world.ts";

export interface LoggedRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly body: string;
  /** Login of the token's holder; undefined for an unknown token. */
  readonly actor: string | undefined;
  /** 0 when the connection was dropped. */
  readonly status: number;
}

export interface GitHubServer {
  /** Base of the REST API, as GITHUB_API_URL gives it. */
  readonly url: string;
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  /** What Apps are told. */
  readonly webhooks: Webhooks;
  close(): Promise<void>;
}

export interface ServerOptions {
  /** 0 (a free one) when left out. */
  readonly port?: number;
  /** `/api/v3` makes it a GitHub Enterprise Server. */
  readonly prefix?: "" | "/api/v3";
  /** How long an App may take to answer a delivery; 10,000 unless told. */
  readonly webhookTimeoutMs?: number;
}

/** Starts to serve; the world may be changed while it runs. */
export async function startGitHub(
  world: World,
  { port = 0, prefix = "", webhookTimeoutMs = 10_000 }: ServerOptions = {},
): Promise<GitHubServer> {
  const requests: LoggedRequest[] = [];
  const faults = new Faults();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  const url = `http://127.0.0.1:${address.port}${prefix}`;
  const webhooks = startWebhooks(world.state, { apiUrl: url, answerWithinMs: webhookTimeoutMs });
  const serving = { apiUrl: url, webhooks };
  server.on("request", async (incoming, outgoing) => {
    const request = await readRequest(incoming, prefix);
    const actor = world.state.tokens.get(request.token)?.actor.login;
    const fault = faults.take({ method: request.method, path: request.path, actor });
    const answer = await answerWithFaults(request, fault, world.state.now(), (raw) => {
      const given = answerRequest(world.state, raw, serving);
      const { method, path, body } = raw;
      for (const observe of exchangeObservers)
        observe({ method, path, request: body, status: given.status, answer: given.body });
      return given;
    });
    requests.push({
      method: request.method,
      path: request.path,
      body: request.body,
      actor,
      status: answer?.status ?? 0,
    });
    if (answer === undefined) incoming.socket.destroy();
    else send(outgoing, answer, world.state.now());
  });
  return {
    url,
    requests,
    faults,
    webhooks,
    close: async () => {
      await webhooks.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function readRequest(incoming: IncomingMessage, prefix: string): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const path = incoming.url ?? "/";
  return {
    method: incoming.method ?? "GET",
    // GraphQL of an Enterprise Server is at /api/graphql, beside /api/v3.
    path: prefix !== "" && path.startsWith("/api/") ? path.replace(/^\/api(\/v3)?/, "") : path,
    body: Buffer.concat(chunks).toString("utf8"),
    token: (incoming.headers.authorization ?? "").replace(/^(token|bearer) /i, ""),
  };
}

/** Undefined means that the connection ends without an answer. */
async function answerWithFaults(
  request: RawRequest,
  fault: Fault | undefined,
  now: Date,
  answer: (request: RawRequest) => RawAnswer,
): Promise<RawAnswer | undefined> {
  if (fault === undefined) return answer(request);
  switch (fault.kind) {
    case "drop":
      return undefined;
    case "drop-answer":
      answer(request);
      return undefined;
    case "slow":
      await wait(fault.delayMs, undefined, { ref: false });
      return answer(request);
    case "status":
      return { status: fault.status, headers: {}, body: { message: "Server Error" } };
    case "secondary-limit":
      return {
        status: 403,
        headers: { "retry-after": String(fault.retryAfterSeconds) },
        body: { message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again." },
      };
    case "primary-limit": {
      const reset = Math.floor(now.getTime() / 1000) + fault.resetInSeconds;
      return {
        status: 403,
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) },
        body: { message: "API rate limit exceeded for installation." },
      };
    }
    default:
      return fault satisfies never;
  }
}

/** @param now The world's clock: an App corrects its own by it */
function send(outgoing: ServerResponse, { status, headers, body }: RawAnswer, now: Date): void {
  const type = { "content-type": "application/json; charset=utf-8", date: now.toUTCString() };
  outgoing.writeHead(status, { ...type, ...headers });
  outgoing.end(body === undefined ? undefined : JSON.stringify(body));
}
