import { presentChanges } from "../present-commit.ts";
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
  const repository = repositoryOf(call);
  const { objects, branches } = repository;
  const { pull } = pullOf(call);
  const base = objects.history(branches.get(pull.baseRef) ?? "");
  const parted = objects.history(pull.headSha).find((sha) => base.includes(sha)) ?? "";
  return { list: presentChanges({ apiUrl: call.apiUrl, repository }, parted, pull.headSha) };
}
