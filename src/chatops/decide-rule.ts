/** What the App answers as protection rule of an environment: may this run's job go on? It goes by the record, not by the run. */
import type { StoredRequest } from "./request-record.ts";
import type { EnvironmentReview } from "./request-truth.ts";
import type { VerdictRecord } from "./verdict-record.ts";

export interface RuleQuestion {
  readonly run: {
    readonly id: number;
    /** How often it was started. */
    readonly attempts: number;
    readonly event: string;
    readonly branch: string;
    /** It goes on with what an earlier run of the request has begun and handed over. */
    readonly goesOn?: boolean;
  };
  readonly defaultBranch: string;
  /** The request that the run's title names, where the App has made it. */
  readonly request: Pick<StoredRequest, "id" | "record" | "runId" | "status"> | undefined;
  /** The pull request now; undefined where it is closed. */
  readonly headSha: string | undefined;
  /** What reviewers of the environment said of the run. */
  readonly reviews: readonly EnvironmentReview[];
  /** The word that counts. */
  readonly verdict: VerdictRecord | undefined;
  readonly now: string;
}

/** `comment`: one or two sentences for whoever looks at the run. */
export type RuleDecision =
  | { readonly kind: "approved" | "rejected"; readonly comment: string }
  /** The rule stays pending. */
  | { readonly kind: "waiting"; readonly comment: string };

export function decideRule(question: RuleQuestion): RuleDecision {
  const { request, reviews, verdict } = question;
  if (request === undefined) {
    return { kind: "rejected", comment: "This run belongs to no request that this App has taken in." };
  }
  const reason = whyNot(question, request);
  if (reason !== undefined) return { kind: "rejected", comment: `${reason}.` };
  const { record, id } = request;
  if (record.risk !== "destroy") return { kind: "approved", comment: `Request ${id}: ${record.command}.` };
  const others = [
    ...reviews.filter(({ state }) => state === "approved"),
    ...(verdict?.verdict === "approved" ? [verdict.person] : []),
  ].filter((person) => person.id !== record.requester.id);
  const [second] = others;
  return second === undefined
    ? {
        kind: "waiting",
        comment:
          `${record.command} destroys: somebody other than ${record.requester.login} has to approve it, ` +
          "as a reviewer of the environment or with `/talos approve` on the pull request.",
      }
    : { kind: "approved", comment: `Request ${id}: ${record.command}, approved by ${second.login}.` };
}

/** A sentence without a full stop. */
function whyNot(
  { run, defaultBranch, headSha, verdict, now }: RuleQuestion,
  request: NonNullable<RuleQuestion["request"]>,
): string | undefined {
  const { record } = request;
  if (request.runId !== run.id) return `Request ${request.id} is carried out by another run`;
  if (run.attempts !== 1) return "A run that was started again may not carry out a request";
  if (run.event !== "workflow_dispatch" || run.branch !== defaultBranch) {
    return "Only a run that was dispatched on the default branch may carry out a request";
  }
  if (request.status === "completed") return `Request ${request.id} is concluded`;
  if (verdict?.verdict === "rejected") return `${record.command} was rejected by ${verdict.person.login}`;
  // What was begun in time is brought to its end: half of an operation is worse than the whole.
  if (run.goesOn) return undefined;
  if (headSha === undefined) return `Pull request #${record.pullRequest} is not open any more`;
  if (headSha !== record.headSha) return `#${record.pullRequest} was pushed to since ${record.command} was asked for`;
  if (Date.parse(now) >= Date.parse(record.expiresAt)) return `Request ${request.id} has waited too long`;
  return undefined;
}
