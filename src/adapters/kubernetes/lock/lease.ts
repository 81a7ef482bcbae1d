/** The Lease that is the lock, as the API has it in, what it says about the lock out. */
import type { V1Lease } from "@kubernetes/client-node";
import * as z from "zod/mini";
import type { LockHolder } from "../../../operation/cluster-lock.ts";
import type { OperationRecord } from "../../../operation/operation-record.ts";
import { expectPresent } from "../connection/refusal.ts";
import { describeHolder } from "./describe-holder.ts";

export const leaseName = "talos-chatops";

/** What a Lease has no fields for. Values are JSON. */
export const annotations = {
  /** LockHolder. */
  holder: "talos-chatops/holder",
  /** Another value each time that the lock is taken: tells two holders of one identity apart. */
  acquisition: "talos-chatops/acquisition",
  /** OperationRecord: the journal. Stays when an operation is broken off. */
  record: "talos-chatops/record",
  /** There while a person holds the lock. */
  person: "talos-chatops/person",
  /** There when the holder was asked to stop. */
  abort: "talos-chatops/abort",
} as const;

export interface Lease {
  readonly resourceVersion: string;
  /** Undefined when nobody holds it. */
  readonly holder?: LockHolder;
  readonly acquisition?: string;
  /** ISO 8601. */
  readonly since: string;
  /** Of the last heartbeat; Unix milliseconds by the holder's or the server's clock, whichever was ahead. */
  readonly renewedAt?: number;
  readonly durationSeconds: number;
  readonly transitions: number;
  readonly person?: { readonly reason?: string };
  readonly record?: OperationRecord;
  /** Who asked the holder to stop. */
  readonly abortedBy?: string;
}

/** Of our own leases; one that somebody else wrote may say otherwise. */
export const leaseSeconds = 60;

const holderSchema = z.object({ name: z.string(), identity: z.string(), url: z.optional(z.string()) });
const personSchema = z.object({ reason: z.optional(z.string()) });
const abortSchema = z.object({ by: z.string() });
/** Beyond it JavaScript has no dates; milliseconds. */
const latestTime = 8.64e15;
/** Loose: what a newer version of this program added is kept. */
const recordSchema = z.looseObject({
  version: z.literal(1),
  id: z.string(),
  command: z.string(),
  cluster: z.string(),
  revision: z.string(),
  requester: z.string(),
  startedAt: z.number().check(z.gte(0), z.lte(latestTime)),
  state: z.string(),
  digest: z.string(),
  digestParts: z.record(z.string(), z.string()),
  nodes: z.array(
    z.looseObject({
      name: z.string(),
      state: z.string(),
      step: z.optional(z.string()),
      bootTime: z.optional(z.number()),
      ran: z.optional(z.string()),
      image: z.optional(z.string()),
    }),
  ),
});

/** @throws ApiFailure when it has no version */
export function readLease({ metadata = {}, spec }: V1Lease): Lease {
  const notes = metadata.annotations ?? {};
  const identity = spec?.holderIdentity ?? "";
  const renewedAt = readTime(spec?.renewTime);
  const person = readNote(notes[annotations.person], personSchema);
  const abort = readNote(notes[annotations.abort], abortSchema);
  // It was written by this program, from a value of the type: all that is read of it is there.
  const record = readNote(notes[annotations.record], recordSchema) as OperationRecord | undefined;
  const { acquisition } = annotations;
  return {
    resourceVersion: expectPresent(metadata.resourceVersion),
    ...(identity === "" ? {} : { holder: holderOf(identity, readNote(notes[annotations.holder], holderSchema)) }),
    ...(notes[acquisition] === undefined ? {} : { acquisition: notes[acquisition] }),
    since: readTime(spec?.acquireTime)?.toISOString() ?? "",
    ...(renewedAt === undefined ? {} : { renewedAt: renewedAt.getTime() }),
    durationSeconds: spec?.leaseDurationSeconds ?? leaseSeconds,
    transitions: spec?.leaseTransitions ?? 0,
    ...(person === undefined ? {} : { person: withoutUndefined(person) }),
    ...(record === undefined ? {} : { record }),
    ...(abort === undefined ? {} : { abortedBy: describeHolder({ name: abort.by }) }),
  };
}

/** A date by its type; the client leaves it the text that it is in JSON. */
function readTime(time: Date | string | undefined): Date | undefined {
  const date = new Date(time ?? "");
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The identity decides; the note only says more about it. */
function holderOf(identity: string, note: z.infer<typeof holderSchema> | undefined): LockHolder {
  if (note?.identity !== identity) return { name: describeHolder({ name: identity }), identity };
  const { url } = note;
  return { name: describeHolder(note), identity, ...(url === undefined ? {} : { url }) };
}

function withoutUndefined({ reason }: z.infer<typeof personSchema>): { readonly reason?: string } {
  return reason === undefined ? {} : { reason };
}

/** @returns undefined when there is none, or one that cannot be read */
function readNote<Schema extends z.ZodMiniType>(text: string | undefined, schema: Schema): z.infer<Schema> | undefined {
  if (text === undefined) return undefined;
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
