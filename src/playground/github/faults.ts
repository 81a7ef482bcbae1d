/** What can go wrong on the way to GitHub, on demand. */

export type Fault =
  /** A server error. */
  | { readonly kind: "status"; readonly status: number }
  /** The limit on bursts: 403 with `retry-after`. */
  | { readonly kind: "secondary-limit"; readonly retryAfterSeconds: number }
  /** The hourly limit: 403 with `x-ratelimit-remaining: 0`. */
  | { readonly kind: "primary-limit"; readonly resetInSeconds: number }
  | { readonly kind: "slow"; readonly delayMs: number }
  /** The connection ends before the request is looked at. */
  | { readonly kind: "drop" }
  /** The request is carried out, but its answer is lost. */
  | { readonly kind: "drop-answer" };

export interface FaultRule {
  readonly method?: string | RegExp;
  /** Tried against the path with its query. */
  readonly path?: RegExp;
  /** Login of whoever asks. */
  readonly actor?: string;
  readonly fault: Fault;
  /** How many requests go by that it would hit; 0 when left out. */
  readonly after?: number;
  /** How many requests it hits; 1 when left out. */
  readonly times?: number;
  /** Told of each request that it hits, before anything becomes of it. */
  readonly onHit?: (request: FaultyRequest) => void;
}

export interface FaultyRequest {
  readonly method: string;
  readonly path: string;
  /** Undefined for an unknown token, and for an App that asks as itself. */
  readonly actor: string | undefined;
}

/** Rules in the order they were added; each is used up. */
export class Faults {
  readonly #rules: { readonly rule: FaultRule; toPass: number; left: number }[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ rule, toPass: rule.after ?? 0, left: rule.times ?? 1 });
  }

  /** Those that are not used up are forgotten. */
  clear(): void {
    this.#rules.length = 0;
  }

  /** The fault that hits this request, if any. */
  take(request: FaultyRequest): Fault | undefined {
    const hit = this.#rules.find((entry) => {
      if (entry.left === 0 || !concerns(entry.rule, request)) return false;
      entry.toPass -= 1;
      return entry.toPass < 0;
    });
    if (hit === undefined) return undefined;
    hit.left -= 1;
    hit.rule.onHit?.(request);
    return hit.rule.fault;
  }
}

function concerns({ method, path, actor }: FaultRule, request: FaultyRequest): boolean {
  return (
    (method instanceof RegExp ? method.test(request.method) : (method ?? request.method) === request.method) &&
    (actor ?? request.actor) === request.actor &&
    (path?.test(request.path) ?? true)
  );
}
