/** What can go wrong on the way from GitHub to an App, on demand. */
import type { Delivery } from "../state.ts";

export type DeliveryFault =
  /** It reaches nobody, and GitHub's log says so. */
  | { readonly kind: "drop" }
  /** GitHub forgets it: neither sent nor in the log. */
  | { readonly kind: "never-sent" }
  /** It arrives, its answer does not: GitHub's log says that it failed. */
  | { readonly kind: "answer-lost" }
  /** It arrives twice, the second time at another address where one is given; GitHub's log knows of one. */
  | { readonly kind: "duplicate"; readonly to?: string }
  /** It goes out after the next one; where none comes, when `settled()` is asked for. */
  | { readonly kind: "reorder" }
  | { readonly kind: "delay"; readonly delayMs: number };

export interface DeliveryFaultRule {
  /** `issue_comment` */
  readonly event?: string;
  readonly action?: string;
  readonly fault: DeliveryFault;
  /** How many deliveries it hits; 1 when left out. */
  readonly times?: number;
}

/** Rules in the order they were added; each is used up. */
export class DeliveryFaults {
  readonly #rules: { readonly rule: DeliveryFaultRule; left: number }[] = [];

  add(rule: DeliveryFaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? 1 });
  }

  /** The fault that hits this delivery, if any. */
  take({ event, action }: Pick<Delivery, "event" | "action">): DeliveryFault | undefined {
    const hit = this.#rules.find(
      ({ rule, left }) => left > 0 && (rule.event ?? event) === event && (rule.action ?? action) === action,
    );
    if (hit) hit.left -= 1;
    return hit?.rule.fault;
  }
}
