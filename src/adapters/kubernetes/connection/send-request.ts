/** One request to one server: its whole answer, or why there is none. */
import type { ClientRequest, IncomingMessage } from "node:http";
import { request } from "node:https";
import type { Socket } from "node:net";
import type { RequestContext } from "@kubernetes/client-node";
import type { CallLimits } from "./call-limits.ts";
import type { Server } from "./credentials.ts";

export interface ApiAnswer {
  readonly status: number;
  /** Names are in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Set as the error's `code` where Node has none of its own. */
export const connectTimeoutCode = "KUBERNETES_CONNECT_TIMEOUT";
export const callTimeoutCode = "KUBERNETES_CALL_TIMEOUT";
export const answerTooLongCode = "KUBERNETES_ANSWER_TOO_LONG";

class SendError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface SendOptions {
  /** Besides the request's own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: CallLimits;
  readonly signal: AbortSignal;
}

/** @throws an Error with a `code` of Node, of OpenSSL or of the above; the signal's reason */
export async function sendRequest(
  server: Server,
  asked: RequestContext,
  { headers, limits, signal }: SendOptions,
): Promise<ApiAnswer> {
  signal.throwIfAborted();
  const outgoing = openRequest(server, asked, headers);
  const giveUp = (code: string) => () => outgoing.destroy(new SendError(code));
  const stop = () => outgoing.destroy(new SendError("ABORT_ERR"));
  const deadline = setTimeout(giveUp(callTimeoutCode), limits.callMs);
  signal.addEventListener("abort", stop, { once: true });
  limitConnecting(outgoing, limits.connectMs, giveUp(connectTimeoutCode));
  try {
    const incoming = await answerOf(outgoing);
    return await readAnswer(incoming, limits.answerBytes);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener("abort", stop);
  }
}

function openRequest({ url, agent }: Server, asked: RequestContext, headers: SendOptions["headers"]): ClientRequest {
  const { pathname, search } = new URL(asked.getUrl());
  const body = asked.getBody();
  const sent = typeof body === "string" ? body : undefined;
  // Node does not count the body of a DELETE by itself.
  const length = sent === undefined ? {} : { "content-length": String(Buffer.byteLength(sent)) };
  return request({
    agent,
    method: asked.getHttpMethod(),
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? 443 : Number(url.port),
    path: url.pathname.replace(/\/$/, "") + pathname + search,
    headers: { host: url.host, ...asked.getHeaders(), ...headers, ...length },
  }).end(sent);
}

/** From when a connection is begun: waiting for a free one is not connecting. */
function limitConnecting(outgoing: ClientRequest, connectMs: number, giveUp: () => void): void {
  outgoing.once("socket", (socket: Socket) => {
    // One that was kept for the next in line does not count as reused.
    if (!socket.connecting) return;
    const deadline = setTimeout(giveUp, connectMs);
    const stop = () => clearTimeout(deadline);
    socket.once("secureConnect", stop);
    outgoing.once("close", stop);
  });
}

function answerOf(outgoing: ClientRequest): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  outgoing.once("response", resolve);
  // It stays: an error after the answer has begun reaches the answer as well.
  outgoing.on("error", reject);
  return promise;
}

async function readAnswer(incoming: IncomingMessage, maxBytes: number): Promise<ApiAnswer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    // no encoding is set
    length += chunk.byteLength;
    if (length > maxBytes) throw new SendError(answerTooLongCode);
    chunks.push(chunk);
  }
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    text: Buffer.concat(chunks).toString("utf8"),
  };
}
