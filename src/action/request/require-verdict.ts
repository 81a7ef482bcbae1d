/** Another person's word on a request: the bot wrote it down, and here it is looked at as if nobody had. */

import { listVerdicts } from "../../adapters/github/verdict-store.ts";
import type { Command } from "../../chatops/command.ts";
import { askAgain } from "../../chatops/refusals.ts";
import { riskOf } from "../../chatops/risk-of.ts";
import type { StoredVerdict, VerdictRecord } from "../../chatops/verdict-record.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { UserError } from "../../errors.ts";
import type { Asking } from "../ask/asking.ts";
import { decideFor } from "../ask/require-permission.ts";
import type { Ask } from "../choose-task.ts";
import type { RunContext } from "../run-context.ts";
import { changed, readSaid } from "./check-source.ts";
import type { OpenedRequest } from "./opened-request.ts";
import { requesterOf, requestOf } from "./request-of.ts";

/** The word that counts, the first; undefined where nobody has spoken, or there is no request. */
export async function findVerdict(ask: Ask, { github, signal }: RunContext): Promise<StoredVerdict | undefined> {
  const request = requestOf(ask);
  if (request === undefined) return undefined;
  const { stored, appId } = request;
  const [first] = await listVerdicts(github, { sha: stored.sha, appId, request: stored.id }, { signal });
  return first;
}

interface Approvable {
  readonly command: Command;
  readonly cluster: Cluster;
  /** Of what would be carried out; left out where nothing is to be compared yet. */
  readonly digest?: string;
}

/**
 * @returns who approved
 * @throws UserError `approval_missing`, `comment_changed`, `permission_denied`, `plan_changed`
 */
export async function requireApproved(
  verdict: StoredVerdict | undefined,
  { command, cluster, digest }: Approvable,
  asking: Asking,
  run: RunContext,
): Promise<VerdictRecord["person"]> {
  const request = requestOf(asking.ask);
  if (verdict === undefined || request === undefined) throw missing("nobody has approved it");
  const { record } = verdict;
  const { person } = record;
  if (record.verdict === "rejected") throw missing(`${person.login} has rejected it`);
  if (person.id === requesterOf(asking.ask).id) throw missing("nobody but the person who asked for it has approved it");
  await checkWord(record, command, request, run);
  await requireRight(person, { command, cluster }, asking);
  if (digest !== undefined && digest !== record.digest) {
    throw new UserError("Cannot carry this out: what was approved is another plan", {
      code: "plan_changed",
      hint: askAgain,
    });
  }
  return person;
}

/** What was said, where it was said. */
async function checkWord(
  record: VerdictRecord,
  command: Command,
  { stored }: OpenedRequest,
  run: RunContext,
): Promise<void> {
  const { commentId, digest, number, person } = record;
  const { askedAt, pullRequest } = stored.record;
  const said = await readSaid({ commentId, number, pullRequest, author: person.id, since: askedAt }, run);
  const isWord = said?.kind === "command" && said.command.name === "approve";
  if (!isWord || !digest.startsWith(said.command.plan ?? "")) throw changed("it does not approve this any more");
  if (said.command.plan === undefined && riskOf(command) === "destroy") throw missing("nobody has named its plan");
}

/** Whoever lets something happen needs the right to it, still. */
async function requireRight(
  person: VerdictRecord["person"],
  { command, cluster }: Approvable,
  asking: Asking,
): Promise<void> {
  const decision = decideFor(command, cluster, await asking.rightsOf(person, cluster));
  if (decision.kind === "allowed") return;
  throw new UserError(`${person.login} may not approve ${command.name} on ${cluster.name}. ${decision.reason}`, {
    code: "permission_denied",
    hint: "Somebody has to approve it who may ask for it.",
  });
}

function missing(reason: string): UserError {
  return new UserError(`Cannot carry this out: ${reason}`, {
    code: "approval_missing",
    hint: "Give the command again, as a new comment, and have another person approve it.",
  });
}
