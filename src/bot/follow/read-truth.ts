import { readApprovals } from "../../adapters/github/approvals.ts";
import type { GitHub } from "../../adapters/github/connect-github.ts";
import { readPendingDeployments } from "../../adapters/github/pending-deployments.ts";
import { listVerdicts } from "../../adapters/github/verdict-store.ts";
import { listJobs, type Run, type RunJob, readRun, readRunNotes } from "../../adapters/github/workflow-run.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { RequestTruth } from "../../chatops/request-truth.ts";
import type { BotParts } from "../bot-parts.ts";
import { actionsBot } from "./actions-bot.ts";

export interface ReadTruth {
  readonly truth: RequestTruth;
  /** More of the run than the truth holds; undefined where none is bound, or it was deleted. */
  readonly run: Run | undefined;
}

/**
 * Reads what GitHub says of a request now.
 *
 * @throws UserError `github_failed`
 */
export async function readTruth(
  github: GitHub,
  request: StoredRequest,
  { now, serverUrl, signal }: Pick<BotParts, "now" | "serverUrl" | "signal">,
): Promise<ReadTruth> {
  const { runId, sha, appId, id } = request;
  const base = { now: new Date(now()).toISOString(), notes: [], pending: [], reviews: [] };
  if (runId === undefined) return { truth: { ...base, run: undefined }, run: undefined };
  const run = await readRun(github, runId, { signal });
  if (run === undefined) {
    const url = `${serverUrl}/${github.at.owner}/${github.at.repo}/actions/runs/${runId}`;
    return { truth: { ...base, run: { kind: "gone", id: runId, url } }, run };
  }
  const found = await readFound(github, run, id, signal);
  // Before there is a plan nobody can have said anything of it.
  const isPlanned = found.notes.some(({ outcome }) => outcome === "planned");
  const [first] = isPlanned ? await listVerdicts(github, { sha, appId, request: id }, { signal }) : [];
  return { truth: { ...base, ...found, ...(first !== undefined && { verdict: first.record }) }, run };
}

type Found = Pick<RequestTruth, "run" | "notes" | "pending" | "reviews">;

async function readFound(github: GitHub, run: Run, request: number, signal: AbortSignal): Promise<Found> {
  const { id, url, status, conclusion, createdAt } = run;
  const jobs = (await listJobs(github, id, { signal })).filter((job) => job.conclusion !== "skipped");
  const plan = jobs.find(isPlan) ?? jobs[0];
  const operate = jobs.findLast((job) => job !== plan);
  const ended = jobs.filter((job) => job.status === "completed" && job.hasRunner);
  const waits = status === "waiting" || operate?.status === "waiting";
  const [notes, pending, reviews] = await Promise.all([
    readRunNotes(github, { jobs: ended, request }, { signal }),
    waits ? readPendingDeployments(github, id, { signal }) : [],
    operate === undefined ? undefined : readApprovals(github, { runId: id }, { signal }),
  ]);
  return {
    run: { kind: "found", id, url, status, conclusion, createdAt, goesOn: isHandedOver(run), plan, operate },
    notes,
    pending,
    reviews: reviews ?? [],
  };
}

/** Only a run that hands over starts another one itself; every other run of a request was started by the App. */
function isHandedOver({ startedBy }: Run): boolean {
  return startedBy?.login === actionsBot;
}

/** Jobs of a reusable workflow are named `caller / plan`. */
function isPlan({ name }: RunJob): boolean {
  return /(^|\/ )plan$/.test(name);
}
