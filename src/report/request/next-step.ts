import type { RequestEnd } from "../../chatops/judge-progress.ts";
import { codeSpan } from "../markdown/code-span.ts";
import { safeLink } from "../markdown/safe-link.ts";
import { reasonText } from "./reason-text.ts";
import { personText, type RequestState, runnerOf } from "./request-state.ts";

/** What a person can do about a request now, as Markdown; undefined where there is nothing to do but to look on. */
export function nextStep({ record, truth, progress }: RequestState): string | undefined {
  const run = safeLink("the workflow run", truth.run?.url);
  switch (progress.kind) {
    case "starting":
      return "nothing to do. If no run shows up, the workflow is missing on the default branch, or the App may not start it.";
    case "queued":
      return `nothing to do, if ${runnerOf(truth, progress.phase, codeSpan)} is online and free.`;
    case "in-review":
      return `read the plan on the pull request, then open ${run}, choose *Review deployments*, and approve or reject.`;
    case "awaits-verdict": {
      const plan = progress.digest.slice(0, 8);
      const { login } = record.requester;
      return `somebody other than ${personText(login)} who has the right to this command reads the plan on the pull request, then comments ${codeSpan(`/talos approve ${plan}`)} or ${codeSpan(`/talos reject ${plan}`)}.`;
    }
    case "ended":
      return afterEnd(progress, run);
    default:
      return undefined;
  }
}

function afterEnd({ outcome, code, begun }: RequestEnd, run: string): string | undefined {
  switch (outcome) {
    case "refused":
    case "failed":
      return `${code === undefined ? `the log of ${run} says more.` : lowerFirst(reasonText(code).next)}`;
    case "cancelled":
    case "timed-out":
    case "expired":
      return begun ? "`/talos continue` goes on where it stopped." : "give the command again, as a new comment.";
    case "rejected":
      return "talk to whoever rejected it; a new comment asks again.";
    default:
      return undefined;
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
