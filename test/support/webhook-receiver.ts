/** The other end of an App's webhook: takes deliveries, checks their signatures, answers what it is told to. */
import { createServer } from "node:http";
import { verify } from "@octokit/webhooks-methods";
import { onTestFinished } from "vitest";
import type { App } from "../../src/playground/github/state.ts";

export interface Received {
  readonly event: string;
  readonly guid: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly isSigned: boolean;
}

export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** Events with their actions, as they came: `issue_comment created`. */
  readonly names: () => readonly string[];
  /** Lets go of what was received so far. */
  readonly forget: () => void;
  /** 202 until told otherwise; undefined: no answer at all. */
  status: number | undefined;
  close(): Promise<void>;
}

/** The App's webhook address is set to it. */
export async function startReceiver(app: App): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    received.push({
      event: String(request.headers["x-github-event"]),
      guid: String(request.headers["x-github-delivery"]),
      headers: request.headers,
      payload: JSON.parse(body),
      isSigned: await verify(app.webhookSecret, body, String(request.headers["x-hub-signature-256"])),
    });
    if (receiver.status !== undefined) response.writeHead(receiver.status).end("taken");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the receiver has no port");
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const receiver: Receiver = {
    url: `http://127.0.0.1:${address.port}/api/github/webhooks`,
    received,
    names: () => received.map(({ event, payload }) => [event, payload["action"] ?? ""].join(" ").trim()),
    forget: () => {
      received.length = 0;
    },
    status: 202,
    close,
  };
  app.webhookUrl = receiver.url;
  onTestFinished(close);
  return receiver;
}
