/** The server's no, and what cannot be read as an answer at all. */
import type { V1Status, V1StatusCause } from "@kubernetes/client-node";
import { ApiFailure } from "./api-failure.ts";
import type { ApiAnswer } from "./send-request.ts";

/** What an error answer tells, in the form that all of Kubernetes' have (`kind: Status`). */
export class Refusal extends ApiFailure {
  readonly status: number;
  readonly headers: ApiAnswer["headers"];
  readonly retryAfterSeconds: number | undefined;
  readonly causes: readonly V1StatusCause[];

  constructor(answer: ApiAnswer) {
    const { reason, details } = readStatus(answer.text);
    super(answer.status === 403 ? forbidden : refused(answer.status, reason));
    this.status = answer.status;
    this.headers = answer.headers;
    this.retryAfterSeconds = details?.retryAfterSeconds;
    this.causes = details?.causes ?? [];
  }
}

/** @throws Refusal when the server says no */
export function expectGood(answer: ApiAnswer): ApiAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new Refusal(answer);
}

/**
 * For a promise's `catch`: what stands for an answer where the server refuses with one of the statuses.
 *
 * @throws every other error
 */
export function onRefusal<Value>(statuses: readonly number[], instead: (refusal: Refusal) => Value) {
  return (error: unknown): Value => {
    if (error instanceof Refusal && statuses.includes(error.status)) return instead(error);
    throw error;
  };
}

/**
 * A field that every server sends, though the client's types leave it open.
 *
 * @throws ApiFailure when it is not there
 */
export function expectPresent<Value>(value: Value | undefined): Value {
  if (value === undefined) throw unknownForm();
  return value;
}

export const unknownForm = (cause?: unknown): ApiFailure =>
  new ApiFailure(
    {
      kind: "refused",
      message: "Kubernetes answers in a form that is not known here",
      hint: "Its version may be newer than this program: look for an update.",
    },
    cause,
  );

/** Whatever stands before the server may answer in a form of its own. */
function readStatus(text: string): V1Status {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

const forbidden = {
  kind: "refused",
  message: "Kubernetes does not allow it (HTTP 403)",
  hint: "The kubeconfig that a control plane hands out is an administrator's: an admission rule may refuse it.",
} as const;

function refused(status: number, reason = "") {
  // One of the API's own words, `NotFound`.
  const told = /^[A-Z][A-Za-z]{1,40}$/.test(reason) ? `HTTP ${status}, ${reason}` : `HTTP ${status}`;
  return {
    kind: "refused",
    message: `Kubernetes refuses (${told})`,
    hint: "Look at the API server's log: talosctl logs -k kube-apiserver.",
  } as const;
}
