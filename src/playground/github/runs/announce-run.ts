import { emitEvent } from "../emit-event.ts";
import { presentDeployment } from "../present-deployment.ts";
import { presentJob, presentRun, presentWorkflow } from "./present-run.ts";
import type { RunSite } from "./run-site.ts";
import type { Job } from "./run-state.ts";

export function announceRun(site: RunSite, action: "requested" | "in_progress" | "completed"): void {
  const { state, repository, run } = site;
  emitEvent(state, {
    repository,
    event: "workflow_run",
    action,
    sender: run.triggeringActor,
    payload: (apiUrl) => ({
      workflow: presentWorkflow({ apiUrl, repository }, run),
      workflow_run: presentRun({ apiUrl, repository }, run),
    }),
  });
}

export function announceJob(site: RunSite, job: Job, action: "queued" | "waiting" | "in_progress" | "completed"): void {
  const { state, repository, run } = site;
  const deployment = repository.deployments.get(job.deploymentId ?? 0);
  emitEvent(state, {
    repository,
    event: "workflow_job",
    action,
    sender: run.triggeringActor,
    payload: (apiUrl) => ({
      workflow_job: presentJob({ apiUrl, repository }, run, job),
      ...(deployment && { deployment: presentDeployment({ apiUrl, repository }, deployment) }),
    }),
  });
}
