/** HTTP requests as the adapters need them: with a limit on time and size, tried again where that helps. */
import { setTimeout as sleep } from "node:timers/promises";

export type Fetch = typeof globalThis.fetch;

export interface RetryOptions {
  readonly signal: AbortSignal;
  readonly fetch?: Fetch;
  /** For each attempt. */
  readonly timeoutMs: number;
  /** Attempts in all, 3 unless told. */
  readonly attempts?: number;
  /** Before the second attempt, doubled for each further one; 250 unless told. */
  readonly delayMs?: number;
}

const maxDelayMs = 5_000;

/**
 * Sends a request that may be repeated without harm. Network errors, timeouts, 429 and 5xx are tried again; the last
 * answer is returned whatever its status is.
 *
 * @throws what `fetch` threw at the last attempt, or the reason of an aborted signal.
 */
export async function fetchRetrying(url: URL | string, init: RequestInit, options: RetryOptions): Promise<Response> {
  const { attempts = 3 } = options;
  for (let attempt = 1; ; attempt++) {
    options.signal.throwIfAborted();
    const isLast = attempt >= attempts;
    const answer = await fetchOnce(url, init, options, isLast);
    if (answer !== undefined && (isLast || !isWorthRetrying(answer.status))) return answer;
    await answer?.body?.cancel();
    await sleep(delayBefore(attempt + 1, answer, options), undefined, { signal: options.signal });
  }
}

async function fetchOnce(
  url: URL | string,
  init: RequestInit,
  { signal, timeoutMs, fetch = globalThis.fetch }: RetryOptions,
  isLast: boolean,
): Promise<Response | undefined> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (isLast) throw error;
    return undefined;
  }
}

function isWorthRetrying(status: number): boolean {
  return status === 429 || status >= 500;
}

function delayBefore(attempt: number, answer: Response | undefined, { delayMs = 250 }: RetryOptions): number {
  const asked = Number(answer?.headers.get("retry-after") ?? Number.NaN) * 1000;
  const own = delayMs * 2 ** (attempt - 2);
  return Math.min(maxDelayMs, Number.isFinite(asked) ? Math.max(asked, own) : own);
}

/**
 * Reads an answer's text.
 *
 * @returns undefined when it is longer than `maxBytes` or no UTF-8.
 */
export async function readText(answer: Response, maxBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return undefined;
  }
}

/** Why a request got no answer, in words that hold nothing foreign: `ECONNREFUSED`, `no answer within 10 s`. */
export function describeFailure(error: unknown, timeoutMs: number): string {
  if (error instanceof DOMException && error.name === "TimeoutError") return `no answer within ${timeoutMs / 1000} s`;
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : "the connection failed";
}
