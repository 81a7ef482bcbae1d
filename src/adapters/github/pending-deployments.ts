import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

/** An environment that a run waits for. */
export interface PendingDeployment {
  readonly environment: string;
  /** Any one of them is enough; logins, and teams as `organisation/team`. */
  readonly reviewers: readonly string[];
  /** Minutes that the environment makes everybody wait. */
  readonly waitMinutes: number;
}

/**
 * What a run waits for, and who may let it go on.
 *
 * @returns empty where it waits for nothing, or the token may not look
 * @throws UserError `github_failed`
 */
export async function readPendingDeployments(
  github: GitHub,
  runId: number,
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly PendingDeployment[]> {
  return attempt({ what: "look up what the run waits for", needs: "actions: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.actions.getPendingDeploymentsForRun({
        ...github.at,
        run_id: runId,
        request: { signal },
      });
      return data.map(({ environment, reviewers, wait_timer: waitMinutes }) => ({
        environment: environment.name ?? "",
        reviewers: reviewers.flatMap(({ reviewer }) => (reviewer === undefined ? [] : [nameOf(reviewer)])),
        waitMinutes,
      }));
    } catch (error) {
      const status = failureStatus(error);
      if (status === 403 || status === 404) return [];
      throw error;
    }
  });
}

function nameOf(reviewer: { readonly login: string } | { readonly slug: string; readonly html_url: string }): string {
  if ("login" in reviewer) return reviewer.login;
  // https://github.com/orgs/acme/teams/infra
  const organization = /\/orgs\/([^/]+)\/teams\//.exec(reviewer.html_url)?.[1];
  return organization === undefined ? reviewer.slug : `${organization}/${reviewer.slug}`;
}
