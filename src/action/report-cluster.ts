/** One cluster: its plan is made, and shown in every place that the run has for it. */
import { beginCheckRun, type CheckRun, finishCheckRun } from "../adapters/github/check-run.ts";
import { publishDriftIssue } from "../adapters/github/drift-issue.ts";
import { readIdentity } from "../adapters/github/identity.ts";
import { publishStickyComment } from "../adapters/github/sticky-comment.ts";
import type { Note } from "../errors.ts";
import type { PlanResult } from "../plan.ts";
import { type ClusterRequest, planCluster } from "./plan-cluster.ts";
import type { Posting } from "./posting.ts";
import type { Presentation } from "./present.ts";
import type { Target } from "./resolve-target.ts";
import type { RunContext } from "./run-context.ts";

/** Where a result is shown besides the job summary. */
export type Place =
  | { readonly kind: "check"; readonly name: string }
  | { readonly kind: "comment"; readonly number: number; readonly key: string }
  | { readonly kind: "issue"; readonly key: string };

export type ClusterOutcome =
  /** An operation that was planned: what waits for approval is told apart. */
  | { readonly kind: "prepared"; readonly cluster: string; readonly summary: string }
  | { readonly kind: "planned"; readonly cluster: string; readonly result: PlanResult; readonly summary: string }
  /** Without a cluster: there is no plan of any. */
  | { readonly kind: "failed"; readonly cluster?: string; readonly error: unknown; readonly summary: string };

/** @throws when the run is cancelled; a cluster that cannot be planned is an outcome */
export async function reportCluster(
  request: ClusterRequest,
  places: readonly Place[],
  posting: Posting,
  run: RunContext,
): Promise<ClusterOutcome> {
  return report((begin) => planAndPresent(request, begin, run), request.target, places, posting, run);
}

/** Says why nothing could be planned, in the places where a plan would be. */
export async function reportNoCluster(
  error: unknown,
  target: Target,
  places: readonly Place[],
  posting: Posting,
  run: RunContext,
): Promise<ClusterOutcome> {
  const { presentFailure } = await presenting();
  const shown = presentFailure(error, run);
  const outcome = { kind: "failed", error, summary: shown.summary } as const;
  return report(async () => ({ outcome, shown }), target, places, posting, run);
}

/** Reports are loaded when there is something to report. */
const presenting = () => import("./present.ts");

interface Presented {
  readonly outcome: ClusterOutcome;
  readonly shown: Presentation;
}

/** `make` says when its own work is under way: what is posted ahead must not hold it up. */
async function report(
  make: (begin: () => void) => Promise<Presented>,
  target: Target,
  places: readonly Place[],
  posting: Posting,
  run: RunContext,
): Promise<ClusterOutcome> {
  let check: Promise<CheckRun | undefined> | undefined;
  const begin = () => {
    check ??= beginPosting(target, places, posting, run);
    return check;
  };
  try {
    const { outcome, shown } = await make(begin);
    begin();
    for (const place of places) await show(shown, place, posting, run);
    const begun = await begin();
    if (begun) await posting.attempt(() => finishCheckRun(run.github, begun, shown.check, run));
    return outcome;
  } catch (error) {
    await endCheck(await check?.catch(() => undefined), posting, run);
    throw error;
  }
}

/** Begins the check run and asks whose comments are ours, ahead of their use; a failure shows where they are used. */
function beginPosting(target: Target, places: readonly Place[], posting: Posting, run: RunContext) {
  readIdentity(run.github, run).catch(() => undefined);
  const begun = beginCheck(target, places, posting, run);
  begun.catch(() => undefined);
  return begun;
}

async function beginCheck(
  target: Target,
  places: readonly Place[],
  posting: Posting,
  { github, report: { runUrl }, signal }: RunContext,
): Promise<CheckRun | undefined> {
  const place = places.find(({ kind }) => kind === "check");
  if (place?.kind !== "check") return undefined;
  const check = { name: place.name, sha: target.sha, ...(runUrl !== undefined && { detailsUrl: runUrl }) };
  return posting.attempt(() => beginCheckRun(github, check, { signal }));
}

async function planAndPresent(request: ClusterRequest, begin: () => void, run: RunContext): Promise<Presented> {
  const cluster = request.cluster.name;
  try {
    const result = withNotes(await planCluster(request, begin, run), request.notes);
    const { presentPlan } = await presenting();
    const shown = presentPlan(result, run);
    return { outcome: { kind: "planned", cluster, result, summary: shown.summary }, shown };
  } catch (error) {
    run.signal.throwIfAborted();
    const { presentFailure } = await presenting();
    const shown = presentFailure(error, run);
    return { outcome: { kind: "failed", cluster, error, summary: shown.summary }, shown };
  }
}

function withNotes(result: PlanResult, notes: readonly Note[]): PlanResult {
  const { redactor, safe } = result;
  const added = notes.map(({ code, severity, message }) => ({ code, severity, message: redactor.text(message) }));
  return { ...result, safe: { ...safe, notes: [...safe.notes, ...added] } };
}

async function show(shown: Presentation, place: Place, posting: Posting, run: RunContext): Promise<void> {
  const { github, signal, log } = run;
  if (place.kind === "comment") {
    const { number, key } = place;
    const comment = { number, key, parts: shown.comment };
    const posted = await posting.attempt(() => publishStickyComment(github, comment, { signal }));
    if (posted) log.info(`Comment: ${posted.url}`);
  }
  // An unreachable node tells nothing of drift: neither opens the issue nor closes it.
  if (place.kind === "issue" && shown.drift !== "unknown") {
    const body = shown.drift === "drifted" ? shown.issue : undefined;
    const drift = { key: place.key, title: `Drift in ${place.key}`, body };
    const posted = await posting.attempt(() => publishDriftIssue(github, drift, { signal }));
    if (posted) log.info(`Drift issue ${posted.action}${posted.url === undefined ? "" : `: ${posted.url}`}`);
  }
}

/** Within the seconds that the runner gives a cancelled job. */
const lastWordMs = 5000;

async function endCheck(check: CheckRun | undefined, posting: Posting, { github, signal }: RunContext): Promise<void> {
  if (check === undefined) return;
  const result = signal.aborted
    ? ({ conclusion: "cancelled", title: "Cancelled", summary: "The run was cancelled. Nothing was changed." } as const)
    : ({ conclusion: "failure", title: "Failed", summary: "See the run." } as const);
  const last = { signal: AbortSignal.timeout(lastWordMs) };
  await posting
    .attempt(() => finishCheckRun(github, check, { ...result, annotations: [] }, last))
    .catch(() => undefined);
}
