/** One HTTP request from its arrival to its answer: who, what, faults, the answer or the Status that says why not. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { TLSSocket } from "node:tls";
import type { Clock } from "../../clock.ts";
import type { ApiState } from "../api/api-state.ts";
import { asObject, asText, type JsonObject } from "../objects/json.ts";
import {
  type Failure,
  internal,
  methodNotAllowed,
  StatusError,
  unauthorized,
  unknownResource,
} from "../objects/status-error.ts";
import { answerResource, type Content, readListOptions } from "./answer-resource.ts";
import { discover } from "./discovery.ts";
import type { ApiFault, ApiFaults } from "./faults.ts";
import { authorize, identifyUser, type User } from "./identify-user.ts";
import { type ParsedRequest, parseRequest, type ResourceRequest } from "./parse-request.ts";
import { readContent } from "./read-content.ts";
import type { RecordedRequest, RequestLog } from "./request-log.ts";
import { sendError, sendHealth, sendJson, sendText } from "./send-answer.ts";
import { serveWatch } from "./serve-watch.ts";

export interface ServingOptions {
  readonly api: ApiState;
  /** Of what connections do; the cluster's own time may run faster. */
  readonly networkClock: Clock;
  readonly faults: ApiFaults;
  readonly log: RequestLog;
  /** Users who may read everything and write nothing. */
  readonly readers: ReadonlySet<string>;
  /** Name of the control plane. */
  readonly server: string;
  readonly address: string;
  /** Version of the server, `v1.34.1`. */
  readonly version: () => string;
  /** Whether the etcd behind the server answers. */
  readonly etcdAnswers: () => boolean;
  /** How long a request waits for an etcd that does not. */
  readonly etcdTimeoutMs: number;
}

interface Exchange {
  readonly options: ServingOptions;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly user: User;
  readonly parsed: ParsedRequest;
  readonly content: Content;
  readonly record: RecordedRequest;
}

export async function answerRequest(
  options: ServingOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "https://kubernetes.default");
  response.setHeader("date", options.api.clock.now().toUTCString());
  try {
    await carryOut(await open(options, request, response, url));
  } catch (error) {
    sendError(response, error);
  }
}

