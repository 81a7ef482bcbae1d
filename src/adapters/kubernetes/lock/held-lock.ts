/** A lock that is held: its heartbeat, its journal, and how it ends. */
import { UserError } from "../../../errors.ts";
import type { HeldLock } from "../../../operation/cluster-lock.ts";
import type { OperationRecord } from "../../../operation/operation-record.ts";
import { doing } from "../connection/api-failure.ts";
import type { CallOptions } from "../connection/call-api.ts";
import { describeHolder } from "./describe-holder.ts";
import type { Lease } from "./lease.ts";
import { freed, type LeaseChange, renewed } from "./lease-change.ts";
import { heartbeatMs, heartbeatTimeoutMs, type LeaseClock, loseAfterMs, retryMs } from "./lease-clock.ts";
import type { LeaseStore } from "./lease-store.ts";
import type { Timers } from "./timers.ts";

export interface HeldLockOptions {
  readonly store: LeaseStore;
  readonly clock: LeaseClock;
  readonly timers: Timers;
  readonly now: () => Date;
  /** As it was written when the lock was taken. */
  readonly lease: Lease;
  /** When that write was sent, by the timers' clock and by the wall's. */
  readonly takenAt: Moment;
}

export interface Moment {
  readonly elapsedMs: number;
  readonly wallMs: number;
}

const maxTries = 10;

/** @throws UserError `lock_held` when taking it took so long that somebody else may have it by now */
export function holdLock(options: HeldLockOptions): HeldLock {
  const held = new Heartbeat(options);
  held.start();
  const { record } = options.lease;
  return {
    lost: held.lost,
    abortRequested: held.abortRequested,
    ...(record === undefined ? {} : { previous: record }),
    save: (page, { signal }) => held.save(page, signal),
    check: () => held.check(),
    release: ({ keep }) => held.release(keep),
  };
}

class Heartbeat {
  readonly #options: HeldLockOptions;
  readonly #lost = new AbortController();
  readonly #abort = new AbortController();
  #lease: Lease;
  /** When the last write that succeeded was sent: only then was the lock surely ours. */
  #sure: Moment;
  #nextBeat: () => void = () => undefined;
  #giveUp: () => void = () => undefined;
  /** Writes go one after another. */
  #queue: Promise<unknown> = Promise.resolve();
  #stampMs: number;
  #isOver = false;

