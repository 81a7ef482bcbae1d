import { emitEvent } from "../emit-event.ts";
import { nodeId, repositoryUrl } from "../present.ts";
import { presentDeployment, presentDeploymentStatus } from "../present-deployment.ts";
import type { Deployment, DeploymentStatus } from "../state.ts";
import { jobWebUrl, presentDeploymentRun, presentWorkflow } from "./present-run.ts";
import type { RunSite } from "./run-site.ts";
import type { Job } from "./run-state.ts";

export function announceDeployment({ state, repository, run }: RunSite, deployment: Deployment): void {
  emitEvent(state, {
    repository,
    event: "deployment",
    action: "created",
    sender: run.triggeringActor,
    payload: (apiUrl) => ({
      deployment: presentDeployment({ apiUrl, repository }, deployment),
      workflow: presentWorkflow({ apiUrl, repository }, run),
      workflow_run: presentDeploymentRun({ apiUrl, repository }, run),
    }),
  });
}

export function announceDeploymentStatus(
  { state, repository, run }: RunSite,
  job: Job,
  deployment: Deployment,
  status: DeploymentStatus,
): void {
  emitEvent(state, {
    repository,
    event: "deployment_status",
    action: "created",
    sender: run.triggeringActor,
    payload: (apiUrl) => {
      const place = { apiUrl, repository };
      const address = jobWebUrl(place, run, job);
      return {
        deployment_status: presentDeploymentStatus(place, deployment, status),
        deployment: presentDeployment(place, deployment),
        check_run: {
          id: job.id,
          name: job.name,
          node_id: nodeId("CheckRun", job.id),
          head_sha: run.sha,
          external_id: "",
          url: `${repositoryUrl(place)}/check-runs/${job.id}`,
          html_url: address,
          details_url: address,
          status: job.status,
          conclusion: job.conclusion,
          started_at: job.startedAt,
          completed_at: job.completedAt,
        },
        workflow: presentWorkflow(place, run),
        workflow_run: presentDeploymentRun(place, run),
      };
    },
  });
}
