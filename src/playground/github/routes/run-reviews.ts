import { presentUser } from "../present.ts";
import { presentDeployment } from "../present-deployment.ts";
import { presentEnvironmentName, presentReviewer } from "../present-environment.ts";
import { type Answer, type Call, Refusal, type Route, requiredText, textOf } from "../route.ts";
import { answerRule, gateOf, mayReview, reviewGate, waitingGates } from "../runs/gate.ts";
import { siteOf } from "./workflow-runs.ts";

const base = "/repos/:owner/:repo/actions/runs/:run";

/** What runs wait for, and what people and Apps say to it. */
export const runReviewRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/approvals`, needs: ["actions=read"], handle: listApprovals },
  { method: "GET", path: `${base}/pending_deployments`, needs: ["actions=read"], handle: listPending },
  { method: "POST", path: `${base}/pending_deployments`, needs: ["deployments=write"], handle: review },
  { method: "POST", path: `${base}/deployment_protection_rule`, needs: ["deployments=write"], handle: answer },
];

function listApprovals(call: Call): Answer {
  const { repository, run } = siteOf(call);
  const place = { apiUrl: call.apiUrl, repository };
  const madeAt = "2026-01-01T00:00:00Z";
  const reviews = run.reviews.map(({ state, user, environment, comment }) => ({
    state,
    comment,
    user: presentUser(user, call.apiUrl),
    environments: [repository.environments.get(environment)].flatMap((found) =>
      found ? [{ ...presentEnvironmentName(place, found), created_at: madeAt, updated_at: madeAt }] : [],
    ),
  }));
  return { list: reviews };
}

function listPending(call: Call): Answer {
  const { repository, run } = siteOf(call);
  const place = { apiUrl: call.apiUrl, repository };
  return {
    list: waitingGates(run).map(({ environment, since }) => ({
      environment: presentEnvironmentName(place, environment),
      wait_timer: environment.waitMinutes,
      wait_timer_started_at: environment.waitMinutes > 0 ? since : null,
      current_user_can_approve: mayReview(run, environment, call.token.actor),
      reviewers: environment.reviewers.map((reviewer) => presentReviewer(reviewer, call.apiUrl)),
    })),
  };
}

/** Only for a person whom an environment names. */
function review(call: Call): Answer {
  const site = siteOf(call);
  const { repository, run } = site;
  const state = stateOf(call);
  const comment = requiredText(call, "comment", "Deployment");
  const ids = Array.isArray(call.body["environment_ids"]) ? call.body["environment_ids"] : [];
  const gates = waitingGates(run).filter(({ environment }) => ids.includes(environment.id));
  if (state === undefined || ids.length === 0 || gates.length < ids.length)
    throw new Refusal(422, "There are no pending deployment requests to approve or reject");
  const { actor } = call.token;
  if (actor.type !== "User") throw new Refusal(403, "Resource not accessible by integration");
  if (!gates.every(({ environment }) => mayReview(run, environment, actor)))
    throw new Refusal(422, "User cannot approve or reject this deployment");
  for (const { environment } of gates) reviewGate(site, { state, user: actor, environment: environment.name, comment });
  const deployments = gates.flatMap(({ jobs }) => jobs.map((job) => repository.deployments.get(job.deploymentId ?? 0)));
  const place = { apiUrl: call.apiUrl, repository };
  return { status: 200, body: deployments.flatMap((one) => (one ? [presentDeployment(place, one)] : [])) };
}

function answer(call: Call): Answer {
  const site = siteOf(call);
  const environment = requiredText(call, "environment_name", "Deployment");
  const { app } = call.token;
  const state = stateOf(call);
  const comment = textOf(call, "comment");
  if (app === undefined) throw new Refusal(403, "You must authenticate via a GitHub App.");
  if (state === undefined && comment === undefined) throw new Refusal(422, "Either state or comment must be provided");
  const rules = gateOf(site.run, environment)?.environment.protectionRules ?? [];
  if (!rules.some((rule) => rule.app === app))
    throw new Refusal(422, "No pending deployment requests to approve or reject");
  try {
    answerRule(site, { environment, app, state, comment: comment ?? "" });
  } catch (error) {
    throw new Refusal(422, error instanceof Error ? error.message : String(error));
  }
  return { status: 204 };
}

function stateOf(call: Call): "approved" | "rejected" | undefined {
  const state = call.body["state"];
  if (state === undefined || state === "approved" || state === "rejected") return state;
  throw new Refusal(422, "state is not included in the list");
}
