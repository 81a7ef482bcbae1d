/** Asks GitHub every few minutes what it could not deliver, and to deliver it again: it does not do so by itself. */
import {
  type AppClient,
  type DeliveryAttempt,
  listDeliveries,
  redeliver,
} from "../../adapters/github/webhook-deliveries.ts";
import type { Pace } from "../../operation/pace.ts";
import type { BotLog } from "../bot-log.ts";
import type { Metrics } from "../telemetry/create-metrics.ts";
import type { DeliveryJournal } from "./delivery-journal.ts";
import { findMissed, inOrder, isDue, type MissedDelivery, mostAttempts } from "./missed-deliveries.ts";

export interface SweepParts {
  /** A client with the App's own token. */
  readonly app: () => Promise<AppClient>;
  readonly journal: Pick<DeliveryJournal, "failedAt" | "knows">;
  readonly isWanted: (event: string, action: string | undefined) => boolean;
  readonly metrics: Pick<Metrics, "gaveUp" | "redelivered" | "swept">;
  readonly log: BotLog;
  readonly pace: Pace;
}

const everyMs = 3 * 60_000;
/** GitHub repeats what is not older; its Enterprise Server after seven days. */
const repeatableMs = 3 * 86_400_000;
/** So long before it ended another process may have taken in what it did not come to. */
const recentMs = 5 * 60_000;
/** GitHub's clock may go before this machine's. */
const skewMs = 60_000;
/** Each sweep looks a little further back than the last one ended: attempts come into the list late. */
const overlapMs = 15 * 60_000;
const mostPages = 50;
const mostRedeliveries = 100;

/** Sweeps at once and every few minutes until the signal aborts. Several processes may do so at once. */
export async function sweepDeliveries(parts: SweepParts, signal: AbortSignal): Promise<void> {
  const { pace, log, metrics } = parts;
  const memory: SweepMemory = {
    startedAt: pace.now(),
    attempts: new Map(),
    sweptUntil: undefined,
    recentSince: Number.POSITIVE_INFINITY,
    askedAgain: new Set(),
    givenUp: new Set(),
  };
  while (!signal.aborted) {
    try {
      await sweep(parts, memory, signal);
      metrics.swept("ok");
    } catch (error) {
      if (signal.aborted) return;
      metrics.swept("failed");
      log.failure("the deliveries of the webhook could not be checked", error);
    }
    await pace.sleep(everyMs, signal).catch(() => undefined);
  }
}

interface SweepMemory {
  readonly startedAt: number;
  /** Of deliveries that were missed, and of the latest ones, by the attempt's id. */
  attempts: ReadonlyMap<string, DeliveryAttempt>;
  /** Begin of the last sweep that got through its pages. */
  sweptUntil: number | undefined;
  /** From then on until the start is what an earlier process may not have come to. */
  recentSince: number;
  /** Of that, what was asked for already. */
  readonly askedAgain: Set<string>;
  readonly givenUp: Set<string>;
}

async function sweep(parts: SweepParts, memory: SweepMemory, signal: AbortSignal): Promise<void> {
  const { pace, journal, isWanted } = parts;
  const now = pace.now();
  const app = await parts.app();
  const since = memory.sweptUntil === undefined ? now - repeatableMs : memory.sweptUntil - overlapMs;
  const listed = await listSince(app, since, parts, signal);
  if (memory.sweptUntil === undefined) memory.recentSince = lastHeardBefore(memory.startedAt, listed) - recentMs;
  const attempts = new Map([...memory.attempts, ...listed.map((entry) => [entry.id, entry] as const)]);
  const missed = findMissed([...attempts.values()], {
    isWanted,
    failedAt: journal.failedAt,
    knows: (guid) => journal.knows(guid) || memory.askedAgain.has(guid),
    isRecent: (at) => at >= memory.recentSince && at <= memory.startedAt + skewMs,
  });
  memory.attempts = keepNeeded(attempts, missed, now);
  memory.sweptUntil = now;
  noteGivenUp(missed, memory, parts);
  await redeliverDue(app, missed, memory, parts, signal);
}

/** When a process before this one was there for the last time: it may have ended long ago. */
function lastHeardBefore(startedAt: number, attempts: readonly DeliveryAttempt[]): number {
  const heard = attempts.filter(({ status, at }) => status >= 200 && status < 300 && at <= startedAt);
  return heard.reduce((last, { at }) => Math.max(last, at), Number.NEGATIVE_INFINITY);
}

async function listSince(
  app: AppClient,
  since: number,
  { log }: SweepParts,
  signal: AbortSignal,
): Promise<readonly DeliveryAttempt[]> {
  const attempts: DeliveryAttempt[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const { attempts: listed, cursor: next } = await listDeliveries(app, cursor, { signal });
    attempts.push(...listed.filter(({ at }) => at >= since));
    if (next === undefined || listed.length === 0 || listed.some(({ at }) => at < since)) return attempts;
    cursor = next;
  }
  log.warn("not all deliveries of the webhook were checked, there are too many", { checked: attempts.length });
  return attempts;
}

/** What is missed has to be counted on, and what may still fail must be found again; the rest may go. */
function keepNeeded(
  attempts: ReadonlyMap<string, DeliveryAttempt>,
  missed: readonly MissedDelivery[],
  now: number,
): ReadonlyMap<string, DeliveryAttempt> {
  const guids = new Set(missed.map(({ guid }) => guid));
  return new Map(
    [...attempts].filter(([, { guid, at }]) => at >= now - overlapMs || (guids.has(guid) && at >= now - repeatableMs)),
  );
}

function noteGivenUp(missed: readonly MissedDelivery[], { givenUp }: SweepMemory, { log, metrics }: SweepParts): void {
  const hopeless = missed.filter(({ attempts }) => attempts >= mostAttempts);
  for (const { guid, attempts } of hopeless.filter(({ guid }) => !givenUp.has(guid))) {
    givenUp.add(guid);
    metrics.gaveUp();
    log.warn("a delivery failed too often, it is not asked for again", { delivery: guid, attempts });
  }
  const current = new Set(hopeless.map(({ guid }) => guid));
  for (const guid of givenUp) if (!current.has(guid)) givenUp.delete(guid);
}

async function redeliverDue(
  app: AppClient,
  missed: readonly MissedDelivery[],
  { askedAgain }: SweepMemory,
  { pace, log, metrics }: SweepParts,
  signal: AbortSignal,
): Promise<void> {
  const due = inOrder(missed.filter((delivery) => isDue(delivery, pace.now())));
  for (const { guid, attemptId, reason, attempts } of due.slice(0, mostRedeliveries)) {
    try {
      await redeliver(app, attemptId, { signal });
      if (reason === "recent") askedAgain.add(guid);
      metrics.redelivered(reason);
      log.info("asked GitHub to deliver again", { delivery: guid, reason, attempts });
    } catch (error) {
      if (signal.aborted) throw error;
      log.failure("a delivery could not be asked for again", error, { delivery: guid, reason });
    }
  }
}
