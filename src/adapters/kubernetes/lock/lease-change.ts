/** What is written into the Lease, as a merge patch: null takes a field out, what is not named stays. */
import type { V1LeaseSpec } from "@kubernetes/client-node";
import { V1MicroTime } from "@kubernetes/client-node/dist/types.js";
import type { LockHolder } from "../../../operation/cluster-lock.ts";
import type { OperationRecord } from "../../../operation/operation-record.ts";
import { annotations, type Lease, leaseSeconds } from "./lease.ts";

export interface LeaseChange {
  readonly notes: Readonly<Record<string, string | null>>;
  readonly spec: { readonly [Field in keyof V1LeaseSpec]?: V1LeaseSpec[Field] | null };
}

/** An operation takes the lock; the journal that lies there stays, and so does what was asked of this very holder. */
export function taken(
  lease: Lease | undefined,
  { holder, acquisition, at }: { readonly holder: LockHolder; readonly acquisition: string; readonly at: Date },
): LeaseChange {
  return {
    notes: {
      [annotations.holder]: JSON.stringify(holder),
      [annotations.acquisition]: acquisition,
      [annotations.person]: null,
      ...(lease?.holder?.identity === holder.identity ? {} : { [annotations.abort]: null }),
    },
    spec: {
      holderIdentity: holder.identity,
      leaseDurationSeconds: leaseSeconds,
      acquireTime: new V1MicroTime(at),
      renewTime: new V1MicroTime(at),
      leaseTransitions: transitionsAfter(lease, holder),
    },
  };
}

/** A heartbeat; with a record it is the journal's newest page too. */
export function renewed(at: Date, record: OperationRecord | undefined): LeaseChange {
  return {
    notes: record === undefined ? {} : { [annotations.record]: JSON.stringify(record) },
    spec: { renewTime: new V1MicroTime(at) },
  };
}

/** A person takes the lock: without a heartbeat, until they let it go. */
export function heldByPerson(
  lease: Lease | undefined,
  { holder, reason, at }: { readonly holder: LockHolder; readonly reason: string | undefined; readonly at: Date },
): LeaseChange {
  return {
    notes: {
      [annotations.holder]: JSON.stringify(holder),
      [annotations.acquisition]: null,
      [annotations.person]: JSON.stringify({ reason }),
      [annotations.abort]: null,
    },
    spec: {
      holderIdentity: holder.identity,
      leaseDurationSeconds: null,
      acquireTime: new V1MicroTime(at),
      renewTime: null,
      leaseTransitions: transitionsAfter(lease, holder),
    },
  };
}

/** Nobody holds it. The journal stays as it is, becomes another, or goes (null). */
export function freed(record: OperationRecord | null | undefined): LeaseChange {
  const kept = record === undefined ? {} : { [annotations.record]: record === null ? null : JSON.stringify(record) };
  return {
    notes: {
      [annotations.holder]: null,
      [annotations.acquisition]: null,
      [annotations.person]: null,
      [annotations.abort]: null,
      ...kept,
    },
    spec: { holderIdentity: null, leaseDurationSeconds: null, acquireTime: null, renewTime: null },
  };
}

export function abortAsked(by: string, at: Date): LeaseChange {
  return { notes: { [annotations.abort]: JSON.stringify({ by, at: at.toISOString() }) }, spec: {} };
}

function transitionsAfter(lease: Lease | undefined, { identity }: LockHolder): number {
  if (lease === undefined) return 0;
  return lease.holder?.identity === identity ? lease.transitions : lease.transitions + 1;
}
