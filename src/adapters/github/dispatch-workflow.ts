import { UserError } from "../../errors.ts";
import type { GitHub, GitHubClient } from "./connect-github.ts";
import { attempt, failureStatus } from "./github-error.ts";

export interface Dispatch {
  /** Name of the file in `.github/workflows`. */
  readonly workflow: string;
  /** Branch. */
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
}

export interface DispatchedRun {
  readonly runId: number;
  /** Web address. */
  readonly url: string;
}

/**
 * Starts a workflow that has the trigger `workflow_dispatch`. It is not tried again: an answer that was lost would start
 * it twice.
 *
 * @returns undefined where the server does not tell which run it became (GitHub Enterprise Server up to 3.20)
 * @throws UserError `github_failed`
 */
export async function dispatchWorkflow(
  github: GitHub,
  dispatch: Dispatch,
  { signal }: { readonly signal: AbortSignal },
): Promise<DispatchedRun | undefined> {
  const what = `start the workflow ${dispatch.workflow}`;
  return attempt({ what, needs: "actions: write" }, async () => {
    const octokit = await github.octokit();
    const send = (asksForDetails: boolean) =>
      octokit.rest.actions.createWorkflowDispatch({
        ...github.at,
        workflow_id: dispatch.workflow,
        ref: dispatch.ref,
        inputs: { ...dispatch.inputs },
        ...(asksForDetails && { return_run_details: true }),
        request: { signal, retries: 0 },
      });
    try {
      const { data } = await sendAsKnown(send, hostOf(octokit));
      return runOf(data);
    } catch (error) {
      throw explain(what, dispatch, error);
    }
  });
}

/** What is wrong with the workflow is for whoever looks after the repository to repair. */
function explain(what: string, { workflow, ref }: Dispatch, cause: unknown): unknown {
  const status = failureStatus(cause);
  if (status === 404) {
    return new UserError(`Cannot ${what}: GitHub does not find it on ${ref}`, {
      code: "github_failed",
      hint: `Add .github/workflows/${workflow} to that branch, and see that \`actions: write\` is granted.`,
      cause,
    });
  }
  if (status !== 400 && status !== 422) return cause;
  return new UserError(`Cannot ${what}: GitHub refuses it`, {
    code: "github_failed",
    hint: "See that it is not disabled, and that it has the trigger workflow_dispatch with the inputs of the example.",
    cause,
  });
}

/** Servers that refuse to be asked which run it became. */
const withoutDetails = new Set<string>();

/** An older server refuses what it does not know, and has started nothing then. */
async function sendAsKnown<T>(send: (asksForDetails: boolean) => Promise<T>, host: string): Promise<T> {
  if (withoutDetails.has(host)) return send(false);
  try {
    return await send(true);
  } catch (error) {
    const status = failureStatus(error);
    if (status !== 400 && status !== 422) throw error;
    const answer = await send(false);
    withoutDetails.add(host);
    return answer;
  }
}

function hostOf(octokit: GitHubClient): string {
  return octokit.request.endpoint.DEFAULTS.baseUrl;
}

/** Octokit's type does not know the answer without a body. */
function runOf(data: unknown): DispatchedRun | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  if (!("workflow_run_id" in data) || !("html_url" in data)) return undefined;
  const { workflow_run_id: runId, html_url: url } = data;
  return typeof runId === "number" && typeof url === "string" ? { runId, url } : undefined;
}
