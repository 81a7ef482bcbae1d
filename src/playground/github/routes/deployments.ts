import { presentDeployment, presentDeploymentStatus } from "../present-deployment.ts";
import { type Answer, type Call, invalid, Refusal, type Route, repositoryOf, requiredText, textOf } from "../route.ts";
import type { Deployment, DeploymentStatus } from "../state.ts";

const write = ["deployments=write"];
const read = ["deployments=read"];
const base = "/repos/:owner/:repo/deployments";

/** Deployments and what became of them. */
export const deploymentRoutes: readonly Route[] = [
  { method: "POST", path: base, needs: write, handle: create },
  { method: "GET", path: base, needs: read, handle: list },
  { method: "POST", path: `${base}/:deployment/statuses`, needs: write, handle: addStatus },
  { method: "GET", path: `${base}/:deployment/statuses`, needs: read, handle: listStatuses },
];

const states = ["error", "failure", "inactive", "in_progress", "queued", "pending", "success"];
const maxDescription = 140;

function placeOf(call: Call) {
  return { apiUrl: call.apiUrl, repository: repositoryOf(call) };
}

function create(call: Call): Answer {
  const repository = repositoryOf(call);
  const ref = requiredText(call, "ref", "Deployment");
  const sha = repository.branches.get(ref) ?? ref;
  if (!repository.objects.commits.has(sha)) throw new Refusal(422, `No ref found for: ${ref}`);
  // Without an empty list GitHub waits for every check of the commit.
  if (!Array.isArray(call.body["required_contexts"]) || call.body["required_contexts"].length > 0) {
    throw new Refusal(409, "Conflict: Commit status checks failed");
  }
  if (call.body["auto_merge"] !== false) throw new Refusal(202, "Auto-merged main into the deployed branch");
  const deployment: Deployment = {
    id: call.state.nextId(),
    sha,
    ref,
    task: textOf(call, "task") ?? "deploy",
    payload: call.body["payload"] ?? {},
    environment: textOf(call, "environment") ?? "production",
    description: limitedDescription(call, "Deployment"),
    creator: call.token.actor,
    createdAt: call.state.now().toISOString(),
    statuses: [],
  };
  repository.deployments.set(deployment.id, deployment);
  return { status: 201, body: presentDeployment(placeOf(call), deployment) };
}

function list(call: Call): Answer {
  const wanted = (name: string, value: string) => (call.query.get(name) ?? value) === value;
  const deployments = [...repositoryOf(call).deployments.values()]
    .filter(
      ({ environment, sha, task }) => wanted("environment", environment) && wanted("sha", sha) && wanted("task", task),
    )
    .toReversed();
  return { list: deployments.map((deployment) => presentDeployment(placeOf(call), deployment)) };
}

function deploymentOf(call: Call): Deployment {
  const deployment = repositoryOf(call).deployments.get(Number(call.parameters["deployment"]));
  if (deployment === undefined) throw new Refusal(404, "Not Found");
  return deployment;
}

function addStatus(call: Call): Answer {
  const deployment = deploymentOf(call);
  const state = requiredText(call, "state", "DeploymentStatus");
  if (!states.includes(state)) throw invalid("DeploymentStatus", "state", "invalid");
  const status: DeploymentStatus = {
    id: call.state.nextId(),
    state,
    description: limitedDescription(call, "DeploymentStatus"),
    logUrl: textOf(call, "log_url") ?? "",
    environmentUrl: textOf(call, "environment_url") ?? "",
    creator: call.token.actor,
    createdAt: call.state.now().toISOString(),
  };
  deployment.statuses.push(status);
  return { status: 201, body: presentDeploymentStatus(placeOf(call), deployment, status) };
}

function listStatuses(call: Call): Answer {
  const deployment = deploymentOf(call);
  return {
    list: deployment.statuses.toReversed().map((status) => presentDeploymentStatus(placeOf(call), deployment, status)),
  };
}

function limitedDescription(call: Call, resource: string): string {
  const description = textOf(call, "description") ?? "";
  if (description.length > maxDescription) throw invalid(resource, "description", "too_long");
  return description;
}
