import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

/** A reviewer's word on an environment that a run waited for. */
export interface Approval {
  readonly state: "approved" | "rejected";
  readonly login: string;
  readonly id: number;
}

/**
 * Who approved a run for an environment, or for any where none is named. Empty also where an administrator let it pass without
 * a review.
 *
 * @returns undefined when the token may not look
 * @throws UserError `github_failed`
 */
export async function readApprovals(
  github: GitHub,
  { runId, environment }: { readonly runId: number; readonly environment?: string },
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly Approval[] | undefined> {
  return attempt({ what: "look up who approved the run", needs: "actions: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.actions.getReviewsForRun({
        ...github.at,
        run_id: runId,
        request: { signal },
      });
      return data.flatMap(({ state, user, environments }) =>
        (state === "approved" || state === "rejected") &&
        (environment === undefined ||
          environments.some(({ name }) => name?.toLowerCase() === environment.toLowerCase()))
          ? [{ state, login: user.login, id: user.id }]
          : [],
      );
    } catch (error) {
      const status = failureStatus(error);
      if (status === 403 || status === 404) return undefined;
      throw error;
    }
  });
}
