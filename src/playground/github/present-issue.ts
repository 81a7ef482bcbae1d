/** Issues, comments, labels and reactions in the words of GitHub's REST API and webhooks. */
import type { RestEndpointMethodTypes } from "@octokit/rest";
import { nodeId, type Place, presentUser, repositoryUrl, repositoryWebUrl } from "./present.ts";
import { presentApp } from "./present-app.ts";
import type { Comment, Issue, IssueEvent, Label, Reaction, Repository, User } from "./state.ts";

type Types = RestEndpointMethodTypes;
type ApiComment = Types["issues"]["createComment"]["response"]["data"];
type ApiIssue = Types["issues"]["get"]["response"]["data"];
type ApiReaction = Types["reactions"]["createForIssueComment"]["response"]["data"];

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
    author_association: associationOf(place.repository, comment.user),
    performed_via_github_app: comment.app === undefined ? null : presentApp(comment.app, place.apiUrl),
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
    timeline_url: `${url}/timeline`,
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
    active_lock_reason: null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: associationOf(place.repository, issue.user),
    reactions: countReactions(issue.reactions, `${url}/reactions`),
    performed_via_github_app: null,
    ...(issue.pull && {
      draft: issue.pull.draft,
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

export function presentReaction(place: Place, reaction: Reaction): ApiReaction {
  return {
    id: reaction.id,
    node_id: nodeId("Reaction", reaction.id),
    user: presentUser(reaction.user, place.apiUrl),
    content: reaction.content as ApiReaction["content"],
    created_at: reaction.createdAt,
  };
}

export function presentIssueEvent(place: Place, { id, event, actor, label, createdAt }: IssueEvent) {
  const { name, color } = presentLabel(place, place.repository.labels.get(label));
  return {
    id,
    node_id: nodeId(event === "labeled" ? "LabeledEvent" : "UnlabeledEvent", id),
    url: `${repositoryUrl(place)}/issues/events/${id}`,
    actor: presentUser(actor, place.apiUrl),
    event,
    commit_id: null,
    commit_url: null,
    created_at: createdAt,
    label: { name, color },
    performed_via_github_app: null,
  };
}

export function presentLabel(place: Place, label: Label | undefined) {
  const { id = 0, name = "", color = "ededed" } = label ?? {};
  const url = `${repositoryUrl(place)}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: nodeId("Label", id), url, name, description: null, color, default: false };
}

export function issueWebUrl(place: Place, issue: Issue): string {
  return `${repositoryWebUrl(place)}/${issue.pull ? "pull" : "issues"}/${issue.number}`;
}

/** What GitHub calls somebody's tie to a repository. */
export function associationOf(repository: Repository, user: User): "OWNER" | "COLLABORATOR" | "NONE" {
  if (user.id === repository.owner.id) return "OWNER";
  return (repository.roles.get(user.id) ?? "none") === "none" ? "NONE" : "COLLABORATOR";
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
