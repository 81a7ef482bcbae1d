/** The journal: what is about to be done is written into the cluster before it is done, under the lock. */
import { isDeepStrictEqual } from "node:util";
import { UserError } from "../errors.ts";
import type { Waiting } from "../health/probes.ts";
import type { ClusterLock, HeldLock, LockHolder } from "./cluster-lock.ts";
import type { NodeRecord, OperationRecord } from "./operation-record.ts";
import type { Pace } from "./pace.ts";
import { patiently } from "./patiently.ts";

export interface Journal {
  /** Writes what is about to begin, so that others see it. */
  open(waiting: Waiting): Promise<void>;
  /** What the run that was broken off wrote of a node. */
  left(node: string): NodeRecord | undefined;
  /** Changes a node's entry and waits until the cluster has it. Only after that may the step begin. */
  write(node: string, change: Omit<NodeRecord, "name">, waiting: Waiting): Promise<void>;
  /** Changes a node's entry; it gets into the cluster with the next `write` or at the end. */
  note(node: string, change: Omit<NodeRecord, "name">): void;
  /** Makes sure that the lock is still ours. @throws UserError `lock_held` */
  hold(waiting: Waiting): Promise<void>;
  /** Without asking the cluster: the lock is ours at this moment. @throws UserError `lock_held` */
  check(): void;
  /** Who asked to start no further node. */
  abortedBy(): string | undefined;
  /** Lets go of the lock; the record stays for another run unless everything is done. */
  close(state: OperationRecord["state"]): Promise<void>;
}

export interface JournalOptions {
  /** Undefined: the work goes on without lock. */
  readonly held: HeldLock | undefined;
  readonly lock: ClusterLock;
  readonly pace: Pace;
  readonly holder: LockHolder;
  /** As it was left, where an operation goes on. */
  readonly previous?: OperationRecord;
}

export function openJournal(
  initial: OperationRecord,
  { held: first, lock, holder, pace, previous }: JournalOptions,
): Journal {
  let record = initial;
  let held = first;
  /** As the cluster has it; an answer that was lost leaves two that it may have. */
  let written: readonly unknown[] = [];
  let abortedBy: string | undefined;

  const note = (node: string, change: Omit<NodeRecord, "name">) => {
    record = { ...record, nodes: record.nodes.map((one) => (one.name === node ? { ...one, ...change } : one)) };
  };
  /** A cluster with one control plane has no API while that reboots: the heartbeat fails, and nobody else can take the lock. */
  const hold = async (waiting: Waiting) => {
    if (held === undefined || !held.lost.aborted) return;
    abortedBy ??= whoAborted(held);
    const again = await patiently(() => lock.acquire(holder, waiting), { pace, ...waiting });
    // Another record, or another page of ours: somebody else has worked on the cluster since.
    if (!written.some((page) => isDeepStrictEqual(page, again.previous))) {
      await again.release(again.previous === undefined ? {} : { keep: again.previous });
      throw lostLock();
    }
    held = again;
  };
  const save = async (waiting: Waiting) => {
    if (held === undefined) return;
    const page: unknown = JSON.parse(JSON.stringify(record));
    written = [...written.slice(-1), page];
    await patiently(async () => held?.save(record, waiting), { pace, ...waiting });
    written = [page];
  };
  return {
    left: (name) => previous?.nodes.find((node) => node.name === name),
    open: async (waiting) => {
      await save(waiting);
    },
    note,
    hold,
    write: async (node, change, waiting) => {
      await hold(waiting);
      note(node, change);
      await save(waiting);
    },
    check: () => held?.check(),
    abortedBy: () => abortedBy ?? whoAborted(held),
    close: async (state) => {
      record = { ...record, state };
      await held?.release(state === "succeeded" ? {} : { keep: record });
    },
  };
}

function whoAborted(held: HeldLock | undefined): string | undefined {
  if (held === undefined || !held.abortRequested.aborted) return undefined;
  const by: unknown = held.abortRequested.reason;
  return typeof by === "string" ? by : "somebody";
}

function lostLock(): UserError {
  return new UserError("Cannot go on: the cluster's lock was lost, and another operation may have begun since", {
    code: "lock_held",
    hint: "Look at the cluster with talos-chatops status.",
  });
}
