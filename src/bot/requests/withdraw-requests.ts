import { readHeadsSince } from "../../adapters/github/head-history.ts";
import { readPullRequest } from "../../adapters/github/pull-request.ts";
import { readComment } from "../../adapters/github/read-comment.ts";
import { cancelRun, listJobs } from "../../adapters/github/workflow-run.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";
import type { EditWork } from "./choose-work.ts";
import { endRequest } from "./end-request.ts";
import { isFrom, listKnownRequests } from "./known-requests.ts";

/**
 * A comment was edited or deleted, if GitHub says so, too: what it asked for and has not begun to be carried out is taken back. What has begun is
 * brought to its end (`abort` stops that). An edit never starts anything.
 *
 * @throws UserError `github_failed` for what passes: deliver it again
 */
export async function withdrawRequests(
  { number, commentId, createdAt }: EditWork,
  event: BotEvent,
  parts: BotParts,
): Promise<void> {
  const { github } = event;
  const { appId, signal } = parts;
  const changed = changedOf(parts);
  const { owner, repo } = github.at;
  const key = `${owner}/${repo} ${commentId}`;
  if (changed.has(key)) return;
  const comment = await readComment(github, commentId, { signal });
  if (comment !== undefined && !comment.edited) return;
  const pull = await readPullRequest(github, number, { signal });
  const where = { branch: pull.headRef, since: createdAt };
  const heads = pull.fork ? [] : await readHeadsSince(github, where, { signal });
  const requests = await listKnownRequests(github, { shas: [pull.headSha, ...heads], appId }, { signal });
  const open = requests.filter(({ status }) => status !== "completed");
  for (const request of open.filter((one) => isFrom({ kind: "comment", commentId }, one))) {
    await withdraw(request, event, parts);
  }
  changed.add(key);
  const [oldest] = changed;
  if (changed.size > mostRemembered && oldest !== undefined) changed.delete(oldest);
}

/**
 * Comments of which everything was taken back, as this process remembers: they never ask for anything again, and a stranger may
 * edit his own as often as he likes.
 */
const known = new WeakMap<BotParts, Set<string>>();
const mostRemembered = 5_000;

function changedOf(parts: BotParts): Set<string> {
  const changed = known.get(parts) ?? new Set();
  known.set(parts, changed);
  return changed;
}

/** Concluded first: what the run's end tells then changes nothing more. */
async function withdraw(request: StoredRequest, event: BotEvent, parts: BotParts): Promise<void> {
  const { github } = event;
  const { runId } = request;
  const { signal } = parts;
  if (runId !== undefined && (await hasBegun(runId, event, parts))) return;
  await endRequest(request, "comment_changed", event, parts);
  if (runId !== undefined) await cancelRun(github, runId, { signal });
}

/** Phase plan reads; every job after it carries something out. */
async function hasBegun(runId: number, { github }: BotEvent, { signal }: BotParts): Promise<boolean> {
  const jobs = await listJobs(github, runId, { signal });
  return jobs.some(({ name, hasRunner }) => hasRunner && !/(^|\/ )plan$/.test(name));
}
