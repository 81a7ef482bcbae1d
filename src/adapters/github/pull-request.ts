import type { GitHub } from "./connect-github.ts";
import { attempt } from "./github-error.ts";
import { isFork } from "./is-fork.ts";

/** What a plan needs to know of a pull request. */
export interface PullRequest {
  readonly number: number;
  readonly open: boolean;
  readonly headSha: string;
  /** Name of the branch; in a fork where it is one. */
  readonly headRef: string;
  readonly baseSha: string;
  readonly fork: boolean;
}

/**
 * The pull request as it stands now: for events that carry no commit. Resolve it once and use the answer throughout.
 *
 * @throws UserError `github_failed`
 */
export async function readPullRequest(
  github: GitHub,
  number: number,
  { signal }: { readonly signal: AbortSignal },
): Promise<PullRequest> {
  const { data } = await attempt({ what: `read pull request ${number}`, needs: "pull-requests: read" }, async () =>
    (await github.octokit()).rest.pulls.get({ ...github.at, pull_number: number, request: { signal } }),
  );
  return {
    number: data.number,
    open: data.state === "open",
    headSha: data.head.sha,
    headRef: data.head.ref,
    baseSha: data.base.sha,
    // Octokit's types do not say so, but `head.repo` is null once the fork is deleted.
    fork: isFork(data.head.repo?.id, data.base.repo.id),
  };
}
