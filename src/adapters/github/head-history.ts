import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

/**
 * The commits that a branch has had as its head at some time since a moment, by GitHub's own clock; empty where nobody
 * has pushed to it in that second or later, and where the server keeps no such list.
 *
 * @param since ISO 8601
 * @throws UserError `github_failed`
 */
export async function readHeadsSince(
  github: GitHub,
  { branch, since }: { readonly branch: string; readonly since: string },
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly string[]> {
  return attempt({ what: "find the branch's last pushes", needs: "contents: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.listActivities({
        ...github.at,
        ref: `refs/heads/${branch}`,
        per_page: 100,
        request: { signal },
      });
      const pushes = data.filter(
        ({ timestamp }) => Date.parse(timestamp) >= Math.floor(Date.parse(since) / 1000) * 1000,
      );
      const shas = pushes.flatMap(({ before, after }) => [after, before]);
      return [...new Set(shas)].filter((sha) => !/^0+$/.test(sha));
    } catch (error) {
      if (failureStatus(error) === 404) return [];
      throw error;
    }
  });
}
