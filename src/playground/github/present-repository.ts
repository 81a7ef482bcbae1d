/** A repository in the words of GitHub's REST API and webhooks: some ninety fields, most of them addresses. */
import { fullName, nodeId, type Place, presentUser, repositoryUrl, repositoryWebUrl } from "./present.ts";
import type { Repository } from "./state.ts";

export function presentRepository(place: Place) {
  const { repository } = place;
  const webUrl = repositoryWebUrl(place);
  return {
    ...presentMinimalRepository(place),
    created_at: repository.createdAt,
    updated_at: repository.activity[0]?.timestamp ?? repository.createdAt,
    pushed_at: repository.activity[0]?.timestamp ?? repository.createdAt,
    git_url: webUrl.replace(/^https?:/, "git:"),
    ssh_url: `git@${new URL(webUrl).host}:${fullName(repository)}.git`,
    clone_url: `${webUrl}.git`,
    svn_url: webUrl,
    homepage: null,
    ...presentCounts(repository),
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    mirror_url: null,
    archived: false,
    disabled: false,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.isPrivate ? ("private" as const) : ("public" as const),
    default_branch: repository.defaultBranch,
    custom_properties: {},
  };
}

/** As it stands inside other things. */
export function presentMinimalRepository(place: Place) {
  const { repository, apiUrl } = place;
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.isPrivate,
    owner: presentUser(repository.owner, apiUrl),
    html_url: repositoryWebUrl(place),
    description: null,
    fork: repository.parent !== undefined,
    url: repositoryUrl(place),
    ...presentAddresses(place),
  };
}

/** As lists of an installation's repositories have it in webhooks. */
export function presentRepositoryName(repository: Repository) {
  const { id, name, isPrivate } = repository;
  return { id, node_id: nodeId("Repository", id), name, full_name: fullName(repository), private: isPrivate };
}

function presentAddresses(place: Place) {
  const url = repositoryUrl(place);
  return {
    forks_url: `${url}/forks`,
    keys_url: `${url}/keys{/key_id}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    teams_url: `${url}/teams`,
    hooks_url: `${url}/hooks`,
    issue_events_url: `${url}/issues/events{/number}`,
    events_url: `${url}/events`,
    assignees_url: `${url}/assignees{/user}`,
    branches_url: `${url}/branches{/branch}`,
    tags_url: `${url}/tags`,
    blobs_url: `${url}/git/blobs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    trees_url: `${url}/git/trees{/sha}`,
    statuses_url: `${url}/statuses/{sha}`,
    languages_url: `${url}/languages`,
    stargazers_url: `${url}/stargazers`,
    contributors_url: `${url}/contributors`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    commits_url: `${url}/commits{/sha}`,
    git_commits_url: `${url}/git/commits{/sha}`,
    comments_url: `${url}/comments{/number}`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    contents_url: `${url}/contents/{+path}`,
    compare_url: `${url}/compare/{base}...{head}`,
    merges_url: `${url}/merges`,
    archive_url: `${url}/{archive_format}{/ref}`,
    downloads_url: `${url}/downloads`,
    issues_url: `${url}/issues{/number}`,
    pulls_url: `${url}/pulls{/number}`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    labels_url: `${url}/labels{/name}`,
    releases_url: `${url}/releases{/id}`,
    deployments_url: `${url}/deployments`,
  };
}

function presentCounts({ issues }: Repository) {
  const open = [...issues.values()].filter(({ state }) => state === "open").length;
  return {
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    forks_count: 0,
    forks: 0,
    open_issues_count: open,
    open_issues: open,
  };
}
