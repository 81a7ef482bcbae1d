/** Every request that servers of a cluster answered, for asserting what happened in which order. */

export interface RecordedRequest {
  /** In the time of the simulation. */
  readonly at: Date;
  /** Name of the control plane that was asked. */
  readonly server: string;
  readonly user: string;
  readonly userAgent: string;
  /** `get`, `list`, `watch`, `create` …; the method in lower case where it is about no resource. */
  readonly verb: string;
  /** `nodes`, `pods/eviction`, `leases.coordination.k8s.io`; the path where it is about no resource. */
  readonly resource: string;
  readonly namespace: string;
  /** Of what is created, the one that was asked for. */
  readonly name: string;
  readonly dryRun: boolean;
  /** What was sent, of changes. */
  readonly body: unknown;
}

export interface AnsweredRequest extends RecordedRequest {
  readonly code: number;
}

type RequestListener = (request: RecordedRequest) => void;

export class RequestLog {
  readonly #answered: AnsweredRequest[] = [];
  readonly #listeners = new Set<RequestListener>();

  /** In the order of their answers. */
  get all(): readonly AnsweredRequest[] {
    return [...this.#answered];
  }

  /** What may have changed something. */
  get writes(): readonly AnsweredRequest[] {
    return this.#answered.filter(isWrite);
  }

  /** Called with every request before it is carried out; the returned function ends that. */
  onRequest(listener: RequestListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  begin(request: RecordedRequest): void {
    for (const listener of this.#listeners) listener(request);
  }

  answered(request: RecordedRequest, code: number): void {
    this.#answered.push({ ...request, code });
  }
}

export const isWrite = ({ verb, dryRun }: RecordedRequest): boolean =>
  !dryRun && ["create", "update", "patch", "delete", "deletecollection"].includes(verb);
