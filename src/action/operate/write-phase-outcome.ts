/** Tells the workflow how phase operate went: outputs, job summary, exit code. */
import { setFailed } from "@actions/core";
import type { UserError } from "../../errors.ts";
import type { OperationResult } from "../../operate.ts";
import type { OperationState } from "../../operation/operation.ts";
import { operationJson } from "../../report/operation/operation-json.ts";
import type { OperationPlan } from "../../report/operation/operation-plan.ts";
import { visibleText } from "../../report/visible-text.ts";
import type { RunContext } from "../run-context.ts";
import { writeOutputs, writeSummary } from "../write-outcomes.ts";
import { isClean } from "./present-operation.ts";

export interface PhaseOutcome {
  readonly state: Exclude<OperationState, "running">;
  readonly result?: OperationResult;
  /** What was to be done, as it was shown. */
  readonly plan?: OperationPlan;
  /** Why nothing was begun. */
  readonly error?: UserError;
  readonly summary?: string;
}

export async function writePhaseOutcome(
  outcome: PhaseOutcome,
  problems: readonly UserError[],
  run: RunContext,
): Promise<void> {
  const { state, result, error, summary } = outcome;
  await writeSummary(summary ?? "", run.environment);
  writeOutputs({ outcome: state, result: resultText(outcome, run) });
  const reason = result?.progress.reason?.message ?? error?.message;
  // Handed over without anybody to take it is a failure, too.
  const isWell = (state === "succeeded" || state === "handed-over") && result?.progress.reason === undefined;
  const reasons = [...(isWell ? [] : [reason ?? state]), ...problems.map(({ message }) => message)];
  if (reasons.length > 0) setFailed(visibleText(run.redactor.text(reasons.join("\n"))));
}

function resultText({ state, result, plan, error }: PhaseOutcome, run: RunContext): string {
  const { redactor } = run;
  if (result !== undefined && plan !== undefined) {
    const { progress, prepared, snapshot, suggestedChange } = result;
    const extras = {
      ...(snapshot && { snapshot: prepared.redactor.data(snapshot) }),
      ...(suggestedChange && { suggestedChange }),
    };
    const text = JSON.stringify(operationJson(progress, plan, extras));
    if (isClean(text, result.prepared.redactor, run)) return text;
    return JSON.stringify({ version: 1, kind: "operation", state, withheld: true });
  }
  const reason = error && redactor.error(error);
  return JSON.stringify({ version: 1, kind: "operation", state, ...(reason && { error: reason }) });
}
