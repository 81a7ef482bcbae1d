import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

/**
 * When a branch was last pushed to, by GitHub's own clock (the dates of commits are the pusher's to choose), and to
 * which commit; undefined where the server keeps no such list.
 *
 * @returns ISO 8601, whole seconds
 * @throws UserError `github_failed`
 */
export async function readLastPush(
  github: GitHub,
  branch: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<{ readonly at: string; readonly sha: string } | undefined> {
  return attempt({ what: "find the branch's last push", needs: "contents: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.listActivities({
        ...github.at,
        ref: `refs/heads/${branch}`,
        per_page: 1,
        request: { signal },
      });
      const [last] = data;
      return last && { at: last.timestamp, sha: last.after };
    } catch (error) {
      if (failureStatus(error) === 404) return undefined;
      throw error;
    }
  });
}
