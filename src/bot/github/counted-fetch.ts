import { fetchWithin } from "../../adapters/github/fetch-within.ts";
import type { Metrics } from "../telemetry/create-metrics.ts";

const requestTimeoutMs = 30_000;

/** A fetch that never hangs and tells the metrics what GitHub answered and how many requests it still allows. */
export function countedFetch(metrics: Pick<Metrics, "apiBudget" | "apiRequest">): typeof fetch {
  const send = fetchWithin(requestTimeoutMs);
  return async (input, init) => {
    const method = init?.method ?? "GET";
    try {
      const response = await send(input, init);
      metrics.apiRequest(method, response.status);
      noteBudget(response.headers, metrics);
      return response;
    } catch (error) {
      metrics.apiRequest(method, undefined);
      throw error;
    }
  };
}

function noteBudget(headers: Headers, metrics: Pick<Metrics, "apiBudget">): void {
  const remaining = headers.get("x-ratelimit-remaining") ?? "";
  if (/^\d{1,9}$/.test(remaining)) metrics.apiBudget(headers.get("x-ratelimit-resource") ?? "core", Number(remaining));
}
