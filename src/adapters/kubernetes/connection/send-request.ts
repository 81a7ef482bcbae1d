/** One request to one server: its whole answer, or why there is none. */
import type { ClientRequest, IncomingMessage } from "node:http";
import { request } from "node:https";
import type { Socket } from "node:net";
import type { CallLimits } from "./call-limits.ts";
import type { Server } from "./credentials.ts";

export interface ApiRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ApiAnswer {
  readonly status: number;
  /** Parsed JSON; undefined when it is none. */
  readonly body: unknown;
  readonly retryAfterSeconds?: number;
  /** The server's clock, to the second. */
  readonly date?: Date;
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

/** @throws an Error with a `code` of Node, of OpenSSL or of the above; the signal's reason */
export async function sendRequest(
  server: Server,
  asked: ApiRequest,
  { limits, signal }: { readonly limits: CallLimits; readonly signal: AbortSignal },
): Promise<ApiAnswer> {
  signal.throwIfAborted();
  const outgoing = openRequest(server, asked);
  const giveUp = (code: string) => () => outgoing.destroy(new SendError(code));
  const stop = () => outgoing.destroy(new SendError("ABORT_ERR"));
  const deadline = setTimeout(giveUp(callTimeoutCode), limits.callMs);
  signal.addEventListener("abort", stop, { once: true });
  limitConnecting(outgoing, limits.connectMs, giveUp(connectTimeoutCode));
  try {
    const incoming = await answerOf(outgoing, asked.body);
    return await readAnswer(incoming, limits.answerBytes);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener("abort", stop);
  }
}

function openRequest({ url, agent }: Server, { method, path, headers, body }: ApiRequest): ClientRequest {
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const prefix = url.pathname.replace(/\/$/, "");
  return request({
    agent,
    method,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? 443 : Number(url.port),
    path: prefix + path,
    headers: { host: url.host, ...headers, ...length },
  });
}

/** From when a connection is begun: waiting for a free one is not connecting. */
function limitConnecting(outgoing: ClientRequest, connectMs: number, giveUp: () => void): void {
  outgoing.once("socket", (socket: Socket) => {
    if (outgoing.reusedSocket) return;
    const deadline = setTimeout(giveUp, connectMs);
    const stop = () => clearTimeout(deadline);
    socket.once("secureConnect", stop);
    outgoing.once("close", stop);
  });
}

function answerOf(outgoing: ClientRequest, body: string | undefined): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  outgoing.once("response", resolve);
  // It stays: an error after the answer has begun reaches the answer as well.
  outgoing.on("error", reject);
  outgoing.end(body);
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
  const { "retry-after": retryAfter = "", date = "" } = incoming.headers;
  const answered = new Date(date);
  return {
    status: incoming.statusCode ?? 0,
    body: parseJson(Buffer.concat(chunks).toString("utf8")),
    ...(/^\d{1,6}$/.test(retryAfter) ? { retryAfterSeconds: Number(retryAfter) } : {}),
    ...(Number.isNaN(answered.getTime()) ? {} : { date: answered }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
