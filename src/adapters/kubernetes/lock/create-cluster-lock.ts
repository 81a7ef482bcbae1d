/** The cluster's lock: one Lease, held by an operation with a heartbeat or by a person without. */
import { randomUUID } from "node:crypto";
import { UserError } from "../../../errors.ts";
import type { Waiting } from "../../../health/probes.ts";
import type { ClusterLock, HeldLock, LockHolder, LockState } from "../../../operation/cluster-lock.ts";
import { ApiFailure, doing } from "../connection/api-failure.ts";
import type { CallApi } from "../connection/call-api.ts";
import { describeHolder } from "./describe-holder.ts";
import { holdLock, momentOf } from "./held-lock.ts";
import type { Lease } from "./lease.ts";
import { abortAsked, freed, heldByPerson, type LeaseChange, taken } from "./lease-change.ts";
import { LeaseClock } from "./lease-clock.ts";
import { createLeaseStore, type LeaseStore } from "./lease-store.ts";
import type { Timers } from "./timers.ts";

export interface LockOptions {
  readonly namespace: string;
  readonly now: () => Date;
  readonly timers: Timers;
}

export function createClusterLock(call: CallApi, { namespace, now, timers }: LockOptions): ClusterLock {
  const lock = new LeaseLock(createLeaseStore(call, namespace), now, timers);
  return {
    read: (waiting) => doing("read the cluster's lock", () => lock.read(waiting)),
    acquire: (holder, waiting) => doing("take the cluster's lock", () => lock.acquire(holder, waiting)),
    lockFor: (holder, reason, waiting) => doing("lock the cluster", () => lock.lockFor(holder, reason, waiting)),
    unlock: (waiting) => doing("unlock the cluster", () => lock.unlock(waiting)),
    requestAbort: (by, waiting) => doing("ask the operation to stop", () => lock.requestAbort(by, waiting)),
  };
}

/** What a look at the lease leads to: nothing more to do, or a change that holds only while it is still that. */
type Decision<Result> = { readonly result: Result } | { readonly change: LeaseChange };

const maxTries = 20;

class LeaseLock {
  readonly #store: LeaseStore;
  readonly #clock: LeaseClock;
  readonly #now: () => Date;
  readonly #timers: Timers;

  constructor(store: LeaseStore, now: () => Date, timers: Timers) {
    this.#store = store;
    this.#clock = new LeaseClock(now, timers);
    this.#now = now;
    this.#timers = timers;
  }

  async read(waiting: Waiting): Promise<LockState> {
    return this.#stateOf(await this.#look(waiting));
  }

  async acquire(holder: LockHolder, waiting: Waiting): Promise<HeldLock> {
    const acquisition = randomUUID();
    let takenAt = momentOf({ timers: this.#timers, now: this.#now });
    const lease = await this.#settle<Lease>(waiting, (current) => {
      this.#refuseWhenHeld(current, holder, "operation");
      takenAt = momentOf({ timers: this.#timers, now: this.#now });
      return { change: taken(current, { holder, acquisition, at: this.#clock.stamp() }) };
    });
    const parts = { store: this.#store, clock: this.#clock, timers: this.#timers, now: this.#now };
    return holdLock({ ...parts, lease, takenAt });
  }

  async lockFor(holder: LockHolder, reason: string | undefined, waiting: Waiting): Promise<void> {
    await this.#settle(waiting, (lease) => {
      this.#refuseWhenHeld(lease, holder, "person");
      return { change: heldByPerson(lease, { holder, reason, at: this.#clock.stamp() }) };
    });
  }

  async unlock(waiting: Waiting): Promise<void> {
    await this.#settle<Lease | undefined>(waiting, (lease) => {
      if (lease?.holder === undefined) return { result: lease };
      if (lease.person === undefined && this.#clock.untilExpiry(lease) > 0) throw this.#held(lease, lease.holder);
      return { change: freed(undefined) };
    });
  }

  async requestAbort(by: string, waiting: Waiting): Promise<boolean> {
    let isAsked = false;
    await this.#settle<Lease | undefined>(waiting, (lease) => {
      isAsked = this.#isRunning(lease);
      if (!isAsked || lease?.abortedBy !== undefined) return { result: lease };
      return { change: abortAsked(by, this.#now()) };
    });
    return isAsked;
  }

  /** Looks, decides, and writes if the lease is still what was looked at; else looks again. */
  async #settle<Result>(
    waiting: Waiting,
    decide: (lease: Lease | undefined) => Decision<Result>,
  ): Promise<Result | Lease> {
    for (let tries = 0; tries < maxTries; tries++) {
      const lease = await this.#look(waiting);
      const decision = decide(lease);
      if ("result" in decision) return decision.result;
      const written = await this.#store.change(lease, decision.change, waiting);
      if (written !== "conflict") return written;
    }
    throw new ApiFailure({
      kind: "refused",
      message: `somebody else changed the lock each time, ${maxTries} times`,
      hint: "See who holds it now.",
    });
  }

  async #look(waiting: Waiting): Promise<Lease | undefined> {
    const { lease, date } = await this.#store.read(waiting);
    this.#clock.learn(date);
    return lease;
  }

  #stateOf(lease: Lease | undefined): LockState {
    const { holder, record, person, since = "" } = lease ?? {};
    const kept = record === undefined ? {} : { record };
    if (lease === undefined || holder === undefined) return { kind: "free", ...kept };
    if (person !== undefined) return { kind: "person", holder, since, ...person };
    return { kind: "operation", holder, since, expired: this.#clock.untilExpiry(lease) === 0, ...kept };
  }

  #isRunning(lease: Lease | undefined): boolean {
    return lease?.holder !== undefined && lease.person === undefined && this.#clock.untilExpiry(lease) > 0;
  }

  /** The same identity is the same run, or person: a later step goes on with what an earlier one left. */
  #refuseWhenHeld(lease: Lease | undefined, { identity }: LockHolder, as: "operation" | "person"): void {
    const holder = lease?.holder;
    if (lease === undefined || holder === undefined) return;
    const isHeldAs = lease.person === undefined ? "operation" : "person";
    const isExpired = isHeldAs === "operation" && this.#clock.untilExpiry(lease) === 0;
    const isOurs = isHeldAs === as && holder.identity === identity;
    if (!isExpired && !isOurs) throw this.#held(lease, holder);
  }

  #held(lease: Lease, holder: LockHolder): UserError {
    const who = describeHolder(holder);
    const since = /^[0-9T:.-]+Z$/.test(lease.since) ? ` since ${lease.since.replace(/\.\d+Z$/, "Z")}` : "";
    if (lease.person !== undefined) {
      return new UserError(`The cluster is locked by ${who}${since}`, {
        code: "lock_held",
        hint: "Ask them, or unlock it.",
      });
    }
    const seconds = Math.ceil(this.#clock.untilExpiry(lease) / 1000);
    return new UserError(`The cluster is locked: ${who} works on it${since}`, {
      code: "lock_held",
      hint: `Wait until it is done. Should it have been broken off, the lock can be taken in ${seconds} s.`,
    });
  }
}
