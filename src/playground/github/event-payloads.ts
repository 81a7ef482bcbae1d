/** The payloads of events, as GitHub hands them to a workflow run. */
import { commentFields, commonFields, issueFields, pushFields } from "./event-fields.ts";
import type { Comment, Issue, Repository, User } from "./state.ts";

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
  const { repository, sender } = origin;
  return {
    name: "push",
    payload: { ...pushFields(origin, push, sender), ...commonFields(origin, sender) },
    sha: repository.branches.get(push.branch) ?? defaultSha(repository),
    ref: `refs/heads/${push.branch}`,
  };
}

export function pullRequestEvent(
  origin: Origin,
  { issue, action, ...more }: { readonly issue: Issue; readonly action: string; readonly before?: string },
): EventPayload {
  if (issue.pull === undefined) throw new Error(`#${issue.number} is no pull request`);
  const moved = more.before === undefined ? {} : { before: more.before, after: issue.pull.headSha };
  return {
    name: "pull_request",
    payload: { action, ...issueFields(origin, issue), ...moved, ...commonFields(origin, origin.sender) },
    // GitHub gives the commit of a trial merge; nobody may take it for the head.
    sha: "f".repeat(40),
    ref: `refs/pull/${issue.number}/merge`,
  };
}

export function commentEvent(
  origin: Origin,
  event: {
    readonly issue: Issue;
    readonly comment: Comment;
    readonly action?: "created" | "edited" | "deleted";
    /** Of an edited comment. */
    readonly from?: string;
  },
): EventPayload {
  const { issue, comment, action = "created", from } = event;
  return {
    name: "issue_comment",
    payload: {
      action,
      ...(action === "edited" && { changes: from === undefined ? {} : { body: { from } } }),
      ...commentFields(origin, issue, comment),
      ...commonFields(origin, origin.sender),
    },
    ...onDefaultBranch(origin.repository),
  };
}

export function scheduleEvent(origin: Origin): EventPayload {
  return { name: "schedule", payload: { schedule: "0 6 * * *" }, ...onDefaultBranch(origin.repository) };
}

export function dispatchEvent(
  origin: Origin,
  inputs: Readonly<Record<string, string>> = {},
  workflow = ".github/workflows/chatops.yaml",
): EventPayload {
  const run = onDefaultBranch(origin.repository);
  const payload = { inputs, ref: run.ref, workflow, ...commonFields(origin, origin.sender) };
  return { name: "workflow_dispatch", payload, ...run };
}

function onDefaultBranch(repository: Repository): { readonly sha: string; readonly ref: string } {
  return { sha: defaultSha(repository), ref: `refs/heads/${repository.defaultBranch}` };
}

function defaultSha(repository: Repository): string {
  return repository.branches.get(repository.defaultBranch) ?? "";
}
