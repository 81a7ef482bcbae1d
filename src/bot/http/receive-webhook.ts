/** One delivery at the door: checked, taken into the queue, answered. The work on it comes afterwards. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Delivery } from "../deliveries/delivery.ts";
import type { DeliveryJournal } from "../deliveries/delivery-journal.ts";
import type { DeliveryQueue } from "../deliveries/delivery-queue.ts";
import { laneOf } from "../deliveries/lane-of.ts";
import type { HeardEvent } from "../register-handlers.ts";
import type { DeliveryOutcome } from "../telemetry/create-metrics.ts";
import { type Answer, json } from "./answer.ts";
import { hasSignature } from "./has-signature.ts";
import { type BodyBudget, type ReadBody, readBody } from "./read-body.ts";

export interface WebhookParts {
  readonly secrets: readonly string[];
  readonly queue: Pick<DeliveryQueue, "isFull" | "offer">;
  readonly journal: Pick<DeliveryJournal, "forget" | "takeIn">;
  readonly isWanted: (event: HeardEvent) => boolean;
  readonly isStopping: () => boolean;
  readonly budget: BodyBudget;
  /** Unix milliseconds. */
  readonly now: () => number;
}

export interface ReceivedWebhook {
  /** As the sender says; to be believed only when it was signed. */
  readonly event: string;
  readonly outcome: DeliveryOutcome;
  readonly answer: Answer;
}

export async function receiveWebhook(request: IncomingMessage, parts: WebhookParts): Promise<ReceivedWebhook> {
  const { budget, secrets, isStopping } = parts;
  if (isStopping()) return refuse("stopping", 503, "stopping");
  const wrong = findWrongRequest(request);
  if (wrong !== undefined) return wrong;
  const named = readHeaders(request.headers);
  if ("answer" in named) return named;
  const body = await readBody(request, budget);
  if (body.kind !== "body") return refuseBody(body.kind);
  if (!(await hasSignature(body.text, named.signature, secrets))) return refuse("unsigned", 401, "signature_wrong");
  return takeIn(named, body, parts);
}

function takeIn(
  { id, event }: NamedDelivery,
  { text, bytes }: { readonly text: string; readonly bytes: number },
  { queue, journal, isWanted, now }: WebhookParts,
): ReceivedWebhook {
  const payload = parseObject(text);
  if (payload === undefined) return { ...refuse("invalid", 400, "payload_invalid"), event };
  const { action } = payload;
  const heard = { name: event, action: typeof action === "string" ? action : undefined, payload };
  if (!isWanted(heard)) return accept(event, "ignored");
  if (!journal.takeIn(id)) return accept(event, "duplicate");
  const delivery: Delivery = { id, name: event, payload, bytes, lane: laneOf(id, payload), receivedAt: now() };
  if (queue.offer(delivery)) return accept(event, "accepted");
  journal.forget(id);
  return { ...refuse("full", 503, "queue_full"), event };
}

interface NamedDelivery {
  readonly id: string;
  readonly event: string;
  readonly signature: string;
}

function findWrongRequest({ method, headers }: IncomingMessage): ReceivedWebhook | undefined {
  if (method !== "POST") return refuse("invalid", 405, "method_wrong", { allow: "POST" });
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() === "application/json") return undefined;
  return refuse("invalid", 415, "content_type_wrong");
}

function readHeaders(headers: IncomingHttpHeaders): NamedDelivery | ReceivedWebhook {
  const id = String(headers["x-github-delivery"] ?? "");
  const event = String(headers["x-github-event"] ?? "");
  if (!/^[\dA-Za-z-]{1,64}$/.test(id) || !/^[a-z_]{1,64}$/.test(event))
    return refuse("invalid", 400, "headers_missing");
  const signature = String(headers["x-hub-signature-256"] ?? "");
  if (!/^sha256=[\da-f]{64}$/.test(signature)) return refuse("unsigned", 401, "signature_missing");
  return { id, event, signature };
}

function refuseBody(kind: Exclude<ReadBody["kind"], "body">): ReceivedWebhook {
  if (kind === "busy") return refuse("full", 503, "busy");
  return kind === "too_large" ? refuse("too_large", 413, "too_large") : refuse("invalid", 400, "incomplete");
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function accept(event: string, outcome: DeliveryOutcome): ReceivedWebhook {
  return { event, outcome, answer: json(202, { status: outcome }) };
}

/** The rest of the body is not waited for, so the connection cannot be used again. */
function refuse(
  outcome: DeliveryOutcome,
  status: number,
  error: string,
  headers: Readonly<Record<string, string>> = {},
): ReceivedWebhook {
  return { event: "unknown", outcome, answer: json(status, { error }, { connection: "close", ...headers }) };
}
