import type { GitHub } from "./connect-github.ts";
import { requestOfTitle } from "./find-run.ts";
import { attempt, failureStatus } from "./github-error.ts";

/** A run that was dispatched for a request, as its title says; what it may do, the request says. */
export interface RequestRunFound {
  readonly runId: number;
  /** Web address. */
  readonly url: string;
  readonly createdAt: string;
  /** Login of the bot that dispatched it. */
  readonly startedBy: string;
  readonly isOver: boolean;
}

// GitHub gives the newest first: a run that was started a moment ago is among them.
const lookedThrough = 100;

/**
 * The runs that programs have dispatched on a branch under the name of a request, the oldest first; also those that are over. A
 * branch's own copy of the workflow can say anything: only the branch that is trusted counts.
 *
 * @throws UserError `github_failed`
 */
export async function listRequestRuns(
  github: GitHub,
  wanted: { readonly workflow: string; readonly branch: string; readonly requestId: number },
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly RequestRunFound[]> {
  return attempt({ what: `list the runs of ${wanted.workflow}`, needs: "actions: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.actions.listWorkflowRuns({
        ...github.at,
        workflow_id: wanted.workflow,
        event: "workflow_dispatch",
        branch: wanted.branch,
        per_page: lookedThrough,
        request: { signal },
      });
      return data.workflow_runs
        .filter((run) => run.head_branch === wanted.branch && requestOfTitle(run.display_title) === wanted.requestId)
        .flatMap(({ id, html_url: url, created_at: createdAt, actor, status }) =>
          // A person may start a run under any title.
          actor?.type === "Bot"
            ? [{ runId: id, url, createdAt, startedBy: actor.login, isOver: status === "completed" }]
            : [],
        )
        .toSorted((a, b) => a.runId - b.runId);
    } catch (error) {
      if (failureStatus(error) === 404) return [];
      throw error;
    }
  });
}
