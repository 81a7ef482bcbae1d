/**
 * What may go on among the requests of one comment. What only reads goes at once; what changes something goes in the
 * comment's order, each when the one before it has succeeded. It follows from how the requests stand, so it may be asked
 * as often as anybody likes.
 */
import type { StoredRequest } from "../../chatops/request-record.ts";

export interface NextRequests {
  /** To be given a run. */
  readonly start: readonly StoredRequest[];
  /** Never to be carried out. */
  readonly end: readonly EndedRequest[];
}

export interface EndedRequest {
  readonly request: StoredRequest;
  /** `duplicate`: another request has the same key and a lower id. */
  readonly reason: "duplicate" | "earlier_failed" | "request_expired";
}

/** @param requests those of one comment or label, in any order, several of one key among them */
export function orderRequests(requests: readonly StoredRequest[], now: number): NextRequests {
  const { counting, duplicates } = tellDuplicates(requests);
  const start: StoredRequest[] = [];
  const end: EndedRequest[] = duplicates
    .filter(({ status }) => status !== "completed")
    .map((request) => ({ request, reason: "duplicate" }));
  let order: Order = "free";
  for (const request of counting) {
    const step = stepOf(request, order, now);
    if (step === "start") start.push(request);
    else if (step !== "stay") end.push({ request, reason: step });
    if (request.record.risk !== "read" && order === "free") order = orderAfter(request, step);
  }
  return { start, end };
}

/** Among what changes something: `busy`, something goes on; `broken`, something before did not succeed. */
type Order = "free" | "busy" | "broken";

type Step = "start" | "stay" | "earlier_failed" | "request_expired";

function stepOf(request: StoredRequest, order: Order, now: number): Step {
  const { record, runId, status } = request;
  // A run may act on it, or it is over.
  if (runId !== undefined || status === "completed") return "stay";
  const writes = record.risk !== "read";
  if (writes && order === "broken") return "earlier_failed";
  if (Date.parse(record.expiresAt) <= now) return "request_expired";
  return writes && order === "busy" ? "stay" : "start";
}

function orderAfter({ status, conclusion }: StoredRequest, step: Step): Order {
  if (step === "request_expired") return "broken";
  if (status !== "completed") return "busy";
  return conclusion === "success" ? "free" : "broken";
}

/** The lowest id of a key counts. */
export function tellDuplicates(requests: readonly StoredRequest[]): {
  /** In the comment's order. */
  readonly counting: readonly StoredRequest[];
  readonly duplicates: readonly StoredRequest[];
} {
  const byId = requests.toSorted((a, b) => a.id - b.id);
  const isFirst = (request: StoredRequest) => byId.find(({ key }) => key === request.key) === request;
  return {
    counting: byId.filter(isFirst).toSorted((a, b) => numberOf(a) - numberOf(b)),
    duplicates: byId.filter((request) => !isFirst(request)),
  };
}

function numberOf({ record: { origin } }: StoredRequest): number {
  return origin.kind === "comment" ? origin.number : 1;
}
