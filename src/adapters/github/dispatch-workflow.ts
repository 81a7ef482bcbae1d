import type { GitHub } from "./connect-github.ts";
import { attempt } from "./github-error.ts";

/**
 * Starts a workflow that has the trigger `workflow_dispatch`. It is not tried again: an answer that was lost would start
 * it twice.
 *
 * @throws UserError `github_failed`
 */
export async function dispatchWorkflow(
  github: GitHub,
  dispatch: {
    /** Name of the file in `.github/workflows`. */
    readonly workflow: string;
    /** Branch. */
    readonly ref: string;
    readonly inputs: Readonly<Record<string, string>>;
  },
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  await attempt({ what: `start the workflow ${dispatch.workflow}`, needs: "actions: write" }, async () =>
    (await github.octokit()).rest.actions.createWorkflowDispatch({
      ...github.at,
      workflow_id: dispatch.workflow,
      ref: dispatch.ref,
      inputs: { ...dispatch.inputs },
      request: { signal, retries: 0 },
    }),
  );
}
