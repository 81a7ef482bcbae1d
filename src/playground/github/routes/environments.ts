import { presentUser } from "../present.ts";
import { type Answer, type Call, Refusal, type Route, repositoryOf } from "../route.ts";
import type { Team, User } from "../state.ts";

/** Deployment environments with their protection rules. */
export const environmentRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/environments/:name", needs: ["actions=read"], handle: readEnvironment },
];

function readEnvironment(call: Call): Answer {
  const environment = repositoryOf(call).environments.get(call.parameters["name"] ?? "");
  if (environment === undefined) throw new Refusal(404, "Not Found");
  const { id, name, reviewers, preventsSelfReview, branches } = environment;
  const rules = [
    ...(reviewers.length > 0
      ? [
          {
            id: id + 1,
            node_id: "",
            type: "required_reviewers",
            prevent_self_review: preventsSelfReview,
            reviewers: reviewers.map((reviewer) => presentReviewer(reviewer, call.apiUrl)),
          },
        ]
      : []),
    ...(branches === "all" ? [] : [{ id: id + 2, node_id: "", type: "branch_policy" }]),
  ];
  return {
    status: 200,
    body: {
      id,
      node_id: "",
      name,
      url: "",
      html_url: "",
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:00Z",
      protection_rules: rules,
      deployment_branch_policy:
        branches === "all"
          ? null
          : { protected_branches: branches === "protected", custom_branch_policies: branches === "custom" },
    },
  };
}

function presentReviewer(reviewer: User | Team, apiUrl: string) {
  if ("members" in reviewer) return { type: "Team", reviewer: { id: reviewer.id, slug: reviewer.slug } };
  return { type: "User", reviewer: presentUser(reviewer, apiUrl) };
}
