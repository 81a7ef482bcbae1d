/** Commits and what they change, in the words of GitHub's REST API. */
import { nodeId, type Place, repositoryUrl, repositoryWebUrl } from "./present.ts";
import type { Repository } from "./state.ts";

/** As `git/commits` has it. */
export function presentGitCommit(place: Place, sha: string) {
  const { message, person, tree, parents } = describe(place, sha);
  return {
    sha,
    node_id: nodeId("Commit", place.repository.id),
    url: `${repositoryUrl(place)}/git/commits/${sha}`,
    html_url: webAddress(place, sha),
    author: person,
    committer: person,
    message,
    tree,
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${repositoryUrl(place)}/git/commits/${parent}`,
      html_url: webAddress(place, parent),
    })),
    verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
  };
}

/** As comparisons have it. */
export function presentCommit(place: Place, sha: string) {
  const { message, person, tree, parents } = describe(place, sha);
  const url = `${repositoryUrl(place)}/commits/${sha}`;
  return {
    sha,
    node_id: nodeId("Commit", place.repository.id),
    url,
    html_url: webAddress(place, sha),
    comments_url: `${url}/comments`,
    commit: {
      url: `${repositoryUrl(place)}/git/commits/${sha}`,
      author: person,
      committer: person,
      message,
      comment_count: 0,
      tree,
    },
    // Nobody on GitHub has the address that the commit names.
    author: null,
    committer: null,
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${repositoryUrl(place)}/commits/${parent}`,
      html_url: webAddress(place, parent),
    })),
  };
}

/** The files in which one commit differs from another. */
export function presentChanges(place: Place, before: string, after: string) {
  const old = blobsOf(place.repository, before);
  const now = blobsOf(place.repository, after);
  const changed = [...new Set([...old.keys(), ...now.keys()])]
    .toSorted()
    .filter((path) => old.get(path) !== now.get(path));
  return changed.map((filename) => {
    const path = encodeURI(filename);
    return {
      sha: (now.get(filename) ?? old.get(filename) ?? "").split(" ")[1] ?? null,
      filename,
      status: old.has(filename) ? (now.has(filename) ? "modified" : "removed") : "added",
      additions: 0,
      deletions: 0,
      changes: 0,
      blob_url: `${repositoryWebUrl(place)}/blob/${after}/${path}`,
      raw_url: `${repositoryWebUrl(place)}/raw/${after}/${path}`,
      contents_url: `${repositoryUrl(place)}/contents/${path}?ref=${after}`,
    };
  });
}

/** Path → mode and name of the object. */
function blobsOf({ objects }: Repository, sha: string): ReadonlyMap<string, string> {
  const files = objects.walk(objects.commits.get(sha)?.tree ?? "").filter(({ mode }) => mode !== "040000");
  return new Map(files.map(({ path, mode, sha: blob }) => [path, `${mode} ${blob}`]));
}

function describe(place: Place, sha: string) {
  const commit = place.repository.objects.commits.get(sha);
  const tree = commit?.tree ?? "";
  const date = new Date((commit?.time ?? 0) * 1000).toISOString();
  return {
    message: commit?.message ?? "",
    person: { name: "playground", email: "playground@example.test", date },
    tree: { sha: tree, url: `${repositoryUrl(place)}/git/trees/${tree}` },
    parents: commit?.parents ?? [],
  };
}

function webAddress(place: Place, sha: string): string {
  return `${repositoryWebUrl(place)}/commit/${sha}`;
}
