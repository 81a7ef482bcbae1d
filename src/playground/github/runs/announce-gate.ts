import { emitEvent } from "../emit-event.ts";
import { type Place, presentUser, repositoryUrl } from "../present.ts";
import { presentDeployment } from "../present-deployment.ts";
import { presentReviewerOfEvent } from "../present-environment.ts";
import type { ProtectionRule } from "../state.ts";
import { jobWebUrl, presentRun } from "./present-run.ts";
import type { RunSite } from "./run-site.ts";
import type { Gate, Job, Review } from "./run-state.ts";

/** An App's rule is asked: it answers at the address given. */
export function announceProtectionRule(
  { state, repository, run }: RunSite,
  { job, gate, rule }: { readonly job: Job; readonly gate: Gate; readonly rule: ProtectionRule },
): void {
  const deployment = repository.deployments.get(job.deploymentId ?? 0);
  emitEvent(state, {
    repository,
    event: "deployment_protection_rule",
    action: "requested",
    sender: run.triggeringActor,
    onlyFor: rule.app,
    payload: (apiUrl) => ({
      environment: gate.environment.name,
      event: run.event,
      deployment_callback_url: `${repositoryUrl({ apiUrl, repository })}/actions/runs/${run.id}/deployment_protection_rule`,
      ...(deployment && { deployment: presentDeployment({ apiUrl, repository }, deployment) }),
      pull_requests: [],
    }),
  });
}

export function announceReview(
  { state, repository, run }: RunSite,
  about: {
    readonly gate: Gate;
    readonly job: Job;
    readonly action: "requested" | "approved" | "rejected";
    readonly review?: Review;
  },
): void {
  const { gate, job, action, review } = about;
  emitEvent(state, {
    repository,
    event: "deployment_review",
    action,
    sender: review?.user ?? run.triggeringActor,
    payload: (apiUrl) => {
      const place = { apiUrl, repository };
      return {
        workflow_run: presentRun(place, run),
        since: gate.since,
        workflow_job_run: presentJobRun(place, { run, job, gate }),
        reviewers: gate.environment.reviewers.map((reviewer) => presentReviewerOfEvent(reviewer, apiUrl)),
        ...(review === undefined
          ? { environment: gate.environment.name, requestor: presentUser(run.triggeringActor, apiUrl) }
          : {
              workflow_job_runs: gate.jobs.map((other) => presentJobRun(place, { run, job: other, gate })),
              approver: presentUser(review.user, apiUrl),
              comment: review.comment,
            }),
      };
    },
  });
}

function presentJobRun(
  place: Place,
  { run, job, gate }: { readonly run: RunSite["run"]; readonly job: Job; readonly gate: Gate },
) {
  return {
    id: job.id,
    name: job.name,
    status: job.status,
    conclusion: job.conclusion,
    html_url: jobWebUrl(place, run, job),
    created_at: job.createdAt,
    updated_at: run.updatedAt,
    environment: gate.environment.name,
  };
}