async function open(
  options: ServingOptions,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<Exchange> {
  const user = request.socket instanceof TLSSocket ? identifyUser(request.socket) : undefined;
  const content = await readContent(request);
  if (user === undefined) throw unauthorized();
  const parsed = parseRequest(options.api.kinds, request.method ?? "GET", url);
  return {
    options,
    request,
    response,
    url,
    user,
    parsed,
    content,
    record: describe(options, request, url, user, parsed, content),
  };
}

function describe(
  { api, server }: ServingOptions,
  request: IncomingMessage,
  url: URL,
  user: User,
  parsed: ParsedRequest,
  { body }: Content,
): RecordedRequest {
  const about =
    parsed.kind === "resource"
      ? { ...parsed.request, resource: nameResource(parsed.request) }
      : { verb: (request.method ?? "GET").toLowerCase(), resource: url.pathname, namespace: "", name: "" };
  const { verb, resource, namespace, name } = about;
  const userAgent = request.headers["user-agent"] ?? "";
  const dryRun = url.searchParams.getAll("dryRun").includes("All");
  const ofBody = asText(asObject(asObject(body)["metadata"])["name"]);
  return {
    at: api.clock.now(),
    server,
    user: user.name,
    userAgent,
    verb,
    resource,
    namespace,
    name: name === "" && verb === "create" ? ofBody : name,
    dryRun,
    body,
  };
}

function nameResource({ kind, subresource }: ResourceRequest): string {
  const name = subresource === "" ? kind.plural : `${kind.plural}/${subresource}`;
  return kind.group === "" ? name : `${name}.${kind.group}`;
}

/** A refusal is recorded like any other answer. */
async function carryOut(exchange: Exchange): Promise<void> {
  const { log } = exchange.options;
  log.begin(exchange.record);
  try {
    await faceFaults(exchange);
  } catch (error) {
    if (error instanceof StatusError) log.answered(exchange.record, error.failure.code);
    throw error;
  }
}

async function faceFaults(exchange: Exchange): Promise<void> {
  const { options, record, request, response } = exchange;
  const faults = options.faults.meet(record);
  for (const fault of faults) if (fault.kind === "slow") await pause(options.networkClock, fault.delayMs);
  if (faults.some(({ kind }) => kind === "hang")) return;
  if (faults.some(({ kind }) => kind === "reset")) {
    request.socket.destroy();
    return;
  }
  const error = faults.find((fault) => fault.kind === "error");
  if (error !== undefined) throw new StatusError(failureOf(error));
  const clock = faults.find((fault) => fault.kind === "clock");
  if (clock !== undefined) response.setHeader("date", new Date(Date.now() + clock.offsetMs).toUTCString());
  const isLost = faults.some(({ kind }) => kind === "lost-answer");
  const cut = faults.find((fault) => fault.kind === "cut");
  if (!response.destroyed) await answer(exchange, { isLost, events: cut?.events });
}

function failureOf({ code, reason, message, retryAfterSeconds }: ApiFault & { kind: "error" }): Failure {
  return {
    code,
    message: message ?? "the server is not able to answer now",
    ...(reason !== undefined && { reason }),
    ...(retryAfterSeconds !== undefined && { details: { retryAfterSeconds } }),
  };
}

interface Breaking {
  readonly isLost: boolean;
  /** Of a watch, before it breaks. */
  readonly events: number | undefined;
}

async function answer(exchange: Exchange, { isLost, events }: Breaking): Promise<void> {
  const { options, parsed, response, request, record, url } = exchange;
  if (parsed.kind === "path") {
    answerPath(exchange);
    return;
  }
  if (parsed.kind === "unknown-resource") throw unknownResource();
  if (parsed.kind === "method") throw methodNotAllowed();
  authorize(exchange.user, options.readers, parsed.request);
  await reachEtcd(options);
  if (parsed.request.verb === "watch") return streamWatch(exchange, parsed.request, events ?? Number.POSITIVE_INFINITY);
  const userAgent = request.headers["user-agent"] ?? "";
  const result = answerResource(options.api, parsed.request, url.searchParams, exchange.content, userAgent);
  options.log.answered(record, result.code);
  if (isLost) request.socket.destroy();
  else sendJson(response, result.code, result.body);
}

async function reachEtcd({ api, etcdAnswers, etcdTimeoutMs }: ServingOptions): Promise<void> {
  if (etcdAnswers()) return;
  await pause(api.clock, etcdTimeoutMs);
  if (!etcdAnswers()) throw internal("etcdserver: request timed out");
}

function streamWatch({ options, response, url }: Exchange, request: ResourceRequest, events: number): void {
  const query = url.searchParams;
  let left = events;
  const sink = {
    send: (event: JsonObject) => {
      if (left > 0) response.write(`${JSON.stringify(event)}\n`);
      left -= 1;
      if (left === 0) setImmediate(() => response.destroy());
    },
    end: () => response.end(),
  };
  const watch = {
    ...readListOptions(request, query),
    resourceVersion: query.get("resourceVersion") ?? "",
    bookmarks: query.get("allowWatchBookmarks") === "true",
    sendInitialEvents: query.get("sendInitialEvents") === "true",
    timeoutSeconds: Number(query.get("timeoutSeconds") ?? 0) || 1800,
  };
  response.writeHead(200, { "content-type": "application/json", "transfer-encoding": "chunked" });
  response.flushHeaders();
  const stop = serveWatch(options.api, request.kind, watch, { sink, clock: options.networkClock });
  response.once("close", stop);
}

function answerPath({ options, url, response }: Exchange): void {
  const { api, version, address, etcdAnswers } = options;
  if (["/readyz", "/livez", "/healthz"].includes(url.pathname)) {
    sendHealth(response, url, etcdAnswers());
    return;
  }
  const document = discover({ version: version(), kinds: api.kinds.all(), address }, url.pathname);
  if (document === undefined && /^\/apis?\//.test(url.pathname)) throw unknownResource();
  if (document !== undefined) sendJson(response, 200, document);
  else sendText(response, 404, "404 page not found\n");
}

function pause(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}
