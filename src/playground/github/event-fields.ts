/** What each event tells, without the fields that all have: the same for webhooks and for workflow runs. */
import { type Place, presentUser, repositoryWebUrl } from "./present.ts";
import { presentCheckRunEvent } from "./present-check-run.ts";
import { presentComment, presentIssue, presentLabel } from "./present-issue.ts";
import { presentPull } from "./present-pull.ts";
import { presentRepository } from "./present-repository.ts";
import type { CheckRun, Comment, Issue, Repository, User } from "./state.ts";

type Fields = Readonly<Record<string, unknown>>;

export function commonFields(place: Place, sender: User): Fields {
  return {
    repository: presentRepository(place),
    ...(place.repository.owner.type === "Organization" && { organization: presentOrganization(place) }),
    sender: presentUser(sender, place.apiUrl),
  };
}

export function commentFields(place: Place, issue: Issue, comment: Comment): Fields {
  return { issue: presentIssue(place, issue), comment: presentComment(place, issue, comment) };
}

/** Of an issue (`issues`) or a pull request (`pull_request`), with the label that came or went. */
export function issueFields(place: Place, issue: Issue, label?: string): Fields {
  const labelled = label === undefined ? {} : { label: presentLabel(place, place.repository.labels.get(label)) };
  if (issue.pull === undefined) return { issue: presentIssue(place, issue), ...labelled };
  return { number: issue.number, pull_request: presentPull(place, issue, issue.pull), ...labelled };
}

export function checkRunFields(place: Place, run: CheckRun): Fields {
  return { check_run: presentCheckRunEvent(place, run) };
}

const noCommit = "0".repeat(40);

/** @param before The branch's earlier commit, empty for a new branch */
export function pushFields(
  place: Place,
  push: { readonly branch: string; readonly before: string },
  pusher: User,
): Fields {
  const { repository } = place;
  const before = push.before === "" ? noCommit : push.before;
  const after = repository.branches.get(push.branch) ?? noCommit;
  const known = new Set(repository.objects.history(push.before));
  const added = after === noCommit ? [] : repository.objects.history(after).filter((sha) => !known.has(sha));
  return {
    ref: `refs/heads/${push.branch}`,
    before,
    after,
    created: before === noCommit,
    deleted: after === noCommit,
    forced: false,
    base_ref: null,
    compare: `${repositoryWebUrl(place)}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    // GitHub names the commits of a new branch only where no other branch has them; the youngest is enough here.
    commits: (push.before === "" ? added.slice(0, 1) : added.toReversed()).map((sha) =>
      presentCommit(place, sha, pusher),
    ),
    head_commit: after === noCommit ? null : presentCommit(place, after, pusher),
    pusher: { name: pusher.login, email: `${pusher.login}@users.noreply.github.com` },
  };
}

export function presentCommit(place: Place, sha: string, author: User) {
  const { objects }: Repository = place.repository;
  const commit = objects.commits.get(sha);
  const parent = commit?.parents[0] ?? "";
  const [before, after] = [objects.files(parent), objects.files(sha)];
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  const person = { name: author.login, email: `${author.login}@users.noreply.github.com`, username: author.login };
  return {
    id: sha,
    tree_id: commit?.tree ?? "",
    distinct: true,
    message: commit?.message ?? "",
    timestamp: new Date((commit?.time ?? 0) * 1000).toISOString(),
    url: `${repositoryWebUrl(place)}/commit/${sha}`,
    author: person,
    committer: person,
    added: paths.filter((path) => before[path] === undefined),
    removed: paths.filter((path) => after[path] === undefined),
    modified: paths.filter((path) => {
      const [old, now] = [before[path], after[path]];
      return old !== undefined && now !== undefined && (!old.content.equals(now.content) || old.mode !== now.mode);
    }),
  };
}

function presentOrganization({ apiUrl, repository: { owner } }: Place) {
  const url = `${apiUrl}/orgs/${owner.login}`;
  const { login, id, node_id, avatar_url } = presentUser(owner, apiUrl);
  return {
    login,
    id,
    node_id,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url,
    description: null,
  };
}
