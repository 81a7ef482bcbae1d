/** Check runs and the suites they are in, in the words of GitHub's REST API and webhooks. */
import { createHash } from "node:crypto";
import type { RestEndpointMethodTypes } from "@octokit/rest";
import { nodeId, type Place, repositoryUrl, repositoryWebUrl } from "./present.ts";
import { presentApp } from "./present-app.ts";
import { presentPullName } from "./present-pull.ts";
import { jobWebUrl } from "./runs/present-run.ts";
import type { App, CheckRun } from "./state.ts";

type ApiCheckRun = RestEndpointMethodTypes["checks"]["create"]["response"]["data"];

export function presentCheckRun(place: Place, run: CheckRun): ApiCheckRun {
  const url = `${repositoryUrl(place)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId("CheckRun", run.id),
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${repositoryWebUrl(place)}/runs/${run.id}`,
    details_url: detailsUrl(place, run),
    // The words came from a request, and the route took only GitHub's own; the client lacks `waiting`.
    status: run.status as ApiCheckRun["status"],
    conclusion: run.conclusion as ApiCheckRun["conclusion"],
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: run.annotations.length, annotations_url: `${url}/annotations` },
    check_suite: { id: suiteId(place, run.app, run.headSha) },
    app: presentApp(run.app, place.apiUrl),
    pull_requests: presentPulls(place, run.headSha),
  };
}

/** GitHub's default is the App's own page. */
function detailsUrl(place: Place, run: CheckRun): string {
  if (run.job) return jobWebUrl(place, { id: run.job.runId }, run);
  return run.detailsUrl === "" ? presentApp(run.app, place.apiUrl).external_url : run.detailsUrl;
}

/** In a webhook the suite stands in the run. */
export function presentCheckRunEvent(place: Place, run: CheckRun) {
  return { ...presentCheckRun(place, run), check_suite: presentCheckSuite(place, run.app, run.headSha) };
}

/** All of an App's check runs on a commit are one suite. */
export function presentCheckSuite(place: Place, app: App, headSha: string) {
  const { repository } = place;
  const id = suiteId(place, app, headSha);
  const runs = [...repository.checkRuns.values()].filter((run) => run.app === app && run.headSha === headSha);
  const branch = [...repository.branches].find(([, sha]) => sha === headSha)?.[0] ?? null;
  const times = runs.flatMap(({ startedAt, completedAt }) => [startedAt, completedAt ?? startedAt]).toSorted();
  const pushed = new Date((repository.objects.commits.get(headSha)?.time ?? 0) * 1000).toISOString();
  return {
    id,
    node_id: nodeId("CheckSuite", id),
    head_branch: branch,
    head_sha: headSha,
    ...suiteState(runs),
    url: `${repositoryUrl(place)}/check-suites/${id}`,
    before: repository.objects.commits.get(headSha)?.parents[0] ?? null,
    after: headSha,
    pull_requests: presentPulls(place, headSha),
    app: presentApp(app, place.apiUrl),
    created_at: times.at(0) ?? pushed,
    updated_at: times.at(-1) ?? pushed,
  };
}

function suiteState(runs: readonly CheckRun[]) {
  if (runs.length === 0 || runs.every(({ status }) => status === "queued"))
    return { status: "queued", conclusion: null };
  if (runs.some(({ status }) => status !== "completed")) return { status: "in_progress", conclusion: null };
  // The gravest counts; what was skipped is no failure.
  const grave = ["failure", "timed_out", "action_required", "cancelled"];
  const worst = grave.find((conclusion) => runs.some((run) => run.conclusion === conclusion));
  const isNeutral = runs.every(({ conclusion }) => conclusion === "neutral");
  return { status: "completed", conclusion: worst ?? (isNeutral ? "neutral" : "success") };
}

/** The same for the same App and commit; JSON's numbers hold 53 bits. */
function suiteId({ repository }: Place, app: App, headSha: string): number {
  const digest = createHash("sha256").update(`${repository.id} ${app.id} ${headSha}`).digest("hex");
  return Number.parseInt(digest.slice(0, 9), 16);
}

/** Open ones of this commit; GitHub leaves out those from forks. */
function presentPulls(place: Place, headSha: string) {
  return [...place.repository.issues.values()].flatMap((issue) => {
    const { pull, state } = issue;
    const isOfCommit = pull?.headSha === headSha && pull.headRepository === place.repository && state === "open";
    return isOfCommit ? [presentPullName(place, issue, pull)] : [];
  });
}
