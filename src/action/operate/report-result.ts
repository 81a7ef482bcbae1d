/** How an operation ended, shown in its live comment; a plan that changed is shown anew. */
import { publishStickyComment } from "../../adapters/github/sticky-comment.ts";
import { riskOf } from "../../chatops/risk-of.ts";
import type { OperationResult } from "../../operate.ts";
import type { SafeText } from "../../redaction/redacted.ts";
import { describePreparation } from "../../report/operation/describe-preparation.ts";
import type { Asking } from "../ask/asking.ts";
import { originOf } from "../ask/origin-of.ts";
import type { RunContext } from "../run-context.ts";
import type { Following } from "./follow-operation.ts";
import type { OperationRequest } from "./operation-request.ts";
import { isClean, type PreparedView, presentOperation } from "./present-operation.ts";
import type { PhaseOutcome } from "./write-phase-outcome.ts";

interface Around {
  readonly request: OperationRequest;
  readonly asking: Asking;
  readonly run: RunContext;
}

export async function reportResult(
  result: OperationResult,
  following: Following,
  around: Around,
): Promise<PhaseOutcome> {
  const { run } = around;
  const { prepared, progress, suggestedChange } = result;
  const snapshot = describeSnapshot(result);
  const more = {
    ...(snapshot !== undefined && { snapshot }),
    ...(suggestedChange && { suggestion: suggestedChange }),
  };
  const summary = await following.end(progress, more, (text) => isClean(text, prepared.redactor, run));
  const { state } = progress;
  if (state === "running") throw new Error("an operation ended while it runs");
  const view = viewOf(result, around);
  const isChanged = progress.reason?.code === "plan_changed";
  const newPlan = isChanged ? await showNewPlan(view, around) : "";
  return { state, result, plan: describePreparation(view.prepared, view), summary: `${summary}\n${newPlan}` };
}

function describeSnapshot({ snapshot, prepared: { redactor } }: OperationResult): SafeText | undefined {
  if (snapshot === undefined) return undefined;
  const { path, bytes, encrypted } = snapshot;
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  return redactor.text(`Snapshot of etcd: ${path}, ${size}, ${encrypted ? "encrypted" : "not encrypted"}`);
}

function viewOf({ prepared }: OperationResult, { asking, request }: Around): PreparedView {
  return {
    prepared,
    commandText: request.command,
    requester: asking.ask.author.login,
    risk: riskOf(prepared.command),
    next: { kind: "changed" },
  };
}

/** In a comment of its own: the one that was approved stays as it was. */
async function showNewPlan(view: PreparedView, { asking, request, run }: Around): Promise<string> {
  const { ask, posting } = asking;
  const { parts, summary } = presentOperation(view, run);
  if (ask.number !== undefined) {
    const comment = { number: ask.number, key: `new plan ${originOf(asking, run)} ${request.number}`, parts };
    await posting.attempt(() => publishStickyComment(run.github, comment, { signal: run.signal }));
  }
  return summary;
}
