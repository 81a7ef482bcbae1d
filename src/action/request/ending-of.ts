/** How a phase ended, in the few words that the bot needs. */
import { UserError } from "../../errors.ts";
import type { Asking, PhaseEnding } from "../ask/asking.ts";
import type { PhaseOutcome } from "../operate/write-phase-outcome.ts";
import type { Posting } from "../posting.ts";
import type { RunContext } from "../run-context.ts";

/** A rule stands against it; or something did not work that should have, which another try may mend. */
export function endingOfError(error: unknown, { inputs, signal }: Pick<RunContext, "inputs" | "signal">): PhaseEnding {
  if (signal.aborted) return { outcome: inputs.phase === "operate" ? "cancelled" : "failed", code: "cancelled" };
  if (!(error instanceof UserError)) return { outcome: "failed", code: "bug" };
  const { code } = error;
  return { outcome: /(^|_)(failed|timeout|unreachable)$/.test(code) ? "failed" : "refused", code };
}

/** What was asked for may have been done, but what nobody can see does not count as answered. */
export function endingOfPlan({ endings, outcomes }: Asking, { problems }: Posting, run: RunContext): PhaseEnding {
  const [ending] = endings;
  if (ending !== undefined) return ending;
  const failed = outcomes.find((outcome) => outcome.kind === "failed");
  if (failed !== undefined) return { ...endingOfError(failed.error, run), outcome: "failed" };
  const [problem] = problems;
  return problem === undefined ? { outcome: "answered" } : { outcome: "failed", code: problem.code };
}

export function endingOfOperate({ state, result, error }: PhaseOutcome, digest: string): PhaseEnding {
  const code = result?.progress.reason?.code ?? error?.code;
  const operation = result?.progress.id;
  return {
    outcome: state,
    digest,
    ...(code !== undefined && state !== "succeeded" && { code }),
    ...(operation !== undefined && { operation }),
  };
}
