import { nodeId, repositoryUrl, repositoryWebUrl } from "../present.ts";
import { presentChanges, presentCommit, presentGitCommit } from "../present-commit.ts";
import { type Answer, type Call, Refusal, type Route, repositoryOf } from "../route.ts";
import type { Repository } from "../state.ts";

const needs = ["contents=read"];

/** Git's own objects, and what two commits have in common. */
export const gitRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/git/ref/*ref", needs, handle: readRef },
  { method: "GET", path: "/repos/:owner/:repo/git/commits/:sha", needs, handle: readCommit },
  { method: "GET", path: "/repos/:owner/:repo/git/trees/:sha", needs, handle: readTree },
  { method: "GET", path: "/repos/:owner/:repo/git/blobs/:sha", needs, handle: readBlob },
  { method: "GET", path: "/repos/:owner/:repo/compare/*basehead", needs, handle: compare },
];

function readRef(call: Call): Answer {
  const repository = repositoryOf(call);
  const ref = call.parameters["ref"] ?? "";
  const sha = repository.branches.get(ref.replace(/^heads\//, ""));
  if (sha === undefined || !ref.startsWith("heads/")) throw new Refusal(404, "Not Found");
  const url = `${repositoryUrl({ apiUrl: call.apiUrl, repository })}/git`;
  const object = { sha, type: "commit", url: `${url}/commits/${sha}` };
  return {
    status: 200,
    body: { ref: `refs/${ref}`, node_id: nodeId("Ref", repository.id), url: `${url}/refs/${ref}`, object },
  };
}

function readCommit(call: Call): Answer {
  const repository = repositoryOf(call);
  const commit = repository.objects.commits.get(call.parameters["sha"] ?? "");
  if (commit === undefined) throw new Refusal(404, "Not Found");
  return { status: 200, body: presentGitCommit({ apiUrl: call.apiUrl, repository }, commit.sha) };
}

function readTree(call: Call): Answer {
  const { objects, ...repository } = repositoryOf(call);
  const asked = call.parameters["sha"] ?? "";
  const sha = objects.commits.get(asked)?.tree ?? asked;
  if (!objects.trees.has(sha)) throw new Refusal(404, "Not Found");
  const url = `${repositoryUrl({ apiUrl: call.apiUrl, repository: { ...repository, objects } })}/git`;
  const isRecursive = call.query.has("recursive");
  const all = isRecursive
    ? objects.walk(sha)
    : (objects.trees.get(sha) ?? []).map((item) => ({ ...item, path: item.name }));
  const tree = all.slice(0, isRecursive ? call.state.treeLimit : undefined).map(({ path, mode, sha: id }) => {
    const type = mode === "040000" ? "tree" : mode === "160000" ? "commit" : "blob";
    const size = objects.blobs.get(id)?.length;
    return { path, mode, type, sha: id, url: `${url}/${type}s/${id}`, ...(type === "blob" && { size }) };
  });
  return { status: 200, body: { sha, url: `${url}/trees/${sha}`, tree, truncated: tree.length < all.length } };
}

function readBlob(call: Call): Answer {
  const repository = repositoryOf(call);
  const sha = call.parameters["sha"] ?? "";
  const content = repository.objects.blobs.get(sha);
  if (content === undefined) throw new Refusal(404, "Not Found");
  const url = `${repositoryUrl({ apiUrl: call.apiUrl, repository })}/git/blobs/${sha}`;
  // GitHub breaks the text into lines of 60 characters.
  const text = content.toString("base64").replace(/.{60}/g, "$&\n");
  return { status: 200, body: { sha, node_id: "", size: content.length, url, content: text, encoding: "base64" } };
}

function compare(call: Call): Answer {
  const repository = repositoryOf(call);
  const { objects } = repository;
  const [base = "", head = ""] = (call.parameters["basehead"] ?? "").split("...");
  const before = objects.history(resolve(repository, base));
  const after = objects.history(resolve(repository, head));
  const mergeBase = after.find((sha) => before.includes(sha));
  if (mergeBase === undefined) throw new Refusal(404, `No common ancestor between ${base} and ${head}.`);
  const ahead = after.filter((sha) => !before.includes(sha));
  const behind = before.filter((sha) => !after.includes(sha));
  const place = { apiUrl: call.apiUrl, repository };
  const address = `${repositoryWebUrl(place)}/compare/${base}...${head}`;
  return {
    status: 200,
    body: {
      url: `${repositoryUrl(place)}/compare/${base}...${head}`,
      html_url: address,
      permalink_url: address,
      diff_url: `${address}.diff`,
      patch_url: `${address}.patch`,
      base_commit: presentCommit(place, before[0] ?? ""),
      merge_base_commit: presentCommit(place, mergeBase),
      status: compareStatus(ahead.length, behind.length),
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: ahead.map((sha) => presentCommit(place, sha)),
      files: presentChanges(place, mergeBase, after[0] ?? ""),
    },
  };
}

function resolve(repository: Repository, name: string): string {
  const sha = repository.branches.get(name) ?? name;
  if (!repository.objects.commits.has(sha)) throw new Refusal(404, "Not Found");
  return sha;
}

function compareStatus(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? "diverged" : "ahead";
  return behind > 0 ? "behind" : "identical";
}
