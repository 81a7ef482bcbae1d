import { presentEnvironment, presentProtectionRule } from "../present-environment.ts";
import { type Answer, type Call, Refusal, type Route, repositoryOf } from "../route.ts";
import type { Environment } from "../state.ts";

const base = "/repos/:owner/:repo/environments";
const needs = ["actions=read"];

/** Deployment environments with their protection rules. */
export const environmentRoutes: readonly Route[] = [
  { method: "GET", path: base, needs, handle: listEnvironments },
  { method: "GET", path: `${base}/:name`, needs, handle: readEnvironment },
  { method: "GET", path: `${base}/:name/deployment_protection_rules`, needs, handle: listRules },
  { method: "GET", path: `${base}/:name/deployment-branch-policies`, needs, handle: listBranches },
];

function environmentOf(call: Call): Environment {
  const environment = repositoryOf(call).environments.get(call.parameters["name"] ?? "");
  if (environment === undefined) throw new Refusal(404, "Not Found");
  return environment;
}

function listEnvironments(call: Call): Answer {
  const place = { apiUrl: call.apiUrl, repository: repositoryOf(call) };
  const environments = [...place.repository.environments.values()];
  return {
    list: environments.map((environment) => presentEnvironment(place, environment)),
    wrap: (page) => ({ total_count: environments.length, environments: page }),
  };
}

function readEnvironment(call: Call): Answer {
  const place = { apiUrl: call.apiUrl, repository: repositoryOf(call) };
  return { status: 200, body: presentEnvironment(place, environmentOf(call)) };
}

function listRules(call: Call): Answer {
  const place = { apiUrl: call.apiUrl, repository: repositoryOf(call) };
  const rules = environmentOf(call).protectionRules.map((rule) => presentProtectionRule(place, rule));
  return { status: 200, body: { total_count: rules.length, custom_deployment_protection_rules: rules } };
}

function listBranches(call: Call): Answer {
  const { id, branches, allowedBranches } = environmentOf(call);
  const names = branches === "custom" ? allowedBranches : [];
  const policies = names.map((name, index) => ({ id: id * 100 + index, node_id: "", name, type: "branch" }));
  return { list: policies, wrap: (page) => ({ total_count: policies.length, branch_policies: page }) };
}
