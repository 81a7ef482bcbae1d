/** How far a request has come in; what its check run shows of it, out. */
import { judgeProgress, type RequestEnd, type RequestProgress } from "../../chatops/judge-progress.ts";
import type { RequestRecord } from "../../chatops/request-record.ts";
import type { RequestTruth } from "../../chatops/request-truth.ts";
import { composeSummary } from "./compose-summary.ts";
import { reasonText } from "./reason-text.ts";
import { isUnderway, nameAll, type RequestState, runnerOf } from "./request-state.ts";
import type { RequestView } from "./request-view.ts";
import { titleText } from "./title-text.ts";

/** The same truth is always shown in the same way, so that whoever shows it can see whether anything is new. */
export function viewRequest(record: RequestRecord, truth: RequestTruth): RequestView {
  const progress = judgeProgress(record, truth);
  const state: RequestState = { record, truth, progress };
  return {
    ...standingOf(state),
    title: titleText(titleOf(state)),
    summary: composeSummary(state),
    reaction: reactionTo(state),
  };
}

function standingOf({ progress, truth }: RequestState): Pick<RequestView, "status" | "conclusion"> {
  if (progress.kind === "ended") return { status: "completed", conclusion: concludeEnd(progress) };
  const isFirst = progress.kind === "starting" || (progress.kind === "queued" && progress.phase === "plan");
  return { status: isFirst && !isUnderway(truth) ? "queued" : "in_progress" };
}

/** Nothing of what a person decided, or did not decide in time, is the pull request's failure. */
function concludeEnd({ outcome, code, begun }: RequestEnd): NonNullable<RequestView["conclusion"]> {
  switch (outcome) {
    case "answered":
    case "nothing-to-do":
    case "succeeded":
      return "success";
    case "refused":
      return reasonText(code).again ? "action_required" : "failure";
    case "failed":
      return "failure";
    case "cancelled":
      return "cancelled";
    case "timed-out":
      return "timed_out";
    case "rejected":
      return "neutral";
    case "expired":
      return begun ? "failure" : "neutral";
    default:
      return outcome satisfies never;
  }
}

function reactionTo({ progress, truth }: RequestState): RequestView["reaction"] {
  const goesOn = truth.run?.kind === "found" && truth.run.goesOn;
  switch (progress.kind) {
    case "operating":
    case "handed-over":
      return "rocket";
    case "finishing":
      return goesOn || (truth.run?.kind === "found" && truth.run.operate?.hasRunner) ? "rocket" : "eyes";
    case "ended":
      return concludeEnd(progress) === "success" ? "+1" : "-1";
    default:
      return goesOn ? "rocket" : "eyes";
  }
}

function titleOf({ record, truth, progress }: RequestState): string {
  switch (progress.kind) {
    case "starting":
      return "Waits for its workflow run";
    case "queued":
      return `Waits for ${runnerOf(truth, progress.phase)}`;
    case "planning":
      if (isUnderway(truth)) return "Is planned again, as it was approved";
      return record.risk === "read" ? "Works on the answer" : "Makes the plan";
    case "in-review":
      return reviewTitle(progress.pending);
    case "awaits-verdict":
      return `Waits for /talos approve ${progress.digest.slice(0, 8)} by another person than ${record.requester.login}`;
    case "approved":
      return `Approved by ${progress.verdict.person.login}; is about to be carried out`;
    case "operating":
      return "Is being carried out";
    case "handed-over":
      return "Another run goes on with it";
    case "finishing":
      return "Comes to its end";
    case "ended":
      return endTitle(progress, truth);
    default:
      return progress satisfies never;
  }
}

function reviewTitle(pending: Extract<RequestProgress, { kind: "in-review" }>["pending"]): string {
  const [first] = pending;
  if (first === undefined) return "Waits for approval";
  const { environment, reviewers, waitMinutes } = first;
  if (reviewers.length > 0) return `Waits for approval by ${nameAll(reviewers)} in ${environment}`;
  return waitMinutes > 0
    ? `Waits ${waitMinutes} min, as ${environment} asks everybody to`
    : `Waits for approval in ${environment}`;
}

function endTitle({ outcome, code, by, begun }: RequestEnd, { run }: RequestTruth): string {
  switch (outcome) {
    case "answered":
      return "Answered";
    case "nothing-to-do":
      return "Nothing to do: all is as asked";
    case "succeeded":
      return "Done";
    case "refused":
      return `Refused: ${reasonText(code).text}`;
    case "failed":
      return `Failed: ${reasonText(code).text}`;
    case "cancelled":
      return begun ? "Cancelled while it was carried out" : "Cancelled; nothing was changed";
    case "timed-out":
      return "Its workflow run took too long";
    case "rejected":
      return `Rejected by ${by ?? "a reviewer"}; nothing was changed`;
    case "expired":
      if (begun) return "Expired before another run went on with it";
      return run === undefined
        ? "Expired: its workflow run was never found"
        : "Expired before it was carried out; nothing was changed";
    default:
      return outcome satisfies never;
  }
}
