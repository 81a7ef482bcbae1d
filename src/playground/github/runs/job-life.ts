/** A job of a run: made, waiting, in progress, completed. Its check run shows the same, under the same id. */

import type { Annotation, App, Deployment, State } from "../state.ts";
import { announceDeployment, announceDeploymentStatus } from "./announce-deployment.ts";
import { announceJob, announceRun } from "./announce-run.ts";
import { tellChange } from "./repository-changes.ts";
import type { RunSite } from "./run-site.ts";
import type { Job, JobConclusion, Runner } from "./run-state.ts";

export interface JobStart extends Pick<Job, "name" | "labels" | "environment"> {
  readonly steps: readonly string[];
}

/** Adds it to the run's attempt; `status` is queued, and nobody has been told yet. */
export function addJob(site: RunSite, { name, labels, environment, steps }: JobStart): Job {
  const { state, repository, run } = site;
  const now = state.now().toISOString();
  const job: Job = {
    id: state.nextId(),
    attempt: run.attempt,
    ...{ name, labels, environment },
    status: "queued",
    conclusion: null,
    deploymentId: undefined,
    runner: undefined,
    createdAt: now,
    startedAt: now,
    completedAt: null,
    steps: steps.map((step, index) => ({
      number: index + 1,
      name: step,
      status: "queued",
      conclusion: null,
      startedAt: null,
      completedAt: null,
    })),
  };
  run.jobs.push(job);
  repository.checkRuns.set(job.id, {
    id: job.id,
    name,
    headSha: run.sha,
    externalId: "",
    detailsUrl: "",
    status: "queued",
    conclusion: null,
    startedAt: now,
    completedAt: null,
    app: actionsApp(state),
    actions: [],
    job: { runId: run.id },
    output: { title: null, summary: null, text: null },
    annotations: [],
  });
  return job;
}

/** It may run as soon as a runner is free. */
export function queueJob(site: RunSite, job: Job): void {
  setStatus(site, job, "queued");
  setDeploymentState(site, job, "queued");
  announceJob(site, job, "queued");
  tellChange(site.repository);
}

export function holdJob(site: RunSite, job: Job): void {
  setStatus(site, job, "waiting");
  setDeploymentState(site, job, "waiting");
  announceJob(site, job, "waiting");
  tellChange(site.repository);
}

export function beginJob(site: RunSite, job: Job, runner: Runner): void {
  const { state, run } = site;
  const now = state.now().toISOString();
  const isFirst = run.jobs.every((other) => other.attempt !== run.attempt || other.runner === undefined);
  job.runner = runner;
  job.startedAt = now;
  const [step] = job.steps;
  if (step) {
    step.status = "in_progress";
    step.startedAt = now;
  }
  setStatus(site, job, "in_progress");
  setDeploymentState(site, job, "in_progress");
  if (isFirst) announceRun(site, "in_progress");
  announceJob(site, job, "in_progress");
  tellChange(site.repository);
}

export function completeJob(site: RunSite, job: Job, conclusion: JobConclusion): void {
  const { state, repository } = site;
  const now = state.now().toISOString();
  job.conclusion = conclusion;
  job.completedAt = now;
  for (const step of job.steps) {
    step.status = "completed";
    step.conclusion = job.runner === undefined ? "skipped" : conclusion;
    step.startedAt ??= now;
    step.completedAt = now;
  }
  setStatus(site, job, "completed");
  const ended = { success: "success", failure: "failure", cancelled: "error", skipped: "inactive" } as const;
  setDeploymentState(site, job, ended[conclusion]);
  announceJob(site, job, "completed");
  tellChange(repository);
}

/** As the runner reports what a step printed. */
export function annotateJob({ repository }: RunSite, job: Job, annotations: readonly Annotation[]): void {
  repository.checkRuns.get(job.id)?.annotations.push(...annotations);
}

function setStatus({ state, repository, run }: RunSite, job: Job, status: Job["status"]): void {
  job.status = status;
  const checkRun = repository.checkRuns.get(job.id);
  if (checkRun) {
    checkRun.status = status;
    checkRun.conclusion = job.conclusion;
    checkRun.startedAt = job.startedAt;
    checkRun.completedAt = job.completedAt;
  }
  run.updatedAt = state.now().toISOString();
  const jobs = run.jobs.filter(({ attempt }) => attempt === run.attempt);
  const open = jobs.filter(({ status: other }) => other !== "completed");
  if (run.status === "completed" || open.length === 0) return;
  if (open.every((other) => other.status === "waiting")) run.status = "waiting";
  else run.status = jobs.some(({ runner }) => runner !== undefined) ? "in_progress" : "queued";
}

/** Actions keeps a deployment for every job with an environment. */
export function addDeployment(site: RunSite, job: Job): Deployment {
  const { state, repository, run } = site;
  const deployment: Deployment = {
    id: state.nextId(),
    sha: run.sha,
    ref: run.ref.replace(/^refs\/heads\//, ""),
    task: "deploy",
    payload: {},
    environment: job.environment,
    description: "",
    creator: run.triggeringActor,
    createdAt: state.now().toISOString(),
    statuses: [],
  };
  repository.deployments.set(deployment.id, deployment);
  job.deploymentId = deployment.id;
  announceDeployment(site, deployment);
  return deployment;
}

function setDeploymentState(site: RunSite, job: Job, status: string): void {
  const { state, repository, run } = site;
  const deployment = repository.deployments.get(job.deploymentId ?? 0);
  if (deployment === undefined) return;
  const added = {
    id: state.nextId(),
    state: status,
    description: "",
    logUrl: "",
    environmentUrl: "",
    job: { runId: run.id, jobId: job.id },
    creator: run.triggeringActor,
    createdAt: state.now().toISOString(),
  };
  deployment.statuses.push(added);
  announceDeploymentStatus(site, job, deployment, added);
}

/** Behind all check runs of jobs; every world has it. */
function actionsApp({ apps }: State): App {
  const app = apps.get("github-actions");
  if (app === undefined) throw new Error("there is no App github-actions");
  return app;
}
