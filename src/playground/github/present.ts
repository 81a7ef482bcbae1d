/** What every answer of GitHub's REST API is made of: people, addresses. Types are those that the official client expects. */
import type { RestEndpointMethodTypes } from "@octokit/rest";
import type { Repository, User } from "./state.ts";

type ApiUser = NonNullable<RestEndpointMethodTypes["reactions"]["createForIssueComment"]["response"]["data"]["user"]>;

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

export function repositoryUrl({ apiUrl, repository }: Place): string {
  return `${apiUrl}/repos/${fullName(repository)}`;
}

export function fullName({ owner, name }: Pick<Repository, "owner" | "name">): string {
  return `${owner.login}/${name}`;
}

/** Where people look at the repository. */
export function repositoryWebUrl({ apiUrl, repository }: Place): string {
  return `${webUrl(apiUrl)}/${fullName(repository)}`;
}

export function webUrl(apiUrl: string): string {
  return apiUrl.replace(/\/api\/v3$/, "");
}

export function nodeId(kind: string, id: number): string {
  return Buffer.from(`0:${kind}${id}`).toString("base64");
}
