import type { GitHub } from "./connect-github.ts";
import type { DispatchedRun } from "./dispatch-workflow.ts";
import { attempt, failureStatus } from "./github-error.ts";

// GitHub gives the newest first: a run that was started a moment ago is among them.
const lookedThrough = 100;

/** The id of the request that a run's title names: `Talos reboot talos-m01 (request 4711)`. */
export function requestOfTitle(title: string): number | undefined {
  const id = /(?<![\p{L}\p{N}_-])request ([1-9]\d{0,15})(?![\p{L}\p{N}_-])/u.exec(title)?.[1];
  return id === undefined ? undefined : Number(id);
}

/**
 * The run that the App has started for a request and that is not over; of several the first. For servers that do not tell which
 * run a dispatch became, and for dispatches whose answer was lost. Another branch's copy of the workflow may say anything: it is
 * never taken. Nor is what somebody else has started, with inputs of their own: whoever may write can have a workflow's token do
 * so.
 *
 * @param wanted `startedBy`: login of the App's bot
 * @throws UserError `github_failed`
 */
export async function findRun(
  github: GitHub,
  wanted: {
    readonly workflow: string;
    readonly branch: string;
    readonly requestId: number;
    readonly startedBy: string | undefined;
  },
  { signal }: { readonly signal: AbortSignal },
): Promise<DispatchedRun | undefined> {
  const { workflow, branch, requestId, startedBy } = wanted;
  if (startedBy === undefined) return undefined;
  return attempt({ what: `find the run of ${workflow}`, needs: "actions: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.actions.listWorkflowRuns({
        ...github.at,
        workflow_id: workflow,
        event: "workflow_dispatch",
        branch,
        per_page: lookedThrough,
        request: { signal },
      });
      const [first] = data.workflow_runs
        .filter((run) => run.head_branch === branch && requestOfTitle(run.display_title) === requestId)
        // Anybody may start a run under any title. Logins of persons have no brackets.
        .filter(({ actor, status }) => actor?.login === startedBy && status !== "completed")
        .toSorted((a, b) => a.id - b.id);
      return first && { runId: first.id, url: first.html_url };
    } catch (error) {
      if (failureStatus(error) === 404) return undefined;
      throw error;
    }
  });
}
