/** Somebody's wish in, one phase of it carried out. Loads what the phase needs, and for a stranger next to nothing. */
import type { PhaseEnding } from "./ask/asking.ts";
import type { Ask } from "./choose-task.ts";
import type { Posting } from "./posting.ts";
import { endingOfOperate, endingOfPlan } from "./request/ending-of.ts";
import type { RunContext } from "./run-context.ts";
import { writeOutcomes, writeOutputs } from "./write-outcomes.ts";

/** @returns how it ended, for the bot where it asked */
export async function performAsk(ask: Ask, posting: Posting, run: RunContext): Promise<PhaseEnding> {
  if (run.inputs.phase === "operate") {
    const { runOperatePhase } = await import("./operate/operate-phase.ts");
    const { writePhaseOutcome } = await import("./operate/write-phase-outcome.ts");
    const outcome = await runOperatePhase(ask, posting, run);
    await writePhaseOutcome(outcome, posting.problems, run);
    return endingOfOperate(outcome, run.inputs.planDigest ?? "");
  }
  const { answerAsk } = await import("./ask/answer-ask.ts");
  const asking = await answerAsk(ask, posting, run);
  const { outcomes, requests } = asking;
  await writeOutcomes(outcomes, posting.problems, run);
  writeOutputs({ operate: String(requests.length > 0), requests: JSON.stringify(requests) });
  return endingOfPlan(asking, posting, run);
}
