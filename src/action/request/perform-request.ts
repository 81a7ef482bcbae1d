/** A run that the bot started: the request is opened, its phase carried out, and the bot told how that ended. */
import { setFailed } from "@actions/core";
import { renderErrorComment } from "../../report/render-error.ts";
import { visibleText } from "../../report/visible-text.ts";
import type { PhaseEnding } from "../ask/asking.ts";
import { requestOrigin } from "../ask/origin-of.ts";
import { realPace } from "../operate/real-pace.ts";
import { reportRefusal } from "../operate/report-refusal.ts";
import { writePhaseOutcome } from "../operate/write-phase-outcome.ts";
import { performAsk } from "../perform-ask.ts";
import type { Posting } from "../posting.ts";
import type { RunContext } from "../run-context.ts";
import { writeOutputs, writeSummary } from "../write-outcomes.ts";
import { endingOfError } from "./ending-of.ts";
import { type Opening, openRequest, type RequestedTask } from "./open-request.ts";
import { oweNote, tellNote } from "./run-notes.ts";

export async function performRequest(task: RequestedTask, posting: Posting, run: RunContext): Promise<void> {
  const about = { request: task.requestId, phase: run.inputs.phase };
  oweNote(about);
  let ending: PhaseEnding;
  try {
    ending = await perform(task, posting, run);
  } catch (error) {
    tellNote(about, endingOfError(error, run));
    throw error;
  }
  tellNote(about, ending);
}

async function perform(task: RequestedTask, posting: Posting, run: RunContext): Promise<PhaseEnding> {
  const opening = await openRequest(task, realPace, run);
  if (opening.kind === "refused") return refuse(opening, posting, run);
  return performAsk(opening.ask, posting, run);
}

/** A run that may not speak for the request says why in its own summary, and nowhere else. */
async function refuse(
  { error, stored }: Extract<Opening, { kind: "refused" }>,
  posting: Posting,
  run: RunContext,
): Promise<PhaseEnding> {
  const { environment, inputs, log, redactor, report } = run;
  log.failure(error);
  if (stored === undefined) await writeSummary(renderErrorComment(redactor.error(error), report), environment);
  else {
    const { command, cluster, pullRequest } = stored.record;
    const key = `refusal ${requestOrigin(stored)}`;
    await reportRefusal(error, { command, cluster, number: pullRequest, key }, posting, run);
  }
  if (inputs.phase === "operate") await writePhaseOutcome({ state: "refused", error }, posting.problems, run);
  else {
    writeOutputs({ operate: "false", requests: "[]" });
    setFailed(visibleText([error, ...posting.problems].map(({ message }) => message).join("\n")));
  }
  return endingOfError(error, run);
}
