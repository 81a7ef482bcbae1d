import { readScope } from "./read-scope.ts";

/** What is worked on in order: everything about one pull request, or about one workflow run, or of one repository. */
export function laneOf(id: string, payload: unknown): string {
  const scope = readScope(payload);
  if (scope === undefined) return id;
  const { owner, repo, pullRequest, run } = scope;
  return `${owner}/${repo} ${pullRequest === undefined ? `run ${run ?? ""}` : `#${pullRequest}`}`;
}
