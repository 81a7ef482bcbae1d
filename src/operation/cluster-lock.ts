/** The port to the lock: a Lease in the cluster itself, so that two bots, a laptop and a workflow exclude each other. */
import type { Waiting } from "../health/probes.ts";
import type { OperationRecord } from "./operation-record.ts";

export interface LockHolder {
  /** Who, for people: `octocat via run 123`. */
  readonly name: string;
  /** Of this process: `run-123-1`, `laptop-4711`. Equal for the same run only. */
  readonly identity: string;
  readonly url?: string;
}

export type LockState =
  | { readonly kind: "free"; readonly record?: OperationRecord }
  /** An operation holds it; `expired` when its heartbeat stopped. */
  | {
      readonly kind: "operation";
      readonly holder: LockHolder;
      readonly since: string;
      readonly expired: boolean;
      readonly record?: OperationRecord;
    }
  /** A person holds it, until they let it go: `/talos lock`. */
  | { readonly kind: "person"; readonly holder: LockHolder; readonly since: string; readonly reason?: string };

export interface HeldLock {
  /** Aborts when the heartbeat could not be written in time: somebody else may hold the lock now. */
  readonly lost: AbortSignal;
  /** Aborts when somebody asked to start no further node (`requestAbort`); its reason is who, a string. Noticed by the heartbeat. */
  readonly abortRequested: AbortSignal;
  /** What was there before: the record of an operation that was broken off, for `continue`. */
  readonly previous?: OperationRecord;
  /**
   * Writes the journal; resolves when the cluster has it, and only while the lock is still ours.
   *
   * @throws UserError `lock_held` when somebody took it over; `kubernetes_unreachable`, `kubernetes_failed`
   */
  save(record: OperationRecord, waiting: Waiting): Promise<void>;
  /**
   * Looks at the clock, right before something that cannot be taken back: a program that was suspended may have lost the
   * lock before any of its timers could tell it so.
   *
   * @throws UserError `lock_held` when somebody else may hold it now
   */
  check(): void;
  /**
   * Lets go. The record stays when it is given: what was broken off can be continued by another run.
   * Does nothing when the lock is somebody else's by now.
   */
  release(options: { readonly keep?: OperationRecord }): Promise<void>;
}

export interface ClusterLock {
  /** @throws UserError `kubernetes_unreachable` */
  read(waiting: Waiting): Promise<LockState>;
  /**
   * Takes a free or an expired lock, or one that the same identity holds (a later step of the same run), and keeps it
   * with a heartbeat until it is released. Never a person's.
   *
   * @throws UserError `lock_held` which names the holder; `kubernetes_unreachable`
   */
  acquire(holder: LockHolder, waiting: Waiting): Promise<HeldLock>;
  /** `/talos lock`. @throws UserError `lock_held` */
  lockFor(holder: LockHolder, reason: string | undefined, waiting: Waiting): Promise<void>;
  /** `/talos unlock`: a person's lock, or an operation's whose heartbeat stopped. @throws UserError `lock_held` */
  unlock(waiting: Waiting): Promise<void>;
  /** `/talos abort`: asks whoever holds the lock to start no further node. @returns false when nothing runs */
  requestAbort(by: string, waiting: Waiting): Promise<boolean>;
}
