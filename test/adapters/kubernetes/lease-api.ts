/** The part of the Kubernetes API that keeps the lock, in memory: resource versions, merge patches, and broken connections. */
import { ApiFailure } from "../../../src/adapters/kubernetes/connection/api-failure.ts";
import type { CallApi } from "../../../src/adapters/kubernetes/connection/call-api.ts";
import type { ApiAnswer } from "../../../src/adapters/kubernetes/connection/send-request.ts";

/** What becomes of one question. */
export type Fate = "answer" | "lost on the way" | "lost on the way back" | "sent twice";

export interface LeaseApi {
  readonly call: CallApi;
  /** As it is now; undefined when there is none. */
  lease(): LeaseObject | undefined;
  /** As somebody with kubectl would. */
  patch(change: object): void;
  remove(): void;
}

export interface LeaseObject {
  readonly metadata: { readonly resourceVersion: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: Readonly<Record<string, string | number>>;
}

export interface LeaseApiOptions {
  /** The server's clock. */
  readonly now: () => Date;
  readonly fate?: (method: string) => Fate;
}

export function leaseApi({ now, fate = () => "answer" }: LeaseApiOptions): LeaseApi {
  let lease: LeaseObject | undefined;
  let version = 0;
  const say = (status: number, body: object): ApiAnswer => ({
    status,
    headers: { "content-type": "application/json", date: now().toISOString() },
    text: JSON.stringify(body),
  });
  const store = (changed: unknown): ApiAnswer => {
    const object = changed as LeaseObject; // a lease with changes is one
    lease = { ...object, metadata: { ...object.metadata, resourceVersion: String(++version) } };
    return say(200, lease);
  };
  const no = (status: number): ApiAnswer => say(status, { kind: "Status" });
  const answer = (method: string, body: unknown): ApiAnswer => {
    if (method === "POST") return lease === undefined ? store(body) : no(409);
    if (lease === undefined) return no(404);
    if (method === "GET") return say(200, lease);
    const asked = (body as LeaseObject).metadata.resourceVersion; // the only other method is PATCH
    return asked === lease.metadata.resourceVersion ? store(merge(lease, body)) : no(409);
  };
  return {
    lease: () => lease,
    patch: (change) => store(merge(lease, change)),
    remove: () => {
      lease = undefined;
    },
    async call(request, { signal }) {
      signal.throwIfAborted();
      const method = request.getHttpMethod();
      const text = request.getBody();
      const body: unknown = typeof text === "string" ? JSON.parse(text) : undefined;
      const outcome = fate(method);
      if (outcome === "lost on the way") throw unreachable();
      const first = answer(method, body);
      if (outcome === "lost on the way back") throw unreachable();
      return outcome === "sent twice" ? answer(method, body) : first;
    },
  };
}

const unreachable = () => new ApiFailure({ kind: "unreachable", message: "Kubernetes does not answer" });

/** RFC 7386. */
function merge(target: unknown, patch: unknown): unknown {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const merged = new Map<string, unknown>(typeof target === "object" && target !== null ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, merge(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}
