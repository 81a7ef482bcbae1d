import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  require_promises
} from "./chunk-UYJFSMS7.mjs";
import {
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// src/fetch-retrying.ts
var import_promises = __toESM(require_promises(), 1);
var maxDelayMs = 5e3;
async function fetchRetrying(url, init, options) {
  const { attempts = 3 } = options;
  for (let attempt = 1; ; attempt++) {
    options.signal.throwIfAborted();
    const isLast = attempt >= attempts;
    const answer = await fetchOnce(url, init, options, isLast);
    if (answer !== void 0 && (isLast || !isWorthRetrying(answer.status))) return answer;
    await answer?.body?.cancel();
    await (0, import_promises.setTimeout)(delayBefore(attempt + 1, answer, options), void 0, { signal: options.signal });
  }
}
async function fetchOnce(url, init, { signal, timeoutMs, fetch = globalThis.fetch }, isLast) {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (isLast) throw error;
    return void 0;
  }
}
function isWorthRetrying(status) {
  return status === 429 || status >= 500;
}
function delayBefore(attempt, answer, { delayMs = 250 }) {
  const asked = Number(answer?.headers.get("retry-after") ?? Number.NaN) * 1e3;
  const own = delayMs * 2 ** (attempt - 2);
  return Math.min(maxDelayMs, Number.isFinite(asked) ? Math.max(asked, own) : own);
}
async function readText(answer, maxBytes) {
  const chunks = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return void 0;
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return void 0;
  }
}
function describeFailure(error, timeoutMs) {
  if (error instanceof DOMException && error.name === "TimeoutError") return `no answer within ${timeoutMs / 1e3} s`;
  const cause = error instanceof Error ? error.cause ?? error : void 0;
  const code = cause instanceof Error && "code" in cause ? cause.code : void 0;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : "the connection failed";
}

export {
  fetchRetrying,
  readText,
  describeFailure
};
