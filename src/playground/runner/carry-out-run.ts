/** Carries out the jobs of a run as GitHub and its runners do: conditions, matrix, environments, concurrency, called workflows. */
import pMap from "p-map";
import { fullName } from "../github/present.ts";
import { enterEnvironment } from "../github/runs/gate.ts";
import { addJob, completeJob } from "../github/runs/job-life.ts";
import { completeRun, jobsOf } from "../github/runs/run-life.ts";
import type { RunSite } from "../github/runs/run-site.ts";
import { type Contexts, evaluateText, toText } from "./evaluate-expression.ts";
import type { Execution, JobResult, JobScope } from "./execution.ts";
import { runJob } from "./run-job.ts";
import {
  conditionOf,
  environmentOf,
  evaluateAll,
  type JobText,
  labelsOf,
  matrixOf,
  type Permissions,
  parseWorkflow,
  type WorkflowText,
} from "./workflow-jobs.ts";

/** To the end, or until a job is left waiting. Jobs come in the file's order, those of a matrix as many at once as it says. */
export async function carryOutRun(execution: Execution, scope: JobScope): Promise<readonly JobResult[]> {
  const { site } = execution;
  const results = await carryOutJobs(execution, scope);
  if (jobsOf(site.run).every(({ status }) => status === "completed")) completeRun(site);
  return results;
}

async function carryOutJobs(execution: Execution, scope: JobScope): Promise<readonly JobResult[]> {
  const results: JobResult[] = [];
  const needs: Record<string, unknown> = {};
  for (const [name, job] of Object.entries(scope.workflow.jobs)) {
    if (execution.site.run.isCancelled) break;
    const contexts = { ...contextsOf(execution, scope), needs };
    const isNeedMissing = job.needs !== undefined && needs[job.needs] === undefined;
    if (isNeedMissing || !conditionOf(job, contexts)) {
      skip(execution.site, `${scope.prefix}${name}`);
      results.push({ job: name, state: "skipped", environment: "", matrix: {} });
    } else if (job.uses === undefined) {
      const done = await carryOutMatrix(execution, scope, { name, job, contexts });
      results.push(...done);
      const outputs = outputsOf(job, done);
      if (outputs) needs[name] = { outputs };
    } else {
      const called = await callWorkflow(execution, scope, { name, job, uses: job.uses, contexts });
      results.push(...called);
      if (called.every(({ state }) => state === "done" || state === "skipped")) needs[name] = { outputs: {} };
    }
  }
  return results;
}

interface NamedJob {
  readonly name: string;
  readonly job: JobText;
  readonly contexts: Contexts;
}

function contextsOf({ event, site: { repository, run } }: Execution, { inputs, secrets }: JobScope): Contexts {
  const github = {
    event_name: event.name,
    event: event.payload,
    repository: fullName(repository),
    ref: event.ref,
    sha: event.sha,
    actor: run.actor.login,
    run_id: run.id,
    run_attempt: run.attempt,
  };
  return { inputs, secrets, github };
}

/** Skipped jobs show, too; their environment is never looked at. */
function skip(site: RunSite, name: string): void {
  completeJob(site, addJob(site, { name, labels: [], environment: "", steps: [] }), "skipped");
}

async function carryOutMatrix(
  execution: Execution,
  scope: JobScope,
  { name, job, contexts }: NamedJob,
): Promise<readonly JobResult[]> {
  const { site } = execution;
  const all = matrixOf(job, contexts).map((matrix) => {
    const own = { ...contexts, matrix };
    const [step] = job.steps ?? [];
    const added = addJob(site, {
      name: `${scope.prefix}${displayName(name, { job, contexts: own, matrix })}`,
      labels: labelsOf(job, own),
      environment: environmentOf(job, own),
      steps: ["Set up job", step?.name ?? `Run ${step?.uses ?? ""}`, "Complete job"],
    });
    return { added, own, matrix };
  });
  for (const { added } of all) enterEnvironment(site, added);
  return pMap(
    all,
    async ({ added, own, matrix }) => {
      const result = await runJob(execution, { text: job, job: added, contexts: own, scope });
      return { job: name, environment: added.environment, matrix, ...result };
    },
    { concurrency: job.strategy?.["max-parallel"] ?? Math.max(1, all.length) },
  );
}

function displayName(
  name: string,
  { job, contexts, matrix }: Omit<NamedJob, "name"> & { readonly matrix: Readonly<Record<string, unknown>> },
): string {
  if (job.name !== undefined) return toText(evaluateText(job.name, contexts));
  const values = Object.values(matrix).map(toText);
  return values.length === 0 ? name : `${name} (${values.join(", ")})`;
}

/** Of a matrix the last one's count; undefined when one has failed. */
function outputsOf({ outputs = {}, steps = [] }: JobText, results: readonly JobResult[]) {
  if (!results.every(({ state }) => state === "done")) return undefined;
  const own = { steps: { [steps[0]?.id ?? ""]: { outputs: results.at(-1)?.step?.outputs ?? {} } } };
  return evaluateAll(outputs, own);
}

async function callWorkflow(
  execution: Execution,
  scope: JobScope,
  { name, job, uses, contexts }: NamedJob & { readonly uses: string },
): Promise<readonly JobResult[]> {
  const text = execution.calledWorkflow(uses);
  if (text === undefined) throw new StartupError(`workflow was not found: ${uses}`);
  const workflow = parseWorkflow(text);
  const defaults = Object.entries(workflow.on?.workflow_call?.inputs ?? {}).map(([input, { default: preset }]) => [
    input,
    preset ?? "",
  ]);
  const given = evaluateAll(job.with, contexts);
  const unknown = Object.keys(given).filter((input) => !(input in (workflow.on?.workflow_call?.inputs ?? {})));
  if (unknown.length > 0) throw new StartupError(`Invalid input, ${unknown.join(", ")} is not defined in ${uses}`);
  const limit = job.permissions ?? scope.workflow.permissions ?? scope.limit;
  if (limit) refuseWider(workflow, limit, uses);
  return carryOutJobs(execution, {
    workflow,
    inputs: { ...Object.fromEntries(defaults), ...given },
    secrets: job.secrets === "inherit" ? scope.secrets : evaluateAll(job.secrets, contexts),
    prefix: `${scope.prefix}${job.name ?? name} / `,
    ...(limit && { limit }),
  });
}

/** GitHub starts nothing of such a run. */
export class StartupError extends Error {}

const order = ["none", "read", "write"];

function refuseWider(workflow: WorkflowText, limit: Permissions, uses: string): void {
  for (const [name, job] of Object.entries(workflow.jobs)) {
    for (const [scope, access] of Object.entries(job.permissions ?? workflow.permissions ?? {})) {
      if (order.indexOf(access) <= order.indexOf(limit[scope] ?? "none")) continue;
      throw new StartupError(
        `Error calling workflow '${uses}'. The nested job '${name}' is requesting '${scope}: ${access}', but is only allowed '${scope}: ${limit[scope] ?? "none"}'.`,
      );
    }
  }
}
