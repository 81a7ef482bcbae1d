import { type Answer, type Call, Refusal, type Route, repositoryOf } from "../route.ts";
import { findWorkflow } from "../runs/find-workflow.ts";
import { presentJob, presentRun } from "../runs/present-run.ts";
import { cancelRun, jobsOf, rerun } from "../runs/run-life.ts";
import type { RunSite } from "../runs/run-site.ts";
import type { WorkflowRun } from "../runs/run-state.ts";

const read = ["actions=read"];
const write = ["actions=write"];
const base = "/repos/:owner/:repo/actions";

/** Runs and their jobs: finding, reading, cancelling, running again. */
export const workflowRunRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/runs`, needs: read, handle: (call) => list(call, () => true) },
  { method: "GET", path: `${base}/workflows/:workflow/runs`, needs: read, handle: listOfWorkflow },
  { method: "GET", path: `${base}/runs/:run`, needs: read, handle: readRun },
  { method: "GET", path: `${base}/runs/:run/attempts/:attempt`, needs: read, handle: readAttempt },
  { method: "GET", path: `${base}/runs/:run/jobs`, needs: read, handle: listJobs },
  { method: "GET", path: `${base}/jobs/:job`, needs: read, handle: readJob },
  { method: "POST", path: `${base}/runs/:run/cancel`, needs: write, handle: cancel },
  { method: "POST", path: `${base}/runs/:run/rerun`, needs: write, handle: runAgain },
];

/** @throws Refusal 404 */
export function siteOf(call: Call): RunSite {
  const repository = repositoryOf(call);
  const run = repository.runs.get(Number(call.parameters["run"]));
  if (run === undefined) throw new Refusal(404, "Not Found");
  return { state: call.state, repository, run };
}

function listOfWorkflow(call: Call): Answer {
  const workflow = findWorkflow(repositoryOf(call), call.parameters["workflow"] ?? "");
  if (workflow === undefined) throw new Refusal(404, "Not Found");
  return list(call, ({ path }) => path === workflow.path);
}

/** The youngest first. */
function list(call: Call, isWanted: (run: WorkflowRun) => boolean): Answer {
  const repository = repositoryOf(call);
  const found = [...repository.runs.values()].filter((run) => isWanted(run) && fits(run, call.query)).toReversed();
  return {
    list: found.map((run) => presentRun({ apiUrl: call.apiUrl, repository }, run)),
    wrap: (page) => ({ total_count: found.length, workflow_runs: page }),
  };
}

function fits(run: WorkflowRun, query: URLSearchParams): boolean {
  const isOrAny = (name: string, ...values: readonly (string | null)[]) =>
    values.includes(query.get(name) ?? values[0] ?? null);
  return (
    isOrAny("event", run.event) &&
    isOrAny("actor", run.actor.login) &&
    isOrAny("head_sha", run.sha) &&
    isOrAny("branch", run.ref.replace(/^refs\/(heads|tags)\//, "")) &&
    isOrAny("status", run.status, run.conclusion) &&
    isWithin(run.createdAt, query.get("created"))
  );
}

/**
 * `>=2026-11-01T00:00:00Z`, `2026-11-01..2026-11-02`, `*..2026-11-02`, `2026-11-01`.
 *
 * @see https://docs.github.com/search-github/getting-started-with-searching-on-github/understanding-the-search-syntax
 */
function isWithin(createdAt: string, range: string | null): boolean {
  if (range === null || range === "") return true;
  const time = Math.floor(Date.parse(createdAt) / 1000);
  const [, sign = "", date = ""] = /^(>=|<=|>|<)?(.+)$/.exec(range) ?? [];
  const [from = "*", to] = date.split("..");
  if (to !== undefined) return (from === "*" || time >= begin(from)) && (to === "*" || time <= end(to));
  if (sign === ">=") return time >= begin(date);
  if (sign === "<=") return time <= end(date);
  if (sign === ">") return time > end(date);
  if (sign === "<") return time < begin(date);
  return time >= begin(date) && time <= end(date);
}

function begin(date: string): number {
  return Math.floor(Date.parse(date) / 1000);
}

/** A day without a time means all of it. */
function end(date: string): number {
  return begin(date) + (date.includes("T") ? 0 : 86_399);
}

function readRun(call: Call): Answer {
  const { repository, run } = siteOf(call);
  return { status: 200, body: presentRun({ apiUrl: call.apiUrl, repository }, run) };
}

function readAttempt(call: Call): Answer {
  const { repository, run } = siteOf(call);
  const wanted = Number(call.parameters["attempt"]);
  const attempt = wanted === run.attempt ? run : run.earlier.find((earlier) => earlier.attempt === wanted);
  if (attempt === undefined) throw new Refusal(404, "Not Found");
  return { status: 200, body: presentRun({ apiUrl: call.apiUrl, repository }, { ...run, ...attempt }) };
}

function listJobs(call: Call): Answer {
  const { repository, run } = siteOf(call);
  const jobs = call.query.get("filter") === "all" ? run.jobs : jobsOf(run);
  return {
    list: jobs.map((job) => presentJob({ apiUrl: call.apiUrl, repository }, run, job)),
    wrap: (page) => ({ total_count: jobs.length, jobs: page }),
  };
}

function readJob(call: Call): Answer {
  const repository = repositoryOf(call);
  const id = Number(call.parameters["job"]);
  for (const run of repository.runs.values()) {
    const job = run.jobs.find((one) => one.id === id);
    if (job) return { status: 200, body: presentJob({ apiUrl: call.apiUrl, repository }, run, job) };
  }
  throw new Refusal(404, "Not Found");
}

function cancel(call: Call): Answer {
  const site = siteOf(call);
  if (site.run.status === "completed") throw new Refusal(409, "Cannot cancel a workflow run that is completed.");
  cancelRun(site);
  return { status: 202, body: {} };
}

function runAgain(call: Call): Answer {
  const site = siteOf(call);
  if (site.run.status !== "completed") throw new Refusal(403, "This workflow is already running");
  rerun(site, call.token.actor);
  return { status: 201, body: {} };
}
