import { presentPull } from "../present-pull.ts";
import { type Answer, type Call, issueOf, Refusal, type Route, repositoryOf } from "../route.ts";
import type { Issue, Pull } from "../state.ts";

const needs = ["pull_requests=read"];

/** Pull requests. */
export const pullRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/pulls/:number", needs, handle: readPull },
  { method: "GET", path: "/repos/:owner/:repo/pulls/:number/files", needs, handle: listFiles },
];

function pullOf(call: Call): Issue & { readonly pull: Pull } {
  const issue = issueOf(call);
  if (issue.pull === undefined) throw new Refusal(404, "Not Found");
  return { ...issue, pull: issue.pull };
}

function readPull(call: Call): Answer {
  const issue = pullOf(call);
  const place = { apiUrl: call.apiUrl, repository: repositoryOf(call) };
  return { status: 200, body: presentPull(place, issue, issue.pull) };
}

function listFiles(call: Call): Answer {
  const { objects, branches } = repositoryOf(call);
  const { pull } = pullOf(call);
  const base = objects.history(branches.get(pull.baseRef) ?? "");
  const parted = objects.history(pull.headSha).find((sha) => base.includes(sha)) ?? "";
  const before = objects.files(parted);
  const after = objects.files(pull.headSha);
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted().filter((path) => {
    const [old, now] = [before[path], after[path]];
    return old === undefined || now === undefined || !old.content.equals(now.content) || old.mode !== now.mode;
  });
  return {
    list: changed.map((filename) => ({
      sha: "",
      filename,
      status: before[filename] === undefined ? "added" : after[filename] === undefined ? "removed" : "modified",
      additions: 0,
      deletions: 0,
      changes: 0,
      blob_url: "",
      raw_url: "",
      contents_url: "",
    })),
  };
}
