import { type Asked, askOrUnknown } from "./ask-or-unknown.ts";
import type { GitHub } from "./connect-github.ts";

/** What the token of a workflow may do that asks for nothing. */
export interface WorkflowPermissions {
  readonly writes: boolean;
  readonly approvesPullRequests: boolean;
}

/** @throws UserError `github_failed` */
export async function readWorkflowPermissions(
  github: GitHub,
  { signal }: { readonly signal: AbortSignal },
): Promise<Asked<WorkflowPermissions>> {
  return askOrUnknown("look up the workflows' default permissions", async () => {
    const { rest } = await github.octokit();
    const { data } = await rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository({
      ...github.at,
      request: { signal },
    });
    return {
      writes: data.default_workflow_permissions === "write",
      approvesPullRequests: data.can_approve_pull_request_reviews,
    };
  });
}
