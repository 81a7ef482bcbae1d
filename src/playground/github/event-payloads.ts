/** The payloads of events, as GitHub hands them to a workflow run. */
import { presentComment, presentIssue, presentPull, presentRepository, presentUser } from "./present.ts";
import type { Comment, Issue, Pull, Repository, User } from "./state.ts";

export interface EventPayload {
  readonly name: "push" | "pull_request" | "issue_comment" | "schedule" | "workflow_dispatch";
  readonly payload: Readonly<Record<string, unknown>>;
  /** GITHUB_SHA and GITHUB_REF of the run. */
  readonly sha: string;
  readonly ref: string;
}

interface Origin {
  readonly repository: Repository;
  readonly apiUrl: string;
  readonly sender: User;
}

export function pushEvent(origin: Origin, push: { readonly branch: string; readonly before: string }): EventPayload {
  const { repository } = origin;
  const after = repository.branches.get(push.branch);
  const ref = `refs/heads/${push.branch}`;
  const none = "0".repeat(40);
  return {
    name: "push",
    payload: {
      ...common(origin),
      ref,
      before: push.before === "" ? none : push.before,
      after: after ?? none,
      created: push.before === "",
      deleted: after === undefined,
      forced: false,
      head_commit: after === undefined ? null : { id: after, message: repository.objects.commits.get(after)?.message },
    },
    sha: after ?? defaultSha(repository),
    ref,
  };
}

export function pullRequestEvent(
  origin: Origin,
  event: { readonly issue: Issue; readonly action: string },
): EventPayload {
  const pull = pullOf(event.issue);
  return {
    name: "pull_request",
    payload: {
      ...common(origin),
      action: event.action,
      number: event.issue.number,
      pull_request: presentPull(origin, event.issue, pull),
    },
    // GitHub gives the commit of a trial merge; nobody may take it for the head.
    sha: "f".repeat(40),
    ref: `refs/pull/${event.issue.number}/merge`,
  };
}

export function commentEvent(
  origin: Origin,
  event: { readonly issue: Issue; readonly comment: Comment; readonly action?: "created" | "edited" | "deleted" },
): EventPayload {
  return {
    name: "issue_comment",
    payload: {
      ...common(origin),
      action: event.action ?? "created",
      issue: presentIssue(origin, event.issue),
      comment: presentComment(origin, event.issue, event.comment),
    },
    ...onDefaultBranch(origin.repository),
  };
}

export function scheduleEvent(origin: Origin): EventPayload {
  return { name: "schedule", payload: { schedule: "0 6 * * *" }, ...onDefaultBranch(origin.repository) };
}

export function dispatchEvent(origin: Origin, inputs: Readonly<Record<string, string>> = {}): EventPayload {
  const run = onDefaultBranch(origin.repository);
  return { name: "workflow_dispatch", payload: { ...common(origin), inputs, ref: run.ref }, ...run };
}

function common(origin: Origin) {
  return {
    repository: presentRepository(origin),
    sender: presentUser(origin.sender, origin.apiUrl),
  };
}

function onDefaultBranch(repository: Repository): { readonly sha: string; readonly ref: string } {
  return { sha: defaultSha(repository), ref: `refs/heads/${repository.defaultBranch}` };
}

function defaultSha(repository: Repository): string {
  return repository.branches.get(repository.defaultBranch) ?? "";
}

function pullOf(issue: Issue): Pull {
  if (issue.pull === undefined) throw new Error(`#${issue.number} is no pull request`);
  return issue.pull;
}
