/** When the lock of an operation counts as abandoned. */
import { type Lease, leaseSeconds } from "./lease.ts";
import type { Timers } from "./timers.ts";

/** How far apart the clocks of two API servers may be; Talos sets them by NTP before it starts anything. */
const skewMs = 30_000;

/**
 * Judges the age of a heartbeat without trust in any one clock. The lock counts as abandoned
 *
 * - when it stayed the same for its whole duration while we looked, by our own steady clock: no other clock is asked
 *   (as Kubernetes' own leader election does it), or
 * - when its last heartbeat is older than its duration and the greatest skew, by the API server's clock *and* by ours.
 *   A clock of this machine that is ahead does not take a lock that lives; nor does one that is behind when the lock is
 *   written, since the holder stamps with the server's clock or its own, whichever is ahead.
 *
 * The holder gives up by itself long before (`loseAfterMs`), by its own steady clock, so that what it does and what its
 * successor does cannot overlap; and all it writes is refused once somebody else has the lock.
 */
export class LeaseClock {
  readonly #now: () => Date;
  readonly #timers: Timers;
  /** The server's clock minus our steady one, as of the last answer. */
  #serverOffsetMs: number | undefined;
  #seen: { readonly heartbeat: string; readonly atMs: number } | undefined;

  constructor(now: () => Date, timers: Timers) {
    this.#now = now;
    this.#timers = timers;
  }

  /** Takes note of an answer's date. */
  learn(date: Date | undefined): void {
    if (date !== undefined) this.#serverOffsetMs = date.getTime() - this.#timers.elapsedMs();
  }

  /** For a heartbeat: never behind. */
  stamp(): Date {
    return new Date(Math.max(...this.#readings()));
  }

  /** Milliseconds until it counts as abandoned; 0 when it does. */
  untilExpiry(lease: Lease): number {
    const durationMs = lease.durationSeconds * 1000;
    const unchangedFor = this.#unchangedForMs(lease);
    const byWatching = durationMs - unchangedFor;
    if (lease.renewedAt === undefined) return Math.max(0, byWatching);
    const age = Math.min(...this.#readings()) - lease.renewedAt;
    return Math.max(0, Math.min(byWatching, durationMs + skewMs - age));
  }

  /** How long the heartbeat has not changed, as far as we have seen. */
  #unchangedForMs({ renewedAt, acquisition, holder }: Lease): number {
    const heartbeat = JSON.stringify([renewedAt, acquisition, holder?.identity]);
    const atMs = this.#timers.elapsedMs();
    if (this.#seen?.heartbeat !== heartbeat) this.#seen = { heartbeat, atMs };
    return atMs - this.#seen.atMs;
  }

  #readings(): readonly number[] {
    const own = this.#now().getTime();
    return this.#serverOffsetMs === undefined ? [own] : [own, this.#serverOffsetMs + this.#timers.elapsedMs()];
  }
}

export const heartbeatMs = 10_000;
/** After a heartbeat that failed. */
export const retryMs = 4_000;
/** For one heartbeat, tries at other servers included. */
export const heartbeatTimeoutMs = 12_000;
/** Without a heartbeat for this long the holder gives up: well before anybody may take the lock. */
export const loseAfterMs = (leaseSeconds * 1000 * 2) / 3;
