/**
 * How far a request has come. It follows from what GitHub says now, not from the events that led there: lost, doubled and
 * reordered ones make no difference.
 */
import type { RequestRecord } from "./request-record.ts";
import type { EnvironmentReview, PendingEnvironment, RequestRun, RequestTruth } from "./request-truth.ts";
import type { RunNote } from "./run-note.ts";
import type { VerdictRecord } from "./verdict-record.ts";

export type RequestProgress =
  /** No run is bound to it yet. */
  | { readonly kind: "starting" }
  /** Nobody has taken the job yet. */
  | { readonly kind: "queued"; readonly phase: "plan" | "operate" }
  | { readonly kind: "planning" }
  /** The environments' reviewers are asked; none where GitHub does not tell. */
  | { readonly kind: "in-review"; readonly pending: readonly PendingEnvironment[] }
  /** Another person is asked for `/talos approve`. */
  | { readonly kind: "awaits-verdict"; readonly digest: string }
  /** A second run is to be started, which carries it out. */
  | { readonly kind: "approved"; readonly verdict: VerdictRecord }
  | { readonly kind: "operating" }
  /** Another run goes on with the operation; it is to be bound. */
  | { readonly kind: "handed-over"; readonly operation: string }
  /** The job is over, but what it told is not known yet, or the run is about to end. */
  | { readonly kind: "finishing" }
  | RequestEnd;

export interface RequestEnd {
  readonly kind: "ended";
  readonly outcome:
    | "answered"
    | "nothing-to-do"
    | "succeeded"
    | "refused"
    | "failed"
    | "cancelled"
    | "timed-out"
    | "rejected"
    | "expired";
  /** Stable reason code. */
  readonly code?: string;
  /** Login of who rejected it. */
  readonly by?: string;
  /** It had begun to be carried out. */
  readonly begun: boolean;
}

export function judgeProgress(record: Pick<RequestRecord, "expiresAt">, truth: RequestTruth): RequestProgress {
  const begun = hasBegun(truth.run);
  const told = judgeNote(noteOf(truth, "operate"), true) ?? judgeNote(noteOf(truth, "plan"), false);
  if (told?.kind === "ended") return told;
  const { verdict } = truth;
  if (verdict?.verdict === "rejected" && !begun) {
    return { kind: "ended", outcome: "rejected", by: verdict.person.login, begun };
  }
  const now = told ?? judgeRun(truth, begun);
  return waits(now) && !goesOn(truth) && isExpired(record, truth) ? expired(begun) : now;
}

/** Whether somebody or something else has to come first: what waits can expire, what works cannot. */
function waits({ kind }: RequestProgress): boolean {
  return kind !== "ended" && kind !== "planning" && kind !== "operating" && kind !== "finishing";
}

/** What was begun in time is gone on with. */
function goesOn({ run }: RequestTruth): boolean {
  return run?.kind === "found" && run.goesOn;
}

function isExpired({ expiresAt }: Pick<RequestRecord, "expiresAt">, { now }: RequestTruth): boolean {
  return Date.parse(now) >= Date.parse(expiresAt);
}

function expired(begun: boolean): RequestEnd {
  return { kind: "ended", outcome: "expired", code: "request_expired", begun };
}

function noteOf({ notes }: RequestTruth, phase: RunNote["phase"]): RunNote | undefined {
  return notes.find((note) => note.phase === phase);
}

/** Undefined for a note that does not end it, and for none. */
function judgeNote(note: RunNote | undefined, begun: boolean): RequestProgress | undefined {
  if (note === undefined) return undefined;
  const code = note.code === undefined ? {} : { code: note.code };
  switch (note.outcome) {
    case "planned":
      return undefined;
    case "handed-over":
      return note.operation === undefined ? undefined : { kind: "handed-over", operation: note.operation };
    default:
      return { kind: "ended", outcome: note.outcome, ...code, begun };
  }
}

type FoundRun = Extract<RequestRun, { kind: "found" }>;

function hasBegun(run: RequestRun | undefined): boolean {
  return run?.kind === "found" && (run.goesOn || isAtWork(run));
}

function isAtWork({ operate }: FoundRun): boolean {
  return operate?.hasRunner === true;
}

function judgeRun(truth: RequestTruth, begun: boolean): RequestProgress {
  const { run } = truth;
  if (run === undefined) return { kind: "starting" };
  if (run.kind === "gone") return { kind: "ended", outcome: "failed", code: "run_deleted", begun };
  const asked = judgeComment(truth, run);
  if (asked !== undefined) return asked;
  if (run.status === "completed") return judgeCompleted(truth, run, begun);
  const { plan, operate } = run;
  if (operate?.status === "in_progress") return { kind: "operating" };
  if (operate?.status === "completed") return { kind: "finishing" };
  if (run.status === "waiting" || operate?.status === "waiting" || truth.pending.length > 0) {
    return { kind: "in-review", pending: truth.pending };
  }
  if (operate !== undefined) return { kind: "queued", phase: "operate" };
  if (plan === undefined || plan.status === "queued") return { kind: "queued", phase: "plan" };
  return plan.status === "completed" ? { kind: "finishing" } : { kind: "planning" };
}

/** Where a comment is the approval, the first run ends with the plan. */
function judgeComment(truth: RequestTruth, run: FoundRun): RequestProgress | undefined {
  const note = noteOf(truth, "plan");
  if (note?.outcome !== "planned" || note.approval !== "comment" || note.digest === undefined) return undefined;
  const { verdict } = truth;
  if (verdict === undefined) return { kind: "awaits-verdict", digest: note.digest };
  // The run that came after the verdict is the one that carries it out; it is not followed by another one.
  const isFirst = Date.parse(run.createdAt) < Date.parse(verdict.at);
  return isFirst && !hasBegun(run) ? { kind: "approved", verdict } : undefined;
}

function judgeCompleted(truth: RequestTruth, run: FoundRun, begun: boolean): RequestProgress {
  const rejection = isAtWork(run) ? undefined : rejectionOf(truth.reviews);
  if (rejection !== undefined) return { kind: "ended", outcome: "rejected", by: rejection.login, begun };
  switch (run.conclusion) {
    case "cancelled":
      return { kind: "ended", outcome: "cancelled", begun };
    case "timed_out":
      return { kind: "ended", outcome: "timed-out", begun };
    default:
      // It says nothing of what it did, whatever GitHub calls it.
      return { kind: "ended", outcome: "failed", begun };
  }
}

function rejectionOf(reviews: readonly EnvironmentReview[]): EnvironmentReview | undefined {
  return reviews.find(({ state }) => state === "rejected");
}
