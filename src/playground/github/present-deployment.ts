import { nodeId, type Place, presentUser, repositoryUrl } from "./present.ts";
import { jobWebUrl } from "./runs/present-run.ts";
import type { Deployment, DeploymentStatus } from "./state.ts";

export function presentDeployment(place: Place, deployment: Deployment) {
  const { id, sha, ref, task, payload, environment, description, creator, createdAt } = deployment;
  const url = `${repositoryUrl(place)}/deployments/${id}`;
  return {
    url,
    id,
    node_id: nodeId("Deployment", id),
    sha,
    ref,
    task,
    payload,
    original_environment: environment,
    environment,
    description,
    creator: presentUser(creator, place.apiUrl),
    created_at: createdAt,
    updated_at: createdAt,
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(place),
    transient_environment: false,
    production_environment: false,
  };
}

export function presentDeploymentStatus(place: Place, deployment: Deployment, status: DeploymentStatus) {
  const { id, description, environmentUrl, creator, createdAt, job } = status;
  const logUrl = job ? jobWebUrl(place, { id: job.runId }, { id: job.jobId }) : status.logUrl;
  const url = `${repositoryUrl(place)}/deployments/${deployment.id}`;
  return {
    url: `${url}/statuses/${id}`,
    id,
    node_id: nodeId("DeploymentStatus", id),
    state: status.state,
    creator: presentUser(creator, place.apiUrl),
    description,
    environment: deployment.environment,
    target_url: logUrl,
    log_url: logUrl,
    environment_url: environmentUrl,
    created_at: createdAt,
    updated_at: createdAt,
    deployment_url: url,
    repository_url: repositoryUrl(place),
  };
}
