import type { GitHub } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

/** What protects a deployment environment. */
export type EnvironmentProtection =
  | {
      readonly kind: "found";
      /** People and teams any one of whom has to approve. */
      readonly reviewers: number;
      /** Whoever started the run may not approve it. */
      readonly preventsSelfReview: boolean;
      /** Only some branches may deploy to it. */
      readonly limitsBranches: boolean;
      /** An App decides besides. */
      readonly hasOwnRules: boolean;
    }
  /** GitHub makes it, without any protection, when a job names it. */
  | { readonly kind: "missing" }
  /** The token may not look. */
  | { readonly kind: "unknown" };

/** @throws UserError `github_failed` */
export async function readEnvironment(
  github: GitHub,
  name: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<EnvironmentProtection> {
  return attempt({ what: `look at the environment ${name}`, needs: "actions: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.getEnvironment({
        ...github.at,
        environment_name: name,
        request: { signal },
      });
      const rules = data.protection_rules ?? [];
      const reviews = rules.flatMap((rule) => ("reviewers" in rule ? [rule] : []));
      return {
        kind: "found",
        reviewers: reviews.reduce((sum, rule) => sum + (rule.reviewers?.length ?? 0), 0),
        preventsSelfReview: reviews.some((rule) => rule.prevent_self_review === true),
        limitsBranches: data.deployment_branch_policy !== null && data.deployment_branch_policy !== undefined,
        hasOwnRules: rules.some(({ type }) => !["required_reviewers", "wait_timer", "branch_policy"].includes(type)),
      };
    } catch (error) {
      const status = failureStatus(error);
      if (status === 404) return { kind: "missing" };
      if (status === 403) return { kind: "unknown" };
      throw error;
    }
  });
}
