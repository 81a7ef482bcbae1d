/** Issues and pull requests: each change of one is told to webhooks. */
import type { Thread } from "./comments.ts";
import { emitEvent } from "./emit-event.ts";
import { issueFields } from "./event-fields.ts";
import type { Issue, IssueEvent, Repository, State, User } from "./state.ts";

export function openIssue(
  state: State,
  repository: Repository,
  issue: Pick<Issue, "user" | "title" | "body"> & Partial<Pick<Issue, "pull">>,
): Issue {
  const createdAt = state.now().toISOString();
  const created: Issue = {
    id: state.nextId(),
    number: repository.issues.size + 1,
    state: "open",
    stateReason: null,
    labels: new Set(),
    locked: false,
    createdAt,
    updatedAt: createdAt,
    closedAt: null,
    comments: [],
    reactions: [],
    events: [],
    ...issue,
  };
  repository.issues.set(created.number, created);
  tell(state, { repository, issue: created }, { action: "opened", sender: issue.user });
  return created;
}

/** Closes or opens again; nothing happens where it is so already. */
export function setIssueState(
  state: State,
  thread: Thread,
  change: { readonly to: Issue["state"]; readonly reason?: string; readonly sender: User },
): void {
  const { issue } = thread;
  if (change.to === issue.state) return;
  const now = state.now().toISOString();
  issue.state = change.to;
  issue.stateReason = change.to === "open" ? "reopened" : (change.reason ?? "completed");
  issue.closedAt = change.to === "closed" ? now : null;
  issue.updatedAt = now;
  tell(state, thread, { action: change.to === "closed" ? "closed" : "reopened", sender: change.sender });
}

export function editIssue(
  state: State,
  thread: Thread,
  change: { readonly title?: string | undefined; readonly body?: string | undefined; readonly sender: User },
): void {
  const { issue } = thread;
  const { title = issue.title, body = issue.body, sender } = change;
  const changes = {
    ...(title !== issue.title && { title: { from: issue.title } }),
    ...(body !== issue.body && { body: { from: issue.body } }),
  };
  issue.updatedAt = state.now().toISOString();
  if (Object.keys(changes).length === 0) return;
  issue.title = title;
  issue.body = body;
  tell(state, thread, { action: "edited", sender, more: { changes } });
}

/** A label that the repository does not know yet is made on the way, as GitHub does. */
export function addLabel(state: State, thread: Thread, name: string, sender: User): void {
  const { repository, issue } = thread;
  if (!repository.labels.has(name)) repository.labels.set(name, { id: state.nextId(), name, color: "ededed" });
  if (issue.labels.has(name)) return;
  issue.labels.add(name);
  noteLabel(state, issue, { event: "labeled", actor: sender, label: name });
  tell(state, thread, { action: "labeled", sender, label: name });
}

/** @returns false where the issue does not have it */
export function removeLabel(state: State, thread: Thread, name: string, sender: User): boolean {
  if (!thread.issue.labels.delete(name)) return false;
  noteLabel(state, thread.issue, { event: "unlabeled", actor: sender, label: name });
  tell(state, thread, { action: "unlabeled", sender, label: name });
  return true;
}

function noteLabel(state: State, issue: Issue, event: Pick<IssueEvent, "actor" | "event" | "label">): void {
  issue.updatedAt = state.now().toISOString();
  issue.events.push({ id: state.nextId(), createdAt: issue.updatedAt, ...event });
}

/** The head of every open pull request from this branch follows it. */
export function movePulls(
  state: State,
  head: Repository,
  push: { readonly branch: string; readonly before: string; readonly after: string; readonly sender: User },
): void {
  const { before, after, sender } = push;
  for (const { repository, issue } of pullsFrom(state, head)) {
    if (issue.pull?.headRef !== push.branch || issue.state !== "open") continue;
    issue.pull.headSha = after;
    issue.updatedAt = state.now().toISOString();
    tell(state, { repository, issue }, { action: "synchronize", sender, more: { before, after } });
  }
}

export function pullsFrom(state: State, head: Repository): readonly Thread[] {
  return state.repositories
    .flatMap((repository) => [...repository.issues.values()].map((issue) => ({ repository, issue })))
    .filter(({ issue }) => issue.pull?.headRepository === head);
}

/** @throws Error for an issue of no repository */
export function threadOfIssue(state: State, issue: Issue): Thread {
  const repository = state.repositories.find(({ issues }) => issues.get(issue.number) === issue);
  if (repository === undefined) throw new Error(`#${issue.number} is in no repository`);
  return { repository, issue };
}

function tell(
  state: State,
  { repository, issue }: Thread,
  event: { readonly action: string; readonly sender: User; readonly label?: string; readonly more?: object },
): void {
  emitEvent(state, {
    repository,
    event: issue.pull ? "pull_request" : "issues",
    action: event.action,
    sender: event.sender,
    payload: (apiUrl) => ({ ...issueFields({ apiUrl, repository }, issue, event.label), ...event.more }),
  });
}
