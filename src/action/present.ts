/** A result in, what is shown of it out. The last net before publishing: a text with a known secret in it is withheld. */
import type { CheckResult } from "../adapters/github/check-run.ts";
import type { PlanResult } from "../plan.ts";
import type { SafePlan } from "../redaction/redacted.ts";
import { checkRunOutput } from "../report/check-run-output.ts";
import { renderComment } from "../report/render-comment.ts";
import { renderDriftIssue } from "../report/render-drift-issue.ts";
import { renderErrorComment } from "../report/render-error.ts";
import { renderSummary } from "../report/render-summary.ts";
import { summarizePlan } from "../report/summarize-plan.ts";
import type { RunContext } from "./run-context.ts";

export interface Presentation {
  readonly comment: readonly string[];
  readonly check: CheckResult;
  readonly summary: string;
  /** What an issue about drift says. */
  readonly issue: string;
  /** Unknown: a node could not be compared, so there may be drift that nobody saw. */
  readonly drift: "clean" | "drifted" | "unknown";
}

export function presentPlan({ safe, redactor }: PlanResult, run: RunContext): Presentation {
  const { failOnChanges, failOnUnreachable } = run.inputs;
  const facts = summarizePlan(safe);
  const { conclusion, ...output } = checkRunOutput(safe, run.report);
  const differs = isDifferent(safe);
  const mustFail = (failOnChanges && differs) || (failOnUnreachable && facts.unreachable > 0);
  const shown: Presentation = {
    comment: renderComment(safe, run.report),
    check: { ...output, conclusion: mustFail ? "failure" : conclusion },
    summary: renderSummary(safe, run.report),
    issue: renderDriftIssue(safe, run.report),
    drift: differs ? "drifted" : facts.unreachable + facts.withheld + facts.invalid > 0 ? "unknown" : "clean",
  };
  const { repositoryUrl = "", runUrl = "" } = run.report;
  const except = [runUrl, repositoryUrl];
  const isClean = (text: string) => redactor.isClean(text, { except }) && run.redactor.isClean(text, { except });
  return textsOf(shown).every(isClean) ? shown : withheld(shown, facts.verdict, run);
}

/** An error as it may be shown; of a bug only where its log is. */
export function presentFailure(error: unknown, { redactor, report, log }: RunContext): Presentation {
  log.failure(error);
  const text = renderErrorComment(redactor.error(error), report);
  return {
    comment: [text],
    check: { conclusion: "failure", title: "There is no plan", summary: text, annotations: [] },
    summary: text,
    issue: text,
    drift: "unknown",
  };
}

/** Whether a node's configuration or image is not the desired one. */
export function isDifferent(safe: SafePlan): boolean {
  const { changed, withheld, upgrades } = summarizePlan(safe);
  return changed + withheld + upgrades > 0;
}

function textsOf({ comment, check, summary, issue }: Presentation): readonly string[] {
  const annotations = check.annotations.flatMap(({ path, title = "", message }) => [path, title, message]);
  return [...comment, check.title, check.summary, check.text ?? "", ...annotations, summary, issue];
}

function withheld({ drift, check }: Presentation, verdict: string, run: RunContext): Presentation {
  run.log.warn("The result is withheld: hiding the secrets in it failed. Please report this.");
  const text = `> [!CAUTION]\n> ${verdict}. Details are withheld, because hiding the secrets in them failed.\n`;
  return {
    comment: [text],
    check: { conclusion: check.conclusion, title: verdict, summary: text, annotations: [] },
    summary: text,
    issue: text,
    drift,
  };
}
