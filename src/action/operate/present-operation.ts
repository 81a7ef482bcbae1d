/** A prepared operation as it is shown. The last net before publishing: a text with a known secret in it is withheld. */
import type { PreparedOperation } from "../../operate/operate-request.ts";
import type { Redactor } from "../../redaction/create-redactor.ts";
import { type Asked, describePreparation } from "../../report/operation/describe-preparation.ts";
import { renderOperationPlan, renderOperationPlanSummary } from "../../report/operation/render-operation-plan.ts";
import type { RunContext } from "../run-context.ts";

export interface PreparedView extends Asked {
  readonly prepared: PreparedOperation;
}

export interface ShownOperation {
  /** Of the comment. */
  readonly parts: readonly string[];
  readonly summary: string;
}

export function presentOperation(view: PreparedView, run: RunContext): ShownOperation {
  const { redactor } = view.prepared;
  const plan = describePreparation(view.prepared, view);
  const parts = renderOperationPlan(plan, run.report);
  const summary = renderOperationPlanSummary(plan, run.report);
  if ([...parts, summary].every((text) => isClean(text, redactor, run))) return { parts, summary };
  return { parts: [withheld], summary: withheld };
}

/** Whether a text may be published: no secret that this run knows is in it. */
export function isClean(text: string, redactor: Redactor, run: RunContext): boolean {
  const { repositoryUrl = "", runUrl = "" } = run.report;
  const except = [runUrl, repositoryUrl];
  if (redactor.isClean(text, { except }) && run.redactor.isClean(text, { except })) return true;
  run.log.warn("The result is withheld: hiding the secrets in it failed. Please report this.");
  return false;
}

export const withheld =
  "> [!CAUTION]\n> The details of this operation are withheld, because hiding the secrets in them failed.\n";
