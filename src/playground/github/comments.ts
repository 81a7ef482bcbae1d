/** Comments on issues and pull requests: each change of one is told to webhooks. */
import { emitEvent } from "./emit-event.ts";
import { commentFields } from "./event-fields.ts";
import type { App, Comment, Issue, Repository, State, User } from "./state.ts";

export interface Thread {
  readonly repository: Repository;
  readonly issue: Issue;
}

export function addComment(
  state: State,
  thread: Thread,
  comment: { readonly user: User; readonly body: string; readonly app?: App },
): Comment {
  const createdAt = state.now().toISOString();
  const added = { id: state.nextId(), ...comment, createdAt, updatedAt: createdAt, reactions: [] };
  thread.issue.comments.push(added);
  thread.issue.updatedAt = createdAt;
  tell(state, thread, added, { action: "created", sender: comment.user });
  return added;
}

/** @param sender Its author, or somebody who may write to the repository */
export function editComment(state: State, thread: Thread, comment: Comment, body: string, sender: User): void {
  const from = comment.body;
  comment.body = body;
  // At least a second later: GitHub counts in seconds, and tells by the difference that a comment was edited.
  const updated = Math.max(state.now().getTime(), Date.parse(comment.createdAt) + 1000);
  comment.updatedAt = new Date(updated).toISOString();
  tell(state, thread, comment, { action: "edited", sender, changes: { body: { from } } });
}

export function deleteComment(state: State, thread: Thread, comment: Comment, sender: User): void {
  const { comments } = thread.issue;
  comments.splice(comments.indexOf(comment), 1);
  tell(state, thread, comment, { action: "deleted", sender });
}

/** @throws Error for a comment that is deleted */
export function threadOf(state: State, comment: Comment): Thread {
  for (const repository of state.repositories) {
    for (const issue of repository.issues.values()) if (issue.comments.includes(comment)) return { repository, issue };
  }
  throw new Error(`comment ${comment.id} is gone`);
}

function tell(
  state: State,
  { repository, issue }: Thread,
  comment: Comment,
  { changes, ...event }: { readonly action: string; readonly sender: User; readonly changes?: object },
): void {
  emitEvent(state, {
    repository,
    event: "issue_comment",
    ...event,
    payload: (apiUrl) => ({ ...(changes && { changes }), ...commentFields({ apiUrl, repository }, issue, comment) }),
  });
}
