/** A run from its start to its end; every step is told to whoever listens. */
import type { Repository, State, User } from "../state.ts";
import { announceRun } from "./announce-run.ts";
import { completeJob } from "./job-life.ts";
import { tellChange } from "./repository-changes.ts";
import type { RunSite } from "./run-site.ts";
import type { Job, RunConclusion, WorkflowRun } from "./run-state.ts";
import { readWorkflowFile } from "./workflow-file.ts";

export interface RunStart extends Pick<WorkflowRun, "path" | "event" | "actor" | "ref"> {
  readonly inputs?: WorkflowRun["inputs"];
  /** The head of the branch where left out. */
  readonly sha?: string;
  /** Of a run that says nothing itself of its title. */
  readonly title?: string;
}

/** The run stands queued until a runner takes its jobs. */
export function startRun(state: State, repository: Repository, start: RunStart): WorkflowRun {
  const { path, event, actor, ref, inputs = {} } = start;
  const sha = start.sha ?? headOf(repository, ref);
  const file = readWorkflowFile(repository, sha, path);
  const now = state.now().toISOString();
  const contexts = { inputs, github: { event_name: event, event: { inputs }, actor: actor.login, ref, sha } };
  const run: WorkflowRun = {
    id: state.nextId(),
    number: [...repository.runs.values()].filter((other) => other.path === path).length + 1,
    attempt: 1,
    name: file?.name ?? path,
    title: file?.title(contexts) || start.title || (file?.name ?? path),
    triggeringActor: actor,
    status: "queued",
    conclusion: null,
    createdAt: now,
    startedAt: now,
    updatedAt: now,
    isCancelled: false,
    earlier: [],
    jobs: [],
    gates: [],
    reviews: [],
    ...{ path, event, actor, ref, inputs, sha },
  };
  repository.runs.set(run.id, run);
  announceRun({ state, repository, run }, "requested");
  tellChange(repository);
  return run;
}

function headOf(repository: Repository, ref: string): string {
  const branch = ref.replace(/^refs\/heads\//, "");
  return repository.branches.get(branch) ?? repository.branches.get(repository.defaultBranch) ?? "";
}

/** @throws Error while the run is not over */
export function rerun({ state, repository, run }: RunSite, person: User): void {
  if (run.status !== "completed") throw new Error("This workflow is already running");
  const { attempt, triggeringActor, status, conclusion, startedAt, updatedAt } = run;
  run.earlier.push({ attempt, triggeringActor, status, conclusion, startedAt, updatedAt });
  run.attempt += 1;
  run.triggeringActor = person;
  run.status = "queued";
  run.conclusion = null;
  run.isCancelled = false;
  run.startedAt = state.now().toISOString();
  run.updatedAt = run.startedAt;
  announceRun({ state, repository, run }, "requested");
  tellChange(repository);
}

/**
 * Jobs that have not begun end at once; the runner ends the one in hand.
 *
 * @throws Error once the run is over
 */
export function cancelRun(site: RunSite): void {
  const { run, repository } = site;
  if (run.status === "completed") throw new Error("Cannot cancel a workflow run that is completed.");
  run.isCancelled = true;
  for (const gate of run.gates) if (gate.state === "waiting") gate.state = "rejected";
  for (const job of jobsOf(run)) {
    if (job.status === "queued" || job.status === "waiting") completeJob(site, job, "cancelled");
  }
  const isIdle = jobsOf(run).every(({ status }) => status === "completed");
  if (isIdle) completeRun(site, "cancelled");
  tellChange(repository);
}

/** @param conclusion Unless told, what its jobs came to */
export function completeRun(site: RunSite, conclusion: RunConclusion = conclude(site.run)): void {
  const { state, repository, run } = site;
  if (run.status === "completed") return;
  run.status = "completed";
  run.conclusion = conclusion;
  run.updatedAt = state.now().toISOString();
  announceRun(site, "completed");
  tellChange(repository);
}

/** Jobs of the attempt that runs. */
export function jobsOf(run: WorkflowRun): readonly Job[] {
  return run.jobs.filter(({ attempt }) => attempt === run.attempt);
}

function conclude(run: WorkflowRun): RunConclusion {
  const conclusions = jobsOf(run).map(({ conclusion }) => conclusion);
  if (run.isCancelled || conclusions.includes("cancelled")) return "cancelled";
  if (conclusions.includes("failure")) return "failure";
  return conclusions.every((conclusion) => conclusion === "skipped") ? "skipped" : "success";
}
