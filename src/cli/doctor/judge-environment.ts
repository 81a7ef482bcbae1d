import type { Asked } from "../../adapters/github/ask-or-unknown.ts";
import type { EnvironmentRules } from "../../adapters/github/environment-rules.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { type Finding, findingsOf } from "./finding.ts";

const { ok, unknown, warning, error } = findingsOf("environment");

export interface EnvironmentFacts {
  readonly asked: Asked<EnvironmentRules>;
  readonly isPrivate: boolean;
  readonly defaultBranch: string;
  /** Number of the bot's App. */
  readonly appId: number | undefined;
}

/** Whether the environment of a cluster guards it as the settings say. */
export function judgeEnvironment(cluster: Cluster, environment: string, facts: EnvironmentFacts): readonly Finding[] {
  const { asked } = facts;
  if (asked.kind === "missing") {
    return [
      error(
        "environment_missing",
        `There is no environment ${environment} for ${cluster.name}: GitHub makes it without any protection when a job names it`,
        `${settingsPage}, New environment: ${environment}.`,
      ),
    ];
  }
  if (asked.kind === "forbidden") {
    const message = `How ${environment} is protected is not known: the token may not look`;
    return [unknown("environment_hidden", message, "Use a token with Actions: read.")];
  }
  const rules = asked.value;
  return [
    ...judgeReviewers(cluster, environment, rules, facts),
    ...judgeBranches(environment, rules, facts),
    ...judgeBypass(environment, rules),
  ];
}

const settingsPage = "On GitHub: Settings, Environments";

/** Which way of approving is real on this plan, and whether it is the one that the settings ask for. */
function judgeReviewers(
  { name, approvals }: Cluster,
  environment: string,
  { reviewers, preventsSelfReview, apps }: EnvironmentRules,
  { isPrivate, appId }: EnvironmentFacts,
): readonly Finding[] {
  const wants = Object.values(approvals).includes("environment");
  const isRule = appId !== undefined && apps?.includes(appId) === true;
  if (!wants) return [ok("approval_comment", `${name} is approved by comments, which the bot takes`)];
  if (reviewers.length > 0) {
    const who = `${name} is approved by reviewers of ${environment}: ${reviewers.join(", ")}`;
    return [
      ok("approval_environment", isRule ? `${who}; the bot's App decides besides` : who),
      ...(reviewers.length === 1 && preventsSelfReview
        ? [
            warning(
              "reviewer_single",
              `${environment} has one reviewer, who cannot approve what is his own`,
              `${settingsPage}, ${environment}: add a second one.`,
            ),
          ]
        : []),
    ];
  }
  if (isRule) return [ok("approval_app", `${name} is approved by comments: the bot's App guards ${environment}`)];
  return [
    isPrivate
      ? error(
          "reviewers_unavailable",
          `Nobody approves what changes ${name}: ${environment} has no reviewers, which private repositories have on GitHub Enterprise only`,
          "Set `approvals: { change: comment, destroy: comment }` for the cluster: the bot takes approvals then.",
        )
      : error(
          "reviewers_missing",
          `Nobody approves what changes ${name}: ${environment} has no required reviewers`,
          `${settingsPage}, ${environment}: Required reviewers, at least two people.`,
        ),
  ];
}

function judgeBranches(
  environment: string,
  { branches }: EnvironmentRules,
  { defaultBranch, isPrivate }: EnvironmentFacts,
): readonly Finding[] {
  const mend = `${settingsPage}, ${environment}: Deployment branches and tags, Selected, ${defaultBranch}.`;
  if (branches === "all") {
    const message = `Every branch's workflow may use ${environment}, and read its secrets`;
    return [isPrivate ? warning("branches_open", message, mend) : error("branches_open", message, mend)];
  }
  if (branches === "protected") {
    const message = `Every protected branch's workflow may use ${environment}, not only that of ${defaultBranch}`;
    return [warning("branches_protected", message, mend)];
  }
  const others = branches.filter((pattern) => pattern !== defaultBranch);
  if (others.length > 0) {
    return [error("branches_many", `Workflows of ${others.join(", ")} may use ${environment}, too`, mend)];
  }
  return branches.length === 0
    ? [unknown("branches_hidden", `Which branches may use ${environment} is not known`, mend)]
    : [ok("branches_limited", `Only ${defaultBranch} may use ${environment}`)];
}

function judgeBypass(environment: string, { adminsBypass }: EnvironmentRules): readonly Finding[] {
  const mend = `${settingsPage}, ${environment}: switch off "Allow administrators to bypass".`;
  if (adminsBypass === undefined) {
    return [unknown("bypass_hidden", `Whether administrators may pass ${environment} by is not known`, mend)];
  }
  return adminsBypass
    ? [warning("bypass_open", `Administrators may let a job pass ${environment} without a review`, mend)]
    : [];
}
