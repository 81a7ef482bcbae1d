/** The state in the words of GitHub's REST API; the types are those that the official client expects. */
import type { RestEndpointMethodTypes } from "@octokit/rest";
import type { CheckRun, Comment, Issue, Label, Pull, Reaction, Repository, User } from "./state.ts";

type Types = RestEndpointMethodTypes;
type ApiComment = Types["issues"]["createComment"]["response"]["data"];
type ApiIssue = Types["issues"]["get"]["response"]["data"];
type ApiCheckRun = Types["checks"]["create"]["response"]["data"];
type ApiReaction = Types["reactions"]["createForIssueComment"]["response"]["data"];
type ApiUser = NonNullable<ApiReaction["user"]>;

export interface Place {
  readonly apiUrl: string;
  readonly repository: Repository;
}

export function presentUser(user: User, apiUrl: string): ApiUser {
  const url = `${apiUrl}/users/${encodeURIComponent(user.login)}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId("User", user.id),
    avatar_url: `${webUrl(apiUrl)}/avatars/${user.id}`,
    gravatar_id: "",
    url,
    html_url: `${webUrl(apiUrl)}/${user.type === "Bot" ? `apps/${user.login.replace("[bot]", "")}` : user.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    site_admin: false,
    user_view_type: "public",
  };
}

/** The fields that are used of GitHub's some ninety; the rest are addresses. */
export function presentRepository({ apiUrl, repository }: Place) {
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.isPrivate,
    owner: presentUser(repository.owner, apiUrl),
    html_url: `${webUrl(apiUrl)}/${fullName(repository)}`,
    description: null,
    fork: repository.parent !== undefined,
    url: repositoryUrl({ apiUrl, repository }),
    default_branch: repository.defaultBranch,
    visibility: repository.isPrivate ? "private" : "public",
    archived: false,
    disabled: false,
    has_issues: true,
  };
}

export function presentComment(place: Place, issue: Issue, comment: Comment): ApiComment {
  const issueUrl = `${repositoryUrl(place)}/issues/${issue.number}`;
  return {
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    url: `${repositoryUrl(place)}/issues/comments/${comment.id}`,
    html_url: `${issueWebUrl(place, issue)}#issuecomment-${comment.id}`,
    issue_url: issueUrl,
    body: comment.body,
    user: presentUser(comment.user, place.apiUrl),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: "NONE",
    performed_via_github_app: comment.app === undefined ? null : presentApp(place, comment.app),
    reactions: countReactions(comment.reactions, `${repositoryUrl(place)}/issues/comments/${comment.id}/reactions`),
  };
}

export function presentIssue(place: Place, issue: Issue): ApiIssue {
  const url = `${repositoryUrl(place)}/issues/${issue.number}`;
  const webAddress = issueWebUrl(place, issue);
  return {
    id: issue.id,
    node_id: nodeId(issue.pull ? "PullRequest" : "Issue", issue.id),
    url,
    repository_url: repositoryUrl(place),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: webAddress,
    number: issue.number,
    state: issue.state,
    state_reason: issue.stateReason === "completed" || issue.stateReason === "reopened" ? issue.stateReason : null,
    title: issue.title,
    body: issue.body,
    user: presentUser(issue.user, place.apiUrl),
    labels: [...issue.labels].map((name) => presentLabel(place, place.repository.labels.get(name))),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: issue.locked,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: "NONE",
    reactions: countReactions(issue.reactions, `${url}/reactions`),
    ...(issue.pull && {
      pull_request: {
        url: `${repositoryUrl(place)}/pulls/${issue.number}`,
        html_url: webAddress,
        diff_url: `${webAddress}.diff`,
        patch_url: `${webAddress}.patch`,
        merged_at: null,
      },
    }),
  };
}

