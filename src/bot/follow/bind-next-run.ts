/** One request may take two runs: after another person's approval, and where a runner hands over. One at a time is bound. */

import type { GitHub } from "../../adapters/github/connect-github.ts";
import { type DispatchedRun, dispatchWorkflow } from "../../adapters/github/dispatch-workflow.ts";
import { isLost } from "../../adapters/github/github-error.ts";
import { listRequestRuns, type RequestRunFound } from "../../adapters/github/list-request-runs.ts";
import { bindRun, readRequest } from "../../adapters/github/request-store.ts";
import { cancelRun, type Run } from "../../adapters/github/workflow-run.ts";
import type { RequestProgress } from "../../chatops/judge-progress.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { UserError } from "../../errors.ts";
import type { BotParts } from "../bot-parts.ts";
import { actionsBot } from "./actions-bot.ts";

interface Following {
  readonly request: StoredRequest;
  /** The one that is bound. */
  readonly run: Run;
  readonly progress: Extract<RequestProgress, { kind: "approved" | "handed-over" }>;
}

/**
 * Binds the run that goes on: after an approval one that this App dispatches, unless it has done so before; after a hand-over
 * the one that the bound run has started itself.
 *
 * @returns false where there is none yet
 * @throws UserError `github_failed`
 */
export async function bindNextRun(
  github: GitHub,
  following: Following,
  { signal }: Pick<BotParts, "signal">,
): Promise<boolean> {
  const { request, run, progress } = following;
  const [known] = await listNext(github, following, signal);
  if (known !== undefined) return bindOnly(github, following, known, signal);
  if (progress.kind === "handed-over") return false;
  const dispatch = { workflow: fileOf(run), ref: run.branch, inputs: inputsOf(request) };
  let lost: UserError | undefined;
  const dispatched = await dispatchWorkflow(github, dispatch, { signal }).catch((error: unknown) => {
    if (!isLost(error)) throw error;
    lost = error;
    return undefined;
  });
  // Another process may have done the same at the same moment: the first run is the one.
  const [first] = await listNext(github, following, signal);
  if (first === undefined && lost !== undefined) throw lost;
  const chosen = [dispatched, first].filter((one) => one !== undefined).toSorted((a, b) => a.runId - b.runId)[0];
  // The event of the run itself names it once GitHub lists it.
  if (chosen === undefined) return false;
  const bound = await bindOnly(github, following, chosen, signal);
  const isOurs = (await readRequest(github, request.id, { signal }))?.runId === dispatched?.runId;
  if (dispatched !== undefined && !isOurs) await cancelRun(github, dispatched.runId, { signal });
  return bound;
}

function inputsOf({ id, record }: StoredRequest): Readonly<Record<string, string>> {
  return { "request-id": String(id), command: record.command };
}

function fileOf({ path }: Run): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The runs for this request after the bound one, by whoever has to have started them. */
async function listNext(
  github: GitHub,
  { request, run, progress }: Following,
  signal: AbortSignal,
): Promise<readonly RequestRunFound[]> {
  const by = run.startedBy?.login;
  // Whoever a hand-over went to hands over no more.
  if (progress.kind === "handed-over" && by === actionsBot) return [];
  const starter = progress.kind === "handed-over" ? actionsBot : by;
  const place = { workflow: fileOf(run), branch: run.branch, requestId: request.id };
  const runs = await listRequestRuns(github, place, { signal });
  const next = runs.filter(({ runId, startedBy }) => runId > run.id && startedBy === starter);
  // What was over before it was bound has done nothing: it has waited in vain for a bot that was down. Another one can take its
  // place, but for the one that a runner has handed over to.
  return progress.kind === "handed-over" ? next : next.filter(({ isOver }) => !isOver);
}

/** Binds it unless the request has moved on meanwhile. */
async function bindOnly(
  github: GitHub,
  { request }: Following,
  { url }: DispatchedRun,
  signal: AbortSignal,
): Promise<boolean> {
  const now = await readRequest(github, request.id, { signal });
  if (now === undefined || now.status === "completed") return false;
  if (now.runId === request.runId) await bindRun(github, now, url, { signal });
  return true;
}
