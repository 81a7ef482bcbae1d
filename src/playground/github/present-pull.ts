/** Pull requests in the words of GitHub's REST API and webhooks. */
import { nodeId, type Place, presentUser, repositoryUrl } from "./present.ts";
import { associationOf, issueWebUrl, presentLabel } from "./present-issue.ts";
import { presentRepository } from "./present-repository.ts";
import type { Issue, Pull, Repository } from "./state.ts";

export function presentPull(place: Place, issue: Issue, pull: Pull) {
  const { title, body, number, state, user, createdAt, updatedAt, closedAt, locked } = issue;
  const { repository, apiUrl } = place;
  const closed = pull.merged ? closedAt : null;
  const head = pull.headRepository;
  return {
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    ...presentAddresses(place, issue, pull),
    number,
    state,
    locked,
    active_lock_reason: null,
    title,
    body,
    draft: pull.draft,
    user: presentUser(user, apiUrl),
    labels: [...issue.labels].map((name) => presentLabel(place, repository.labels.get(name))),
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    milestone: null,
    created_at: createdAt,
    updated_at: updatedAt,
    closed_at: closedAt,
    author_association: associationOf(repository, user),
    auto_merge: null,
    merged: pull.merged,
    merged_at: closed,
    merged_by: null,
    merge_commit_sha: null,
    // GitHub works these out later.
    mergeable: null,
    rebaseable: null,
    mergeable_state: "unknown",
    maintainer_can_modify: false,
    comments: issue.comments.length,
    review_comments: 0,
    ...countChanges(repository, pull),
    head: {
      label: `${pull.headOwner.login}:${pull.headRef}`,
      ref: pull.headRef,
      sha: pull.headSha,
      user: presentUser(pull.headOwner, apiUrl),
      repo: head && presentRepository({ apiUrl, repository: head }),
    },
    base: {
      label: `${repository.owner.login}:${pull.baseRef}`,
      ref: pull.baseRef,
      sha: repository.branches.get(pull.baseRef) ?? "",
      user: presentUser(repository.owner, apiUrl),
      repo: presentRepository(place),
    },
  };
}

/** As check runs and workflow runs name the pull requests of their commit. */
export function presentPullName(place: Place, issue: Issue, pull: Pull) {
  const { repository, apiUrl } = place;
  const headRepository = pull.headRepository ?? repository;
  const name = (of: Repository) => ({ id: of.id, url: repositoryUrl({ apiUrl, repository: of }), name: of.name });
  return {
    url: `${repositoryUrl(place)}/pulls/${issue.number}`,
    id: pull.id,
    number: issue.number,
    head: { ref: pull.headRef, sha: pull.headSha, repo: name(headRepository) },
    base: { ref: pull.baseRef, sha: repository.branches.get(pull.baseRef) ?? "", repo: name(repository) },
  };
}

function presentAddresses(place: Place, issue: Issue, pull: Pull) {
  const base = repositoryUrl(place);
  const url = `${base}/pulls/${issue.number}`;
  const htmlUrl = issueWebUrl(place, issue);
  const links = {
    html: htmlUrl,
    issue: `${base}/issues/${issue.number}`,
    comments: `${base}/issues/${issue.number}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${base}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${base}/statuses/${pull.headSha}`,
  };
  return {
    url,
    html_url: htmlUrl,
    diff_url: `${htmlUrl}.diff`,
    patch_url: `${htmlUrl}.patch`,
    issue_url: links.issue,
    comments_url: links.comments,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    commits_url: links.commits,
    statuses_url: links.statuses,
    _links: Object.fromEntries(Object.entries({ self: url, ...links }).map(([rel, href]) => [rel, { href }])),
  };
}

/** The simulator counts commits and files, no lines. */
function countChanges({ objects, branches }: Repository, { baseRef, headSha }: Pull) {
  const base = new Set(objects.history(branches.get(baseRef) ?? ""));
  const ahead = objects.history(headSha).filter((sha) => !base.has(sha));
  return { commits: ahead.length, additions: 0, deletions: 0, changed_files: 0 };
}
