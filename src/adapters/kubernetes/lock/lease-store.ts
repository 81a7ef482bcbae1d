/** The Lease in the API: read, and changed only while it is still what was read. */
import type { V1Lease } from "@kubernetes/client-node";
import { ApiFailure } from "../connection/api-failure.ts";
import { ask, asMergePatch, fieldManager, type Question } from "../connection/ask.ts";
import type { CallApi, CallOptions } from "../connection/call-api.ts";
import { onRefusal } from "../connection/refusal.ts";
import { type Lease, leaseName, readLease } from "./lease.ts";
import type { LeaseChange } from "./lease-change.ts";

/** The API server keeps 256 KiB of annotations on one object; the journal may be most of it. */
const maxNoteBytes = 200 * 1024;

export interface LeaseAnswer {
  /** Undefined when there is none yet. */
  readonly lease: Lease | undefined;
  /** The server's clock, where it tells. */
  readonly date?: Date;
}

export interface LeaseStore {
  /** @throws ApiFailure */
  read(options: CallOptions): Promise<LeaseAnswer>;
  /**
   * Changes `lease`, or makes it where it is undefined.
   *
   * A change may be sent twice when a connection breaks: "conflict" can be our own first try, which a look at the lease
   * tells.
   *
   * @throws ApiFailure
   */
  change(lease: Lease | undefined, change: LeaseChange, options: CallOptions): Promise<Lease | "conflict">;
}

export function createLeaseStore(call: CallApi, namespace: string): LeaseStore {
  const name = leaseName;
  const make = (change: LeaseChange): Question<V1Lease> => {
    const request = { namespace, body: newLease(change), fieldManager };
    const refuse = () => {
      throw noSuchNamespace(namespace);
    };
    return ({ coordination }) => coordination.createNamespacedLease(request).catch(onRefusal([404], refuse));
  };
  const patch = ({ resourceVersion }: Lease, { notes, spec }: LeaseChange): Question<V1Lease> => {
    const request = {
      namespace,
      name,
      body: { metadata: { resourceVersion, annotations: notes }, spec },
      fieldManager,
    };
    return ({ coordination }) => coordination.patchNamespacedLease(request, asMergePatch);
  };
  return {
    async read(options) {
      const read: Question<LeaseAnswer> = async ({ coordination }) => {
        const { headers, data } = await coordination.readNamespacedLeaseWithHttpInfo({ namespace, name });
        return { lease: readLease(data), ...dateOf(headers) };
      };
      return ask(call, read, options).catch(
        onRefusal([404], ({ headers }) => ({ lease: undefined, ...dateOf(headers) })),
      );
    },
    async change(lease, change, options) {
      refuseTooLong(change);
      const write = lease === undefined ? make(change) : patch(lease, change);
      // 404: somebody deleted it since.
      return ask(call, async (apis) => readLease(await write(apis)), options).catch(
        onRefusal([404, 409], () => "conflict" as const),
      );
    },
  };
}

function dateOf(headers: Readonly<Record<string, string>>): Pick<LeaseAnswer, "date"> {
  const date = new Date(headers["date"] ?? "");
  return Number.isNaN(date.getTime()) ? {} : { date };
}

const newLease = ({ notes, spec }: LeaseChange): V1Lease => ({
  apiVersion: "coordination.k8s.io/v1",
  kind: "Lease",
  metadata: { name: leaseName, annotations: withoutNull(notes) },
  spec: withoutNull(spec),
});

function withoutNull<Fields extends object>(fields: Fields): { [Name in keyof Fields]: NonNullable<Fields[Name]> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(kept) as { [Name in keyof Fields]: NonNullable<Fields[Name]> }; // each field still has its name
}

function refuseTooLong({ notes }: LeaseChange): void {
  const bytes = Object.values(notes).reduce((sum, value) => sum + Buffer.byteLength(value ?? ""), 0);
  if (bytes <= maxNoteBytes) return;
  throw new ApiFailure({
    kind: "refused",
    message: `the journal has ${bytes} bytes, and a Lease has room for ${maxNoteBytes}`,
    hint: "Work on fewer nodes at a time.",
  });
}

const noSuchNamespace = (namespace: string): ApiFailure =>
  new ApiFailure({
    kind: "refused",
    message: `the namespace ${namespace} does not exist`,
    hint: "Make it, or name another in the settings: operations.lockNamespace.",
  });