export function presentPull(place: Place, issue: Issue, pull: Pull) {
  const { title, body, number, state, user, createdAt, updatedAt, closedAt, locked } = issue;
  const { repository, apiUrl } = place;
  const url = `${repositoryUrl(place)}/pulls/${number}`;
  const head = pull.headRepository;
  return {
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    url,
    html_url: issueWebUrl(place, issue),
    issue_url: `${repositoryUrl(place)}/issues/${number}`,
    comments_url: `${repositoryUrl(place)}/issues/${number}/comments`,
    number,
    state,
    locked,
    title,
    body,
    draft: pull.draft,
    merged: pull.merged,
    user: presentUser(user, apiUrl),
    labels: [...issue.labels].map((name) => presentLabel(place, repository.labels.get(name))),
    created_at: createdAt,
    updated_at: updatedAt,
    closed_at: closedAt,
    merged_at: null,
    author_association: "NONE",
    head: {
      label: `${head?.owner.login ?? "unknown"}:${pull.headRef}`,
      ref: pull.headRef,
      sha: pull.headSha,
      user: head && presentUser(head.owner, apiUrl),
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

export function presentCheckRun(place: Place, run: CheckRun): ApiCheckRun {
  const url = `${repositoryUrl(place)}/check-runs/${run.id}`;
  const status = run.status === "queued" || run.status === "completed" ? run.status : "in_progress";
  return {
    id: run.id,
    node_id: nodeId("CheckRun", run.id),
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${webUrl(place.apiUrl)}/${fullName(place.repository)}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status,
    // The word came from a request, and the route took only GitHub's own.
    conclusion: run.conclusion as ApiCheckRun["conclusion"],
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: run.annotations.length, annotations_url: `${url}/annotations` },
    check_suite: { id: place.repository.id * 10 },
    app: presentApp(place, run.app),
    pull_requests: [],
  };
}

export function presentReaction(place: Place, reaction: Reaction): ApiReaction {
  return {
    id: reaction.id,
    node_id: nodeId("Reaction", reaction.id),
    user: presentUser(reaction.user, place.apiUrl),
    content: reaction.content as ApiReaction["content"],
    created_at: reaction.createdAt,
  };
}

export function presentLabel(place: Place, label: Label | undefined) {
  const { id = 0, name = "", color = "ededed" } = label ?? {};
  const url = `${repositoryUrl(place)}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: nodeId("Label", id), url, name, description: null, color, default: false };
}

export function repositoryUrl({ apiUrl, repository }: Place): string {
  return `${apiUrl}/repos/${fullName(repository)}`;
}

export function fullName({ owner, name }: Repository): string {
  return `${owner.login}/${name}`;
}

function presentApp({ apiUrl, repository }: Place, slug: string) {
  return {
    id: slug === "github-actions" ? 15_368 : 900_000 + slug.length,
    slug,
    node_id: nodeId("App", 1),
    owner: presentUser(repository.owner, apiUrl),
    name: slug === "github-actions" ? "GitHub Actions" : slug,
    description: null,
    external_url: webUrl(apiUrl),
    html_url: `${webUrl(apiUrl)}/apps/${slug}`,
    created_at: "2024-01-01T00:00:00Z",
    updated_at: "2024-01-01T00:00:00Z",
    permissions: {},
    events: [],
  };
}

function countReactions(reactions: readonly Reaction[], url: string) {
  const count = (content: string) => reactions.filter((reaction) => reaction.content === content).length;
  return {
    url,
    total_count: reactions.length,
    "+1": count("+1"),
    "-1": count("-1"),
    laugh: count("laugh"),
    hooray: count("hooray"),
    confused: count("confused"),
    heart: count("heart"),
    rocket: count("rocket"),
    eyes: count("eyes"),
  };
}

function issueWebUrl(place: Place, issue: Issue): string {
  return `${webUrl(place.apiUrl)}/${fullName(place.repository)}/${issue.pull ? "pull" : "issues"}/${issue.number}`;
}

function webUrl(apiUrl: string): string {
  return apiUrl.replace(/\/api\/v3$/, "");
}

function nodeId(kind: string, id: number): string {
  return Buffer.from(`0:${kind}${id}`).toString("base64");
}
