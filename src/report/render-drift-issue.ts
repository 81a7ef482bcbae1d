import type { SafePlan } from "../redaction/redacted.ts";
import { renderComment } from "./render-comment.ts";
import type { ReportContext } from "./report-context.ts";

const introduction = [
  "The nodes do not run what the default branch says. Lines with `-` are what a node has, lines with `+` what Git wants:",
  "apply the plan, or bring Git up to date. This issue is kept up to date by every scheduled run, and closed when nothing differs.",
].join("\n");

/** The plan as the one body that an issue has, with what to do about it. */
export function renderDriftIssue(plan: SafePlan, context: ReportContext): string {
  const [body = ""] = renderComment(plan, { ...context, maxParts: 1 });
  return `${introduction}\n\n${body}`;
}
