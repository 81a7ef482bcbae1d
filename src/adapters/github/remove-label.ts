import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

/**
 * Takes a label off an issue or pull request; one that is not there (any more) is no failure.
 *
 * @throws UserError `github_failed`
 */
export async function removeLabel(
  github: GitHub,
  { number, label }: { readonly number: number; readonly label: string },
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  await attempt({ what: "remove the label", needs: "pull-requests: write" }, async () => {
    try {
      await (await github.octokit()).rest.issues.removeLabel({
        ...github.at,
        issue_number: number,
        name: label,
        request: { signal },
      });
    } catch (error) {
      if (failureStatus(error) !== 404) throw error;
    }
  });
}
