/** Runs of workflows and the reviews that their environments ask for. */
import { parse } from "yaml";
import type { Environment, Repository, Review, State, User, WorkflowRun } from "./state.ts";

/** The inputs that a workflow declares for `workflow_dispatch`; undefined when it cannot be dispatched. */
export function dispatchInputs(repository: Repository, ref: string, path: string): readonly string[] | undefined {
  const sha = repository.branches.get(ref.replace(/^refs\/heads\//, "")) ?? "";
  const text = repository.objects.files(sha)[path]?.content.toString("utf8");
  if (text === undefined) return undefined;
  const workflow: unknown = parse(text);
  const triggers = field(workflow, "on");
  if (typeof triggers !== "object" || triggers === null || !("workflow_dispatch" in triggers)) return undefined;
  const inputs = field(field(triggers, "workflow_dispatch"), "inputs");
  return typeof inputs === "object" && inputs !== null ? Object.keys(inputs) : [];
}

export function startRun(
  state: State,
  repository: Repository,
  run: Pick<WorkflowRun, "path" | "event" | "actor" | "ref"> & Partial<Pick<WorkflowRun, "inputs">>,
): WorkflowRun {
  const started: WorkflowRun = { id: state.nextId(), attempt: 1, inputs: {}, reviews: [], ...run };
  repository.runs.set(started.id, started);
  return started;
}

/**
 * A person answers for an environment that a run waits for.
 *
 * @throws Error for somebody who is no reviewer, or who started the run where that is prevented
 */
export function reviewRun(
  run: WorkflowRun,
  environment: Environment,
  review: Pick<Review, "state" | "user"> & { readonly comment?: string },
): void {
  if (!isReviewer(environment, review.user)) throw new Error(`${review.user.login} is no reviewer`);
  if (environment.preventsSelfReview && run.actor.id === review.user.id) {
    throw new Error(`${review.user.login} started the run`);
  }
  run.reviews.push({ comment: "", ...review, environment: environment.name });
}

/** Whether a job with this environment may start: no reviewer is asked for, or one has approved. */
export function isApproved(run: WorkflowRun, environment: Environment | undefined): boolean {
  if (environment === undefined || environment.reviewers.length === 0) return true;
  return run.reviews.some((review) => review.environment === environment.name && review.state === "approved");
}

function isReviewer({ reviewers }: Environment, user: User): boolean {
  return reviewers.some((reviewer) =>
    "members" in reviewer ? reviewer.members.has(user.id) : reviewer.id === user.id,
  );
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
