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
  readonly method?: string;
  /** Tried against the path with its query. */
  readonly path?: RegExp;
  readonly fault: Fault;
  /** How many requests it hits; 1 when left out. */
  readonly times?: number;
}

/** Rules in the order they were added; each is used up. */
export class Faults {
  readonly #rules: { readonly rule: FaultRule; left: number }[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? 1 });
  }

  /** The fault that hits this request, if any. */
  take(request: { readonly method: string; readonly path: string }): Fault | undefined {
    const hit = this.#rules.find(
      ({ rule, left }) =>
        left > 0 && (rule.method ?? request.method) === request.method && (rule.path?.test(request.path) ?? true),
    );
    if (hit) hit.left -= 1;
    return hit?.rule.fault;
  }
}
