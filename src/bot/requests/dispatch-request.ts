/** A request gets its one workflow run: adopted where one was started already, else started, then bound. */
import { type DispatchedRun, dispatchWorkflow } from "../../adapters/github/dispatch-workflow.ts";
import { findRun } from "../../adapters/github/find-run.ts";
import { isLost, isRefused } from "../../adapters/github/github-error.ts";
import { bindRun, readRequest } from "../../adapters/github/request-store.ts";
import { cancelRun } from "../../adapters/github/workflow-run.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import { UserError } from "../../errors.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";
import { noteOpen } from "../follow/open-requests.ts";
import { endRequest } from "./end-request.ts";

export interface DispatchPlace {
  /** File in `.github/workflows`. */
  readonly workflow: string;
  /** The default branch. */
  readonly branch: string;
}

/**
 * Whoever binds last counts; every other run finds another one bound and refuses itself. A workflow that cannot be started
 * concludes the request.
 *
 * @param mayHaveRun somebody else, or this program before it ended, may have started a run for it
 * @returns why no run was started, undefined when all is well
 * @throws UserError `github_failed` for what passes: deliver it again
 */
export async function dispatchRequest(
  request: StoredRequest,
  { workflow, branch, mayHaveRun }: DispatchPlace & { readonly mayHaveRun: boolean },
  event: Pick<BotEvent, "github" | "log">,
  parts: BotParts,
): Promise<UserError | undefined> {
  const { github, log } = event;
  const { signal } = parts;
  const wanted = { workflow, branch, requestId: request.id, startedBy: request.appLogin };
  const adopted = mayHaveRun ? await findRun(github, wanted, { signal }) : undefined;
  try {
    const run = adopted ?? (await startRun(request, wanted, event, parts));
    if (run === undefined) {
      log.warn("The run that was started is not listed yet", { request: request.id });
      return undefined;
    }
    await bind(request, run, event, parts);
  } catch (error) {
    if (!isRefused(error) || !(error instanceof UserError)) throw error;
    log.failure("No run could be started for the request", error, { request: request.id });
    await endRequest(request, "not_dispatched", event, parts, error);
    return error;
  }
  noteOpen(request.id, event, parts);
  parts.metrics.dispatched((parts.now() - Date.parse(request.record.askedAt)) / 1000);
  return undefined;
}

/** Where the answer is lost the run may be there: it waits a minute to be bound, and is looked for before another is started. */
async function startRun(
  { id, record }: StoredRequest,
  wanted: Wanted,
  event: Pick<BotEvent, "github">,
  parts: BotParts,
): Promise<DispatchedRun | undefined> {
  const { github } = event;
  const { workflow, branch } = wanted;
  const dispatch = { workflow, ref: branch, inputs: { "request-id": String(id), command: record.command } };
  try {
    const told = await dispatchWorkflow(github, dispatch, parts);
    return told ?? (await awaitRun(wanted, event, parts));
  } catch (error) {
    if (!isLost(error)) throw error;
    const found = await awaitRun(wanted, event, parts);
    return found ?? dispatchWorkflow(github, dispatch, parts);
  }
}

/** Somebody else may have bound another run meanwhile: then this one is surplus. */
async function bind(
  { id }: StoredRequest,
  run: DispatchedRun,
  { github, log }: Pick<BotEvent, "github" | "log">,
  { metrics, signal }: BotParts,
): Promise<void> {
  const before = await readRequest(github, id, { signal });
  const isFree = before !== undefined && before.runId === undefined && before.status !== "completed";
  if (isFree) await bindRun(github, before, run.url, { signal });
  const bound = await readRequest(github, id, { signal });
  if (bound?.runId === run.runId) {
    log.info("A run was started for the request", { request: id, run: run.runId });
    metrics.request("dispatched");
    return;
  }
  log.info("The run is surplus: the request has another one", { request: id, run: run.runId });
  await cancelRun(github, run.runId, { signal });
}

type Wanted = Parameters<typeof findRun>[1];

const looks = 6;
const lookEveryMs = 2_000;

/** Older servers do not tell which run it became; it is listed some seconds later. */
async function awaitRun(
  wanted: Wanted,
  { github }: Pick<BotEvent, "github">,
  { signal, sleep }: BotParts,
): Promise<DispatchedRun | undefined> {
  for (let look = 1; look <= looks; look++) {
    const found = await findRun(github, wanted, { signal });
    if (found !== undefined) return found;
    await sleep(lookEveryMs, signal);
  }
  return undefined;
}
