import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  endingOfOperate,
  endingOfPlan
} from "./chunk-EHJ44W4B.mjs";
import {
  writeOutcomes,
  writeOutputs
} from "./chunk-5P53UJAG.mjs";

// src/action/perform-ask.ts
async function performAsk(ask, posting, run) {
  if (run.inputs.phase === "operate") {
    const { runOperatePhase } = await import("./operate-phase-BK36LPKE.mjs");
    const { writePhaseOutcome } = await import("./write-phase-outcome-RRETWD5Y.mjs");
    const outcome = await runOperatePhase(ask, posting, run);
    await writePhaseOutcome(outcome, posting.problems, run);
    return endingOfOperate(outcome, run.inputs.planDigest ?? "");
  }
  const { answerAsk } = await import("./answer-ask-QNCBGNTL.mjs");
  const asking = await answerAsk(ask, posting, run);
  const { outcomes, requests } = asking;
  await writeOutcomes(outcomes, posting.problems, run);
  writeOutputs({ operate: String(requests.length > 0), requests: JSON.stringify(requests) });
  return endingOfPlan(asking, posting, run);
}

export {
  performAsk
};
