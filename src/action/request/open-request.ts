/**
 * A request's id in, the wish that it stands for out. Nothing that the run was handed is trusted: the record is the bot's
 * own, this run is the one that the bot started for it, and everything that the record says still holds.
 */

import { type DefaultBranch, readDefaultBranch } from "../../adapters/github/commits.ts";
import { listRequests, readRequest } from "../../adapters/github/request-store.ts";
import { askAgain } from "../../chatops/refusals.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import { readSettings } from "../../cluster/read-settings.ts";
import { UserError } from "../../errors.ts";
import type { Pace } from "../../operation/pace.ts";
import type { Ask, DispatchTask, RequestAsk, RequestTask } from "../choose-task.ts";
import { checkRun } from "../operate/check-origin.ts";
import { resolveTarget } from "../resolve-target.ts";
import type { RunContext } from "../run-context.ts";
import { checkSource } from "./check-source.ts";

/** A run that the bot started for a request, or one that goes on with an operation that was begun for it. */
export type RequestedTask = RequestTask | (DispatchTask & { readonly requestId: number });

export type Opening =
  | { readonly kind: "opened"; readonly ask: Ask }
  | {
      readonly kind: "refused";
      readonly error: UserError;
      /** Where this run is the one that may speak for the request. */
      readonly stored?: StoredRequest;
    };

/** Never rejects for what a person can repair. */
export async function openRequest(task: RequestedTask, pace: Pace, run: RunContext): Promise<Opening> {
  let own: StoredRequest | undefined;
  try {
    const branch = await readDefaultBranch(run.github, { signal: run.signal });
    const appId = await readAppId(branch, run);
    const stored = await readGenuine(task.requestId, appId, run);
    if (task.kind === "dispatch") return { kind: "opened", ask: { ...task, request: { stored, appId } } };
    refusePerson(task);
    if (isOwn(stored, run)) own = stored;
    checkRun({ defaultBranch: branch }, run);
    own ??= await waitUntilBound(task.requestId, appId, pace, run);
    await checkStanding(own, appId, pace, run);
    const ask = askOf(own, appId);
    await resolveTarget(run.github, ask, { signal: run.signal });
    await checkSource(own.record, run);
    return { kind: "opened", ask };
  } catch (error) {
    run.signal.throwIfAborted();
    if (!(error instanceof UserError)) throw error;
    return { kind: "refused", error, ...(own && { stored: own }) };
  }
}

/** Which App is the bot's, the default branch says: a request is worth nothing without it. */
async function readAppId({ sha }: DefaultBranch, { filesAt, inputs, signal }: RunContext): Promise<number> {
  const { bot } = await readSettings(filesAt(sha), { path: inputs.settingsPath, signal });
  if (bot !== undefined) return bot.appId;
  throw unknown("the settings name no bot", "Add `bot:` with the number of its App to the settings.");
}

async function readGenuine(id: number, appId: number, { github, signal }: RunContext): Promise<StoredRequest> {
  const stored = await readRequest(github, id, { signal });
  if (stored?.appId === appId) return stored;
  throw unknown(stored === undefined ? "there is none of this number" : "it is not the bot's");
}

/** Anybody who may write can start the workflow by hand, with any input. */
function refusePerson({ byProgram }: RequestTask): void {
  if (!byProgram) throw unknown("a person started this run", "Give the command as a comment on the pull request.");
}

function isOwn({ runId }: StoredRequest, { environment }: RunContext): boolean {
  return runId !== undefined && String(runId) === environment["GITHUB_RUN_ID"];
}

const bindingMs = 60_000;
const lookEveryMs = 2_000;

/**
 * The bot learns the run's id from the answer to its dispatch, and writes it down after that: the run can be quicker. Nobody
 * else can, so a run that was started by hand or replayed waits in vain.
 */
async function waitUntilBound(id: number, appId: number, pace: Pace, run: RunContext): Promise<StoredRequest> {
  const deadline = pace.now() + bindingMs;
  while (pace.now() < deadline) {
    const stored = await readGenuine(id, appId, run);
    if (isOwn(stored, run)) return stored;
    await pace.sleep(lookEveryMs, run.signal);
  }
  throw unknown("the bot started another run for it", "Only that run carries it out; this one does nothing.");
}

/** @throws UserError `request_unknown`, `request_expired` */
async function checkStanding(own: StoredRequest, appId: number, pace: Pace, run: RunContext): Promise<void> {
  const { github, signal } = run;
  const { expiresAt } = own.record;
  if (own.status === "completed") throw expired("it is concluded already");
  if (pace.now() >= Date.parse(expiresAt)) throw expired(`it was good until ${expiresAt}`);
  const requests = await listRequests(github, { sha: own.sha, appId }, { signal });
  const first = requests.find(({ key }) => key === own.key);
  if (first?.id !== own.id) throw unknown("the same command was written down before", "That one is carried out.");
}

function askOf(stored: StoredRequest, appId: number): RequestAsk {
  const { command, pullRequest, requester } = stored.record;
  const commands = [{ text: command, line: 1 }];
  return { kind: "request", request: { stored, appId }, number: pullRequest, author: requester, commands };
}

function unknown(reason: string, hint?: string): UserError {
  return new UserError(`Cannot go by the request: ${reason}`, {
    code: "request_unknown",
    ...(hint !== undefined && { hint }),
  });
}

function expired(reason: string): UserError {
  return new UserError(`Cannot go by the request: ${reason}`, {
    code: "request_expired",
    hint: askAgain,
  });
}
