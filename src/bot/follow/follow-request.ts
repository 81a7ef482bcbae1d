/**
 * Brings what is shown of a request up to what GitHub says of it, and starts or binds what comes next. Events only name the
 * request: lost, doubled and reordered ones, restarts and several processes end in the same state.
 */
import { readRequest, showRequest } from "../../adapters/github/request-store.ts";
import { cancelRun } from "../../adapters/github/workflow-run.ts";
import { judgeProgress, type RequestProgress } from "../../chatops/judge-progress.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { RequestTruth } from "../../chatops/request-truth.ts";
import type { RequestView } from "../../report/request/request-view.ts";
import { viewRequest } from "../../report/request/view-request.ts";
import type { BotParts } from "../bot-parts.ts";
import { dispatchNext } from "../requests/dispatch-next.ts";
import { answerPendingRules } from "./answer-pending-rules.ts";
import { bindNextRun } from "./bind-next-run.ts";
import { createCoalesced } from "./coalesce.ts";
import type { Follower } from "./follower.ts";
import { noteOpen, noteOver } from "./open-requests.ts";
import { reactToRequest } from "./react-to-request.ts";
import { type ReadTruth, readTruth } from "./read-truth.ts";

/** Of one process: two of them may follow the same request at once, which does no harm. */
const following = new WeakMap<BotParts, ReturnType<typeof createCoalesced>>();

/**
 * @param id of the request's check run
 * @throws UserError `github_failed`: to be tried again with the next delivery
 */
export async function followRequest(id: number, follower: Follower, parts: BotParts): Promise<void> {
  const turns = following.get(parts) ?? createCoalesced();
  following.set(parts, turns);
  const { owner, repo } = follower.github.at;
  await turns.run(`${owner}/${repo}#${id}`, () => follow(id, follower, parts));
}

/** Enough for every run and verdict that a request can have; what is not done then, the next event does. */
const maxRounds = 12;

/** Another process may write an older view over this one's; GitHub may also give back another spelling than it was sent. */
const maxRepeats = 3;

/** GitHub may show that a job is over a moment before it shows what the job told. */
const pausesMs = [1_000, 3_000];

async function follow(id: number, follower: Follower, parts: BotParts): Promise<void> {
  let memory: Memory = { pauses: 0, repeats: 0 };
  for (let round = 0; round < maxRounds; round += 1) {
    const request = await readRequest(follower.github, id, parts);
    if (request === undefined || request.appId !== parts.appId) return noteOver(id, follower, parts);
    // A completed request is never opened again; what one process has written over another's last word is put right.
    const isOver = request.status === "completed" && memory.view === undefined;
    const next = isOver ? "settled" : await takeRound(request, memory, follower, parts);
    if (next === "settled") return settle(request, follower, parts);
    memory = next;
  }
  follower.log.warn("A request did not come to rest", { request: id });
}

async function settle(request: StoredRequest, follower: Follower, parts: BotParts): Promise<void> {
  if (request.status !== "completed") return noteOpen(request.id, follower, parts);
  noteOver(request.id, follower, parts);
  await conclude(request, follower, parts);
}

/** What was done in the rounds before. */
interface Memory {
  readonly pauses: number;
  /** The view that was written last, and how often in a row. */
  readonly view?: RequestView;
  readonly repeats: number;
}

/** @returns `settled` when all is as it should be */
async function takeRound(
  request: StoredRequest,
  memory: Memory,
  follower: Follower,
  parts: BotParts,
): Promise<Memory | "settled"> {
  const read = await readTruth(follower.github, request, parts);
  const progress = judgeProgress(request.record, read.truth);
  const pause = pausesMs[memory.pauses];
  if (pause !== undefined && isSilent(progress, read.truth)) {
    await parts.sleep(pause, parts.signal);
    return { ...memory, pauses: memory.pauses + 1 };
  }
  if (await goOn(request, read, progress, follower, parts)) return memory;
  const view = viewRequest(request.record, read.truth);
  const repeats = isSame(memory.view, view) ? memory.repeats + 1 : 0;
  if (isShown(request, view) || repeats > maxRepeats) return "settled";
  await endRun(read.truth, progress, follower, parts);
  await parts.paced.finish(`request ${request.id}`, () => showRequest(follower.github, request, view, parts));
  if (progress.kind !== "ended") await reactToRequest(request, view.reaction, follower, parts);
  else if (request.status !== "completed") parts.metrics.request(progress.outcome);
  return { ...memory, view, repeats };
}

/** It is over without a word of what it did. */
function isSilent(progress: RequestProgress, { run }: RequestTruth): boolean {
  const hasWorked = run?.kind === "found" && [run.plan, run.operate].some((job) => job?.conclusion === "success");
  return progress.kind === "ended" && progress.outcome === "failed" && progress.code === undefined && hasWorked;
}

/** @returns whether another run is bound now, so that all has to be looked at again */
async function goOn(
  request: StoredRequest,
  { run, truth }: ReadTruth,
  progress: RequestProgress,
  { github, log }: Follower,
  parts: BotParts,
): Promise<boolean> {
  if (progress.kind === "in-review") await answerPendingRules({ request, truth, run }, { github, log }, parts);
  if (run === undefined || request.status === "completed") return false;
  if (progress.kind !== "approved" && progress.kind !== "handed-over") return false;
  return bindNextRun(github, { request, run, progress }, parts);
}

function isShown({ status, conclusion, shown }: StoredRequest, view: RequestView): boolean {
  if (status !== "completed" && view.status === "completed") return false;
  // Another process has concluded it by a later truth: that stands.
  if (status === "completed" && conclusion !== view.conclusion) return true;
  return shown !== undefined && isSame(shown, view);
}

type Text = Pick<RequestView, "title" | "summary">;

function isSame(one: Text | undefined, other: Text): boolean {
  return one !== undefined && plain(one.title) === plain(other.title) && plain(one.summary) === plain(other.summary);
}

function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}

/** Rejected by a comment, or too late: its run must not wait for somebody who lets it go on after all. */
async function endRun(
  { run }: RequestTruth,
  progress: RequestProgress,
  { github }: Follower,
  parts: BotParts,
): Promise<void> {
  if (progress.kind !== "ended" || progress.begun || run?.kind !== "found" || run.status === "completed") return;
  if (progress.outcome === "rejected" || progress.outcome === "expired") await cancelRun(github, run.id, parts);
}

/** What follows from the end of a request; doing it twice changes nothing. */
async function conclude(request: StoredRequest, follower: Follower, parts: BotParts): Promise<void> {
  const reaction = request.conclusion === "success" ? "+1" : "-1";
  await reactToRequest(request, reaction, follower, parts);
  await dispatchNext(request, follower, parts);
}
