/** What can be wrong with the Kubernetes API while it runs. */

/** Which requests a fault meets; all of them when nothing is said. */
export interface RequestMatch {
  /** `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection` */
  readonly verbs?: readonly string[];
  /** Plural names, with the subresource where there is one: `nodes`, `pods/eviction`. */
  readonly resources?: readonly string[];
  /** Names of the control planes whose servers have it. */
  readonly servers?: readonly string[];
}

export type ApiFault = RequestMatch & {
  /** How many requests it meets before it is over; until it is removed when left out. */
  readonly times?: number;
} & (
    | { readonly kind: "slow"; readonly delayMs: number }
    /** Taken, but never answered. */
    | { readonly kind: "hang" }
    /** The connection breaks without an answer; the request has not been carried out. */
    | { readonly kind: "reset" }
    /** The connection breaks without an answer although the request has been carried out. */
    | { readonly kind: "lost-answer" }
    | {
        readonly kind: "error";
        readonly code: number;
        readonly reason?: string;
        readonly message?: string;
        readonly retryAfterSeconds?: number;
      }
    /** The date of its answers is ahead by so much, or behind. */
    | { readonly kind: "clock"; readonly offsetMs: number }
    /** A watch ends after so many events, without a word. */
    | { readonly kind: "cut"; readonly events: number }
  );

export interface FacedRequest {
  readonly verb: string;
  readonly resource: string;
  readonly server: string;
}

export class ApiFaults {
  #faults: readonly { readonly fault: ApiFault; left: number }[] = [];

  /** The returned function removes it. */
  add(fault: ApiFault): () => void {
    const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#faults = [...this.#faults, entry];
    return () => {
      this.#faults = this.#faults.filter((other) => other !== entry);
    };
  }

  clear(): void {
    this.#faults = [];
  }

  /** The faults that meet this request, which counts against their number of times. */
  meet(request: FacedRequest): readonly ApiFault[] {
    const met = this.#faults.filter(({ fault, left }) => left > 0 && matches(fault, request));
    for (const entry of met) entry.left -= 1;
    return met.map(({ fault }) => fault);
  }
}

function matches({ verbs, resources, servers }: RequestMatch, { verb, resource, server }: FacedRequest): boolean {
  const among = (list: readonly string[] | undefined, value: string) => list === undefined || list.includes(value);
  return among(verbs, verb) && among(resources, resource) && among(servers, server);
}
