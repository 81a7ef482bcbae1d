/** `/talos approve` and `/talos reject`: a person's word on another's request is judged, written down once, and acted upon. */
import { readLastPush } from "../../adapters/github/last-push.ts";
import type { PullRequest } from "../../adapters/github/pull-request.ts";
import { createVerdict, listVerdicts } from "../../adapters/github/verdict-store.ts";
import type { VerdictCommand } from "../../chatops/command.ts";
import { decidePermission, type PermissionDecision } from "../../chatops/decide-permission.ts";
import {
  decideVerdict,
  type VerdictDecision,
  type VerdictRefusal,
  type WaitingRequest,
} from "../../chatops/decide-verdict.ts";
import type { Rights } from "../../chatops/judge-standing.ts";
import { parseCommand } from "../../chatops/parse-command.ts";
import type { Identity } from "../../chatops/permission.ts";
import type { RequestRecord } from "../../chatops/request-record.ts";
import { selectorsOf } from "../../chatops/selectors-of.ts";
import type { VerdictRecord } from "../../chatops/verdict-record.ts";
import type { Settings } from "../../cluster/cluster.ts";
import { selectNodes } from "../../cluster/select-nodes.ts";
import { UserError } from "../../errors.ts";
import type { BotParts } from "../bot-parts.ts";
import { followRequest } from "./follow-request.ts";
import type { Follower } from "./follower.ts";
import { listWaiting, type Waiting } from "./list-waiting.ts";

/** The comment, and who wrote it: a person who may ask for something here. */
export interface VerdictComment {
  readonly id: number;
  /** Which of the comment's commands, from 1. */
  readonly number: number;
  /** ISO 8601, whole seconds. */
  readonly createdAt: string;
  readonly asker: Identity;
  readonly pull: PullRequest;
  readonly settings: Settings;
  /** Of each cluster in the settings, by its name. */
  readonly rights: ReadonlyMap<string, Rights>;
}

export type VerdictAnswer =
  /** Sentences for whoever commented; they may quote names. */
  { readonly kind: "taken"; readonly message: string; readonly hint?: string } | VerdictRefusal;

/**
 * Doing it again with the same comment changes nothing and gives the same answer.
 *
 * @throws UserError `github_failed`: to be tried again when the delivery comes again
 */
export async function giveVerdict(
  command: VerdictCommand,
  comment: VerdictComment,
  follower: Follower,
  parts: BotParts,
): Promise<VerdictAnswer> {
  const { github } = follower;
  const { pull, asker } = comment;
  const [found, push] = await Promise.all([
    listWaiting(github, pull, parts),
    readLastPush(github, pull.headRef, parts),
  ]);
  const waiting = found.map((one) => ({ ...one, right: rightTo(one.request.record, comment) }));
  const now = new Date(parts.now()).toISOString();
  const question = { command, person: asker, comment, headSha: pull.headSha, lastPushAt: push?.at, now };
  const decision = decideVerdict(question, waiting);
  await followLate(found, now, follower, parts);
  return act(decision, comment, follower, parts);
}

/** A request that has waited too long is concluded by whatever touches it. */
async function followLate(found: readonly Waiting[], now: string, follower: Follower, parts: BotParts): Promise<void> {
  for (const { request } of found) {
    const isLate = Date.parse(request.record.expiresAt) <= Date.parse(now);
    if (isLate && request.status !== "completed") await followRequest(request.id, follower, parts);
  }
}

function rightTo(record: RequestRecord, { settings, rights }: VerdictComment): PermissionDecision {
  const denied = (reason: string) => ({ kind: "denied", rule: undefined, reason }) as const;
  const cluster = settings.clusters.find(({ name }) => name === record.cluster);
  const own = rights.get(cluster?.name ?? "");
  const parsed = parseCommand(`/talos ${record.command}`);
  if (cluster === undefined || own === undefined) return denied("Its cluster is not in the settings any more");
  if (parsed.kind === "problem") return denied("It is no command any more");
  try {
    const selectors = selectorsOf(parsed.command);
    const nodes = selectors.length === 0 ? [] : selectNodes(cluster.name, cluster.nodes, selectors);
    const roles = nodes.map(({ role }) => role);
    return decidePermission(parsed.command, own.person, own.rules, roles);
  } catch (error) {
    if (error instanceof UserError) return denied("Its nodes are not there any more");
    throw error;
  }
}

async function act(
  decision: VerdictDecision,
  comment: VerdictComment,
  follower: Follower,
  parts: BotParts,
): Promise<VerdictAnswer> {
  if (decision.kind === "refused") {
    parts.metrics.request(decision.code);
    return decision;
  }
  const { request } = decision.waiting;
  const verdict =
    decision.kind === "known" ? decision.waiting.verdict : await write(decision, comment, follower, parts);
  if (verdict === undefined) throw new Error("a verdict that was written down is found again");
  await followRequest(request.id, follower, parts);
  return isBy(verdict, comment) ? taken(verdict, request.record) : given(verdict, request.record);
}

/** @returns the word that counts: of two at the same moment the first that was written down */
async function write(
  { waiting, verdict }: { readonly waiting: WaitingRequest; readonly verdict: VerdictRecord["verdict"] },
  { id: commentId, number, asker, createdAt: at }: VerdictComment,
  { github, log }: Follower,
  parts: BotParts,
): Promise<VerdictRecord | undefined> {
  const { request, digest } = waiting;
  const person = { id: asker.id, login: asker.login };
  const record: VerdictRecord = { version: 1, verdict, request: request.id, digest, person, commentId, number, at };
  const sha = request.record.headSha;
  await createVerdict(github, { sha, record }, parts);
  log.info("A verdict was written down", { request: request.id, verdict });
  const [first] = await listVerdicts(github, { sha, appId: parts.appId, request: request.id }, parts);
  return first?.record;
}

function isBy({ commentId, number }: VerdictRecord, comment: VerdictComment): boolean {
  return commentId === comment.id && number === comment.number;
}

function taken({ verdict }: VerdictRecord, { command }: RequestRecord): VerdictAnswer {
  return verdict === "approved"
    ? {
        kind: "taken",
        message: `${command} is approved`,
        hint: "It is carried out now, once everything was checked again.",
      }
    : { kind: "taken", message: `${command} is rejected`, hint: "Nothing was changed." };
}

function given({ verdict, person }: VerdictRecord, { command }: RequestRecord): VerdictRefusal {
  return { kind: "refused", code: "verdict_given", message: `${command} was ${verdict} by ${person.login} already` };
}
