/** One job from the gate of its environment to its end: waits, takes a runner, starts the action, says what came of it. */
import { fullName } from "../github/present.ts";
import { annotateJob, beginJob, completeJob } from "../github/runs/job-life.ts";
import { tellChange, waitUntil } from "../github/runs/repository-changes.ts";
import type { Job } from "../github/runs/run-state.ts";
import type { Runner, TokenPermissions } from "../github/state.ts";
import type { Contexts } from "./evaluate-expression.ts";
import type { Execution, JobResult, JobScope } from "./execution.ts";
import { type ActionResult, runAction } from "./run-action.ts";
import { concurrencyOf, evaluateAll, type JobText, type Permissions } from "./workflow-jobs.ts";

interface JobWork {
  readonly text: JobText;
  readonly job: Job;
  readonly contexts: Contexts;
  readonly scope: JobScope;
}

type Ended = Pick<JobResult, "state" | "step">;

export async function runJob(execution: Execution, work: JobWork): Promise<Ended> {
  const { site, signal } = execution;
  const { job } = work;
  if (job.status === "waiting") {
    const isLeft = (await execution.onHeld?.(job)) === "leave";
    if (isLeft && isWaiting(job)) return { state: "waiting" };
    await waitUntil(site.repository, () => !isWaiting(job), { signal });
  }
  const rule = concurrencyOf(work.text.concurrency, work.contexts);
  if (rule === undefined) return runOnRunner(execution, work);
  const cancel = () => endJob(execution, job);
  const leave = await execution.groups.enter(rule, { cancel, isOver: () => isOver(job) }, { signal });
  try {
    return await runOnRunner(execution, work);
  } finally {
    leave();
  }
}

/** Another one takes its place: one that has not begun ends at once, else its process is asked to. */
function endJob({ site }: Execution, job: Job): void {
  if (job.runner === undefined) completeJob(site, job, "cancelled");
  else site.run.isCancelled = true;
  tellChange(site.repository);
}

async function runOnRunner(execution: Execution, work: JobWork): Promise<Ended> {
  const { site, pool, signal } = execution;
  const { job } = work;
  const runner = await pool.take(job.labels, () => isOver(job), { signal });
  if (runner === undefined) return { state: job.conclusion === "cancelled" ? "cancelled" : "failed" };
  try {
    return await runStep(execution, { ...work, runner });
  } finally {
    // A runner that stops takes its job with it.
    if (!isOver(job)) completeJob(site, job, "cancelled");
    pool.giveBack(runner);
  }
}

async function runStep(execution: Execution, work: JobWork & { readonly runner: Runner }): Promise<Ended> {
  const { site } = execution;
  const { job } = work;
  beginJob(site, job, work.runner);
  const ended = new AbortController();
  const cancel = new AbortController();
  waitUntil(site.repository, () => site.run.isCancelled, { signal: ended.signal }).then(
    () => cancel.abort(),
    () => {},
  );
  const stop = () => cancel.abort();
  execution.signal.addEventListener("abort", stop);
  try {
    const step = await startAction(execution, work, cancel.signal);
    annotateJob(site, job, step.annotations);
    completeJob(site, job, site.run.isCancelled ? "cancelled" : step.exitCode === 0 ? "success" : "failure");
    return { state: step.exitCode === 0 ? "done" : "failed", step };
  } finally {
    ended.abort();
    execution.signal.removeEventListener("abort", stop);
  }
}

function startAction(execution: Execution, work: JobWork, signal: AbortSignal): Promise<ActionResult> {
  const { world, site, event, apiUrl, action, cancelTimes } = execution;
  const { repository, run } = site;
  const { text, contexts, scope } = work;
  const [step] = text.steps ?? [];
  const permissions = text.permissions ?? scope.workflow.permissions ?? scope.limit ?? {};
  const token = world.addWorkflowToken(repository, tokenPermissions(permissions)).value;
  return runAction({
    main: action.main,
    post: action.post,
    event,
    repository: fullName(repository),
    apiUrl,
    inputs: { ...action.defaults, "github-token": token, ...evaluateAll(step?.with, contexts) },
    environment: {
      ...execution.environment,
      ...evaluateAll(step?.env, contexts),
      GITHUB_RUN_ID: String(run.id),
      GITHUB_RUN_ATTEMPT: String(run.attempt),
      GITHUB_WORKFLOW_REF: `${fullName(repository)}/${run.path}@${event.ref}`,
    },
    signal,
    ...(cancelTimes && { cancelTimes }),
  });
}

/** A job's token may do what the job declares, and nothing else. */
function tokenPermissions(permissions: Permissions): TokenPermissions {
  return Object.fromEntries(
    Object.entries(permissions).flatMap(([name, access]) =>
      access === "none" ? [] : [[name.replaceAll("-", "_"), access]],
    ),
  );
}

function isWaiting({ status }: Job): boolean {
  return status === "waiting";
}

function isOver({ status }: Job): boolean {
  return status === "completed";
}
