import { fullName, nodeId, type Place, presentUser, repositoryUrl, webUrl } from "./present.ts";
import type { Environment, ProtectionRule, Team, User } from "./state.ts";

const madeAt = "2026-01-01T00:00:00Z";

export function presentEnvironment(place: Place, environment: Environment) {
  const { id, reviewers, preventsSelfReview, branches, waitMinutes } = environment;
  const rule = (offset: number, type: string) => ({ id: id + offset, node_id: nodeId("GateRule", id + offset), type });
  return {
    ...presentEnvironmentName(place, environment),
    created_at: madeAt,
    updated_at: madeAt,
    can_admins_bypass: environment.adminsMayBypass,
    protection_rules: [
      ...(reviewers.length > 0
        ? [
            {
              ...rule(1, "required_reviewers"),
              prevent_self_review: preventsSelfReview,
              reviewers: reviewers.map((reviewer) => presentReviewer(reviewer, place.apiUrl)),
            },
          ]
        : []),
      ...(branches === "all" ? [] : [rule(2, "branch_policy")]),
      ...(waitMinutes > 0 ? [{ ...rule(3, "wait_timer"), wait_timer: waitMinutes }] : []),
    ],
    deployment_branch_policy:
      branches === "all"
        ? null
        : { protected_branches: branches === "protected", custom_branch_policies: branches === "custom" },
  };
}

/** As it stands beside what waits for it. */
export function presentEnvironmentName(place: Place, { id, name }: Environment) {
  return {
    id,
    node_id: nodeId("Environment", id),
    name,
    url: `${repositoryUrl(place)}/environments/${encodeURIComponent(name)}`,
    html_url: `${webUrl(place.apiUrl)}/${fullName(place.repository)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
  };
}

export function presentReviewer(reviewer: User | Team, apiUrl: string) {
  if ("members" in reviewer) {
    const { id: organization_id } = reviewer.organization;
    const team = { ...presentTeam(reviewer, apiUrl), type: "organization" as const, organization_id };
    return { type: "Team" as const, reviewer: team };
  }
  return { type: "User" as const, reviewer: presentUser(reviewer, apiUrl) };
}

/** Webhooks say less of teams. */
export function presentReviewerOfEvent(reviewer: User | Team, apiUrl: string) {
  return "members" in reviewer
    ? { type: "Team" as const, reviewer: presentTeam(reviewer, apiUrl) }
    : presentReviewer(reviewer, apiUrl);
}

export function presentProtectionRule({ apiUrl }: Place, { id, app }: ProtectionRule) {
  return {
    id,
    node_id: nodeId("DeploymentProtectionRule", id),
    enabled: true,
    app: {
      id: app.id,
      slug: app.slug,
      integration_url: `${apiUrl}/apps/${app.slug}`,
      node_id: nodeId("App", app.id),
    },
  };
}

function presentTeam({ id, slug, organization }: Team, apiUrl: string) {
  const url = `${apiUrl}/organizations/${organization.id}/team/${id}`;
  return {
    id,
    node_id: nodeId("Team", id),
    name: slug,
    slug,
    description: null,
    privacy: "closed" as const,
    notification_setting: "notifications_enabled" as const,
    permission: "pull",
    url,
    html_url: `${webUrl(apiUrl)}/orgs/${organization.login}/teams/${slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    parent: null,
  };
}
