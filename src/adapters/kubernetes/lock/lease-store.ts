/** The Lease in the API: read, and changed only while it is still what was read. */
import { ApiFailure } from "../connection/api-failure.ts";
import type { CallApi, CallOptions } from "../connection/call-api.ts";
import { readAnswer } from "../connection/read-answer.ts";
import { create, get, mergePatch, paths } from "../connection/requests.ts";
import type { ApiAnswer } from "../connection/send-request.ts";
import { type Lease, leaseName, leaseSchema, readLease } from "./lease.ts";
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
  const leases = paths.leases(namespace);
  const path = `${leases}/${leaseName}`;
  const make = async (change: LeaseChange, options: CallOptions) => {
    const answer = await call(create(leases, newLease(change)), options);
    if (answer.status === 404) throw noSuchNamespace(namespace);
    return answer;
  };
  const patch = ({ resourceVersion }: Lease, { notes, spec }: LeaseChange, options: CallOptions) =>
    call(mergePatch(path, { metadata: { resourceVersion, annotations: notes }, spec }), options);
  return {
    async read(options) {
      const answer = await call(get(path), options);
      const { date } = answer;
      return { lease: answer.status === 404 ? undefined : leaseOf(answer), ...(date === undefined ? {} : { date }) };
    },
    async change(lease, change, options) {
      refuseTooLong(change);
      const answer = await (lease === undefined ? make(change, options) : patch(lease, change, options));
      // 404: somebody deleted it since.
      return answer.status === 409 || answer.status === 404 ? "conflict" : leaseOf(answer);
    },
  };
}

const leaseOf = (answer: ApiAnswer): Lease => readLease(readAnswer(answer, leaseSchema));

const newLease = ({ notes, spec }: LeaseChange): object => ({
  apiVersion: "coordination.k8s.io/v1",
  kind: "Lease",
  metadata: { name: leaseName, annotations: withoutNull(notes) },
  spec: withoutNull(spec),
});

function withoutNull(fields: Readonly<Record<string, string | number | null>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
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
