import { UserError } from "../../errors.ts";
import { describeFailure, type Fetch, fetchRetrying, readText } from "../../fetch-retrying.ts";
import { parseJson } from "./find-values.ts";

export interface JsonServiceOptions {
  /** As errors call it: `Akeyless`. */
  readonly name: string;
  readonly baseUrl: string;
  readonly fetch?: Fetch;
  /** For each attempt, 10 seconds unless told. */
  readonly timeoutMs?: number;
  readonly retryDelayMs?: number;
}

export interface JsonAnswer {
  readonly status: number;
  /** Undefined when the answer was no JSON. Foreign and perhaps secret: no error may quote it. */
  readonly body: unknown;
}

export interface JsonRequest {
  readonly method?: "GET" | "POST";
  /** Below the base URL, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

const maxBytes = 4 * 1024 * 1024;

/**
 * Asks a secret store's API. Redirects are not followed: the request holds a credential.
 *
 * @returns the answer, whatever its status below 500 is (429 excepted).
 * @throws UserError `secret_store_failed` when there is no such answer.
 */
export async function requestJson(service: JsonServiceOptions, request: JsonRequest): Promise<JsonAnswer> {
  const { name, baseUrl, fetch, timeoutMs = 10_000, retryDelayMs } = service;
  const answer = await fetchRetrying(
    `${baseUrl.replace(/\/+$/, "")}${request.path}`,
    {
      method: request.method ?? "GET",
      redirect: "error",
      headers: {
        accept: "application/json",
        ...(request.body !== undefined && { "content-type": "application/json" }),
        ...request.headers,
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    },
    {
      signal: request.signal,
      timeoutMs,
      ...(fetch && { fetch }),
      ...(retryDelayMs !== undefined && { delayMs: retryDelayMs }),
    },
  ).catch((error: unknown) => {
    if (request.signal.aborted) throw error;
    throw failed(name, baseUrl, describeFailure(error, timeoutMs), error);
  });
  if (answer.status === 429 || answer.status >= 500) throw failed(name, baseUrl, `it answers with ${answer.status}`);
  const text = await readText(answer, maxBytes).catch((error: unknown) => {
    if (request.signal.aborted) throw error;
    throw failed(name, baseUrl, "its answer broke off", error);
  });
  if (text === undefined) throw failed(name, baseUrl, "its answer is too long or no text");
  return { status: answer.status, body: parseJson(text) };
}

function failed(name: string, baseUrl: string, reason: string, cause?: unknown): UserError {
  return new UserError(`Cannot read secrets from ${name} at ${new URL(baseUrl).host}: ${reason}`, {
    code: "secret_store_failed",
    hint: "Check that its address in the settings is right and that it can be reached from here.",
    cause,
  });
}

/** A field of an answer that is to hold text. */
export function textField(body: unknown, name: string): string | undefined {
  const value = field(body, name);
  return typeof value === "string" ? value : undefined;
}

export function field(body: unknown, name: string): unknown {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, name)) return undefined;
  return (body as Record<string, unknown>)[name];
}
