/** Out of the list of attempts to deliver: which deliveries nobody took in, and when each is to be tried again. */
import type { DeliveryAttempt } from "../../adapters/github/webhook-deliveries.ts";
import type { RedeliveryReason } from "../telemetry/create-metrics.ts";

export interface MissedDelivery {
  readonly guid: string;
  /** Of the webhook, such as `issue_comment`. */
  readonly event: string;
  /** Of its newest attempt: what GitHub is asked to repeat. */
  readonly attemptId: string;
  readonly attempts: number;
  /** Of the newest attempt, Unix milliseconds. */
  readonly lastAt: number;
  readonly reason: RedeliveryReason;
}

export interface MissedRules {
  /** Whether anybody would work on such an event. */
  readonly isWanted: (event: string, action: string | undefined) => boolean;
  /** When this process failed to work on a delivery that it had taken in. */
  readonly failedAt: (guid: string) => number | undefined;
  /**
   * What was last taken in at such a time is wanted again, because the process that did it may have died since. Unix
   * milliseconds.
   */
  readonly isRecent: (takenInAt: number) => boolean;
  /** What this process took in itself. */
  readonly knows: (guid: string) => boolean;
}

/** @param attempts In any order, as many of each delivery as are known. */
export function findMissed(attempts: readonly DeliveryAttempt[], rules: MissedRules): readonly MissedDelivery[] {
  return [...Map.groupBy(attempts, ({ guid }) => guid)].flatMap(([guid, all]) => {
    const newest = all.reduce((a, b) => (b.at >= a.at ? b : a));
    const reason = rules.isWanted(newest.event, newest.action) ? reasonFor(guid, all, rules) : undefined;
    if (reason === undefined) return [];
    return [{ guid, event: newest.event, attemptId: newest.id, attempts: all.length, lastAt: newest.at, reason }];
  });
}

function reasonFor(
  guid: string,
  attempts: readonly DeliveryAttempt[],
  { failedAt, isRecent, knows }: MissedRules,
): RedeliveryReason | undefined {
  const takenInAt = Math.max(...attempts.filter(({ status }) => status >= 200 && status < 300).map(({ at }) => at));
  if (takenInAt === Number.NEGATIVE_INFINITY) return "missed";
  const failure = failedAt(guid);
  // Taken in after the failure: somebody else has it.
  if (failure !== undefined) return takenInAt <= failure ? "failed" : undefined;
  return isRecent(takenInAt) && !knows(guid) ? "recent" : undefined;
}

/** More attempts than these will not help. */
export const mostAttempts = 8;

const longestPauseMs = 3_600_000;

/** One minute after the first attempt, then each time twice as long, up to an hour. What is recent does not wait. */
export function isDue({ reason, attempts, lastAt }: MissedDelivery, now: number): boolean {
  if (attempts >= mostAttempts) return false;
  return reason === "recent" || now - lastAt >= Math.min(60_000 * 2 ** (attempts - 1), longestPauseMs);
}

/** Somebody waits for an answer to these; what the others tell can be read at any time. */
const peoplesEvents = new Set(["issue_comment", "pull_request"]);

/** What people said first, then in the order in which it was tried. */
export function inOrder(missed: readonly MissedDelivery[]): readonly MissedDelivery[] {
  const rank = ({ event }: MissedDelivery) => (peoplesEvents.has(event) ? 0 : 1);
  return missed.toSorted((a, b) => rank(a) - rank(b) || a.lastAt - b.lastAt);
}