  constructor(options: HeldLockOptions) {
    this.#options = options;
    this.#lease = options.lease;
    this.#sure = options.takenAt;
    this.#stampMs = options.lease.renewedAt ?? 0;
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  get abortRequested(): AbortSignal {
    return this.#abort.signal;
  }

  start(): void {
    this.#refuseWhenOver();
    this.#adopt(this.#lease);
    this.#watch();
    this.#schedule(heartbeatMs);
  }

  save(record: OperationRecord, signal: AbortSignal): Promise<void> {
    return doing("write the journal of the operation", () => this.#write((at) => renewed(at, record), { signal }));
  }

  check(): void {
    this.#refuseWhenOver();
  }

  async release(keep: OperationRecord | undefined): Promise<void> {
    if (this.#isOver) return;
    this.#nextBeat();
    const signal = new AbortController().signal;
    try {
      const free = () => freed(keep ?? null);
      await doing("release the lock", () => this.#write(free, { signal, withinMs: releaseTimeoutMs }, true));
    } catch (error) {
      if (!this.lost.aborted) throw error;
    } finally {
      this.#end();
    }
  }

  #schedule(delayMs: number): void {
    if (!this.#isOver) this.#nextBeat = this.#options.timers.after(delayMs, () => void this.#beat());
  }

  async #beat(): Promise<void> {
    try {
      const signal = new AbortController().signal;
      await this.#write((at) => renewed(at, undefined), { signal, withinMs: heartbeatTimeoutMs });
      this.#schedule(heartbeatMs);
    } catch {
      // The next one may do; when none does in time, the lock is lost by the watch.
      this.#schedule(retryMs);
    }
  }

  /** Ends the lock by itself when nothing renews it in time. */
  #watch(): void {
    const { timers } = this.#options;
    this.#giveUp();
    const leftMs = Math.max(0, loseAfterMs - (timers.elapsedMs() - this.#sure.elapsedMs));
    this.#giveUp = timers.after(leftMs, () => this.#lose(notRenewed()));
  }

  #write(change: Change, options: CallOptions, endsIt = false): Promise<void> {
    const writing = this.#queue.then(() => this.#writeNow(change, options, endsIt));
    this.#queue = writing.catch(() => undefined);
    return writing;
  }

  async #writeNow(change: Change, { signal, ...options }: CallOptions, endsIt: boolean): Promise<void> {
    const { store, clock } = this.#options;
    const calling = { ...options, signal: AbortSignal.any([signal, this.lost]) };
    for (let tries = 0; tries < maxTries; tries++) {
      this.#refuseWhenOver();
      const sentAt = momentOf(this.#options);
      const stamp = this.#nextStamp();
      const written = await store.change(this.#lease, change(stamp), calling);
      if (written !== "conflict") return this.#renewed(written, sentAt);
      const { lease, date } = await store.read(calling);
      clock.learn(date);
      // The conflict may be with our own first try, which came through.
      if (endsIt && lease?.holder === undefined) return;
      this.#expectOurs(lease);
      if (lease?.renewedAt === stamp.getTime()) return this.#renewed(this.#lease, sentAt);
    }
    throw this.#lose(notRenewed());
  }

  /** Never the same twice: it tells whether a write came through whose answer did not. */
  #nextStamp(): Date {
    this.#stampMs = Math.max(this.#stampMs + 1, this.#options.clock.stamp().getTime());
    return new Date(this.#stampMs);
  }

  #renewed(lease: Lease, sentAt: Moment): void {
    this.#sure = sentAt;
    this.#adopt(lease);
    if (!this.#isOver) this.#watch();
  }

  /** Other programs know nothing of acquisitions; they write their name alone. */
  #expectOurs(lease: Lease | undefined): void {
    const isOurs =
      lease?.acquisition === this.#lease.acquisition && lease?.holder?.identity === this.#lease.holder?.identity;
    if (lease === undefined || !isOurs) throw this.#lose(takenOver(lease));
    this.#adopt(lease);
  }

  #adopt(lease: Lease): void {
    this.#lease = lease;
    if (lease.abortedBy !== undefined && !this.#abort.signal.aborted) this.#abort.abort(lease.abortedBy);
  }

  /** Also after a machine that slept: its steady clock stood still while the lock grew old. */
  #refuseWhenOver(): void {
    this.lost.throwIfAborted();
    if (this.#isOver) throw notHeld();
    const { elapsedMs, wallMs } = momentOf(this.#options);
    const sinceMs = Math.max(elapsedMs - this.#sure.elapsedMs, wallMs - this.#sure.wallMs);
    if (sinceMs >= loseAfterMs) throw this.#lose(notRenewed());
  }

  #lose(error: UserError): UserError {
    this.#end();
    this.#lost.abort(error);
    return error;
  }

  #end(): void {
    this.#isOver = true;
    this.#nextBeat();
    this.#giveUp();
  }
}

type Change = (at: Date) => LeaseChange;
const releaseTimeoutMs = 20_000;

export function momentOf({ timers, now }: Pick<HeldLockOptions, "timers" | "now">): Moment {
  return { elapsedMs: timers.elapsedMs(), wallMs: now().getTime() };
}

const notRenewed = (): UserError =>
  new UserError(`The cluster's lock is lost: it could not be renewed for ${loseAfterMs / 1000} s`, {
    code: "lock_held",
    hint: "See what the cluster is at (status), then continue the operation.",
  });

const takenOver = (lease: Lease | undefined): UserError =>
  new UserError(
    `The cluster's lock is lost: ${lease?.holder === undefined ? "somebody removed it" : `${describeHolder(lease.holder)} has taken it`}`,
    {
      code: "lock_held",
      hint: "Somebody else works on the cluster, or has unlocked it: ask before you continue.",
    },
  );

const notHeld = (): UserError =>
  new UserError("Cannot write the journal of the operation: the lock was released", { code: "lock_held" });
