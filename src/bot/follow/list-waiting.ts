import type { GitHub } from "../../adapters/github/connect-github.ts";
import { hasProtectionRule } from "../../adapters/github/protection-rule.ts";
import type { PullRequest } from "../../adapters/github/pull-request.ts";
import { listRequests } from "../../adapters/github/request-store.ts";
import { listVerdicts } from "../../adapters/github/verdict-store.ts";
import type { WaitingRequest } from "../../chatops/decide-verdict.ts";
import { judgeProgress } from "../../chatops/judge-progress.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { RequestTruth } from "../../chatops/request-truth.ts";
import type { VerdictRecord } from "../../chatops/verdict-record.ts";
import type { BotParts } from "../bot-parts.ts";
import { readTruth } from "./read-truth.ts";

/** One that waits, or did when somebody gave a word on it. */
export type Waiting = Omit<WaitingRequest, "right"> & { readonly request: StoredRequest };

/**
 * The requests of a pull request on its head that have been planned, and that a person's word is about: those which wait, and those
 * on which there is one already. Another pull request may have the same head: whoever speaks there has not seen these.
 *
 * @throws UserError `github_failed`
 */
export async function listWaiting(
  github: GitHub,
  { number, headSha: sha }: Pick<PullRequest, "headSha" | "number">,
  parts: BotParts,
): Promise<readonly Waiting[]> {
  const { appId } = parts;
  const [requests, verdicts] = await Promise.all([
    listRequests(github, { sha, appId }, parts),
    listVerdicts(github, { sha, appId }, parts),
  ]);
  const waiting: Waiting[] = [];
  for (const request of requests.filter(({ record }) => record.risk !== "read" && record.pullRequest === number)) {
    const verdict = verdicts.find(({ record }) => record.request === request.id)?.record;
    const found = await look(github, request, verdict, parts);
    if (found !== undefined) waiting.push(found);
  }
  return waiting;
}

async function look(
  github: GitHub,
  request: StoredRequest,
  verdict: VerdictRecord | undefined,
  parts: BotParts,
): Promise<Waiting | undefined> {
  const decided = { request, pending: [], plannedAt: undefined, approval: "comment", verdict } as const;
  if (request.status === "completed" || request.runId === undefined) {
    return verdict === undefined ? undefined : { ...decided, digest: verdict.digest };
  }
  const { truth } = await readTruth(github, request, parts);
  const planned = truth.notes.find(({ phase, outcome }) => phase === "plan" && outcome === "planned");
  const digest = verdict?.digest ?? planned?.digest;
  const progress = judgeProgress(request.record, truth);
  const waits = ["awaits-verdict", "in-review", "approved"].includes(progress.kind);
  const isLate = progress.kind === "ended" && progress.outcome === "expired";
  if (digest === undefined || !(waits || isLate || verdict !== undefined)) return undefined;
  const plannedAt = truth.run?.kind === "found" ? truth.run.plan?.completedAt : undefined;
  const approval = planned?.approval === "comment" ? "comment" : await whoseWord(github, request, truth, parts);
  return { ...decided, digest, plannedAt, approval, pending: truth.pending };
}

/** Where this App is a rule of the environment, a comment is a word to it; only what destroys needs one. */
async function whoseWord(
  github: GitHub,
  { record }: StoredRequest,
  { pending }: RequestTruth,
  { appId, signal }: BotParts,
): Promise<WaitingRequest["approval"]> {
  if (record.risk !== "destroy") return "environment";
  for (const { environment } of pending) {
    if (await hasProtectionRule(github, { environment, appId }, { signal })) return "rule";
  }
  return "environment";
}
