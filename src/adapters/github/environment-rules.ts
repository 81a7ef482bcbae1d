/** All that protects a deployment environment, for a report on it. */
import { type Asked, askOrUnknown } from "./ask-or-unknown.ts";
import type { GitHub } from "./connect-github.ts";

export interface EnvironmentRules {
  /** Login names, and `organisation/team` as far as GitHub tells. */
  readonly reviewers: readonly string[];
  readonly preventsSelfReview: boolean;
  /** Which branches may deploy: all, the protected ones, or those that match one of the patterns. */
  readonly branches: "all" | "protected" | readonly string[];
  /** Numbers of the Apps that decide besides; undefined where the token may not look. */
  readonly apps: readonly number[] | undefined;
  /** Whether administrators may let a job pass; undefined where GitHub does not tell. */
  readonly adminsBypass: boolean | undefined;
}

interface Options {
  readonly signal: AbortSignal;
}

/** @throws UserError `github_failed` */
export async function readEnvironmentRules(
  github: GitHub,
  name: string,
  { signal }: Options,
): Promise<Asked<EnvironmentRules>> {
  const at = { ...github.at, environment_name: name, request: { signal } };
  const found = await askOrUnknown(`look at the environment ${name}`, async () => {
    const { data } = await (await github.octokit()).rest.repos.getEnvironment(at);
    return data;
  });
  if (found.kind !== "found") return found;
  const { protection_rules: rules = [], deployment_branch_policy: policy, ...rest } = found.value;
  const reviews = rules.flatMap((rule) => ("reviewers" in rule ? [rule] : []));
  return {
    kind: "found",
    value: {
      reviewers: reviews.flatMap(({ reviewers = [] }) => reviewers.map(({ reviewer }) => nameOf(reviewer))),
      preventsSelfReview: reviews.some((rule) => rule.prevent_self_review === true),
      branches: !policy
        ? "all"
        : policy.protected_branches
          ? "protected"
          : await readPatterns(github, name, { signal }),
      apps: await readApps(github, name, { signal }),
      // not in Octokit's types yet
      adminsBypass: "can_admins_bypass" in rest ? rest.can_admins_bypass === true : undefined,
    },
  };
}

function nameOf(reviewer: object | undefined): string {
  if (reviewer === undefined) return "?";
  if ("login" in reviewer) return String(reviewer.login);
  return "slug" in reviewer ? `team ${String(reviewer.slug)}` : "?";
}

async function readPatterns(github: GitHub, name: string, { signal }: Options): Promise<readonly string[]> {
  const asked = await askOrUnknown(`list the branches of the environment ${name}`, async () => {
    const { data } = await (await github.octokit()).rest.repos.listDeploymentBranchPolicies({
      ...github.at,
      environment_name: name,
      per_page: 100,
      request: { signal },
    });
    return data.branch_policies.map(({ name: pattern = "", type }) => (type === "tag" ? `tag ${pattern}` : pattern));
  });
  return asked.kind === "found" ? asked.value : [];
}

async function readApps(github: GitHub, name: string, { signal }: Options): Promise<readonly number[] | undefined> {
  const asked = await askOrUnknown(`list the protection rules of the environment ${name}`, async () => {
    const { data } = await (await github.octokit()).rest.repos.getAllDeploymentProtectionRules({
      ...github.at,
      environment_name: name,
      request: { signal },
    });
    return (data.custom_deployment_protection_rules ?? []).flatMap(({ enabled, app }) => (enabled ? [app] : []));
  });
  if (asked.kind !== "found") return undefined;
  // the API gives the App's integration id, which is the App's number
  return asked.value.map(({ id }) => id);
}
