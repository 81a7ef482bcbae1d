/** Requests in an hour: each token has its own, all tokens of an installation share theirs. */
import type { Quota, State, Token } from "./state.ts";

const hourSeconds = 3600;

export interface RateLimit {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Unix seconds. */
  readonly reset: number;
}

/** @returns the state of the limit after this request; `used` above `limit`: it is to be refused */
export function countRequest(state: State, token: Token): RateLimit {
  quotaNow(state, token).used += 1;
  return readRateLimit(state, token);
}

export function readRateLimit(state: State, token: Token): RateLimit {
  const limit = token.installation ? state.installationRateLimit : state.rateLimit;
  const { used, resetsAt } = quotaNow(state, token);
  return { limit, used, remaining: Math.max(0, limit - used), reset: resetsAt };
}

/** The hour begins with the first request of it. */
function quotaNow(state: State, token: Token): Quota {
  const quota = token.installation?.quota ?? token.quota;
  const now = Math.floor(state.now().getTime() / 1000);
  if (quota.resetsAt <= now) Object.assign(quota, { used: 0, resetsAt: now + hourSeconds });
  return quota;
}
