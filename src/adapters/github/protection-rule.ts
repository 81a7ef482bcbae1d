/** A custom deployment protection rule: an App decides whether a job may use an environment. */
import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

interface Options {
  readonly signal: AbortSignal;
}

/** Without `state` the rule stays pending and only says why; GitHub takes ten such reports for a job. */
export interface RuleAnswer {
  readonly runId: number;
  readonly environment: string;
  readonly state?: "approved" | "rejected";
  /** Cut at 1,024 characters. */
  readonly comment: string;
}

// https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/create-custom-protection-rules
const longestComment = 1024;

/**
 * Answers for the App's own rule.
 *
 * @returns false where the rule waits for no answer (any more)
 * @throws UserError `github_failed`
 */
export async function answerProtectionRule(
  github: GitHub,
  { runId, environment, state, comment }: RuleAnswer,
  { signal }: Options,
): Promise<boolean> {
  return attempt({ what: `answer for the environment ${environment}`, needs: "deployments: write" }, async () => {
    try {
      await (await github.octokit()).rest.actions.reviewCustomGatesForRun({
        ...github.at,
        run_id: runId,
        environment_name: environment,
        ...(state !== undefined && { state }),
        comment: cut(comment),
        request: { signal },
      });
      return true;
    } catch (error) {
      const status = failureStatus(error);
      if (status === 404 || status === 422) return false;
      throw error;
    }
  });
}

/**
 * Whether an App has a say on an environment.
 *
 * @returns false also where there is no such environment, or the token may not look
 * @throws UserError `github_failed`
 */
export async function hasProtectionRule(
  github: GitHub,
  { environment, appId }: { readonly environment: string; readonly appId: number },
  { signal }: Options,
): Promise<boolean> {
  return attempt({ what: `look at the environment ${environment}`, needs: "actions: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.getAllDeploymentProtectionRules({
        ...github.at,
        environment_name: environment,
        request: { signal },
      });
      return (data.custom_deployment_protection_rules ?? []).some(({ app, enabled }) => enabled && app.id === appId);
    } catch (error) {
      const status = failureStatus(error);
      if (status === 403 || status === 404) return false;
      throw error;
    }
  });
}

function cut(text: string): string {
  return text.length > longestComment ? `${text.slice(0, longestComment - 1)}…` : text;
}
