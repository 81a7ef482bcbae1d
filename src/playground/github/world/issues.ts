/** People open issues and pull requests, comment, label, close. */
import { findOrAddUser } from "../accounts.ts";
import { addComment, deleteComment, editComment, threadOf } from "../comments.ts";
import { addLabel, openIssue, removeLabel, setIssueState, threadOfIssue } from "../issues.ts";
import type { App, Comment, Issue, Repository, State } from "../state.ts";

export interface IssueActions {
  openPullRequest(pull: {
    readonly base: Repository;
    readonly head?: Repository;
    readonly branch: string;
    readonly author: string;
    readonly title?: string;
    readonly body?: string;
  }): Issue;
  openIssue(
    repository: Repository,
    issue: { readonly author: string; readonly title: string; readonly body?: string },
  ): Issue;
  closePullRequest(issue: Issue, person: string): void;
  reopenPullRequest(issue: Issue, person: string): void;
  comment(issue: Issue, comment: { readonly author: string; readonly body: string; readonly app?: App }): Comment;
  /** As its author unless told; a maintainer may do so at any time. */
  editComment(comment: Comment, body: string, options?: { readonly person?: string }): void;
  deleteComment(comment: Comment, options?: { readonly person?: string }): void;
  addLabel(issue: Issue, label: string, person: string): void;
  removeLabel(issue: Issue, label: string, person: string): void;
}

export function issueActions(state: State): IssueActions {
  const user = (login: string) => findOrAddUser(state, login);
  const actor = (comment: Comment, person: string | undefined) => (person === undefined ? comment.user : user(person));
  return {
    openPullRequest({ base, head = base, branch, author, title = "Change the nodes", body = "" }) {
      const headSha = head.branches.get(branch);
      if (headSha === undefined) throw new Error(`no branch ${branch}`);
      const from = { headRepository: head, headOwner: head.owner, headRef: branch, headSha };
      const pull = { id: state.nextId(), ...from, baseRef: base.defaultBranch };
      return openIssue(state, base, {
        user: user(author),
        title,
        body,
        pull: { ...pull, draft: false, merged: false },
      });
    },
    openIssue: (repository, { author, title, body = "" }) =>
      openIssue(state, repository, { user: user(author), title, body }),
    closePullRequest: (issue, person) =>
      setIssueState(state, threadOfIssue(state, issue), { to: "closed", sender: user(person) }),
    reopenPullRequest: (issue, person) =>
      setIssueState(state, threadOfIssue(state, issue), { to: "open", sender: user(person) }),
    comment: (issue, { author, ...comment }) =>
      addComment(state, threadOfIssue(state, issue), { ...comment, user: user(author) }),
    editComment: (comment, body, { person } = {}) =>
      editComment(state, threadOf(state, comment), comment, body, actor(comment, person)),
    deleteComment: (comment, { person } = {}) =>
      deleteComment(state, threadOf(state, comment), comment, actor(comment, person)),
    addLabel: (issue, label, person) => addLabel(state, threadOfIssue(state, issue), label, user(person)),
    removeLabel: (issue, label, person) => {
      removeLabel(state, threadOfIssue(state, issue), label, user(person));
    },
  };
}
