/**
 * The lock's commands. `lock` and `abort` only stop things, and stopping waits for nobody: they are carried out at once.
 * `unlock` and `continue` let things happen, so they become requests that wait for approval.
 */
import { createHash } from "node:crypto";
import type { Command, LockCommand, OperationCommand, Risk } from "../../chatops/command.ts";
import { formatCommand } from "../../chatops/format-command.ts";
import { parseCommand } from "../../chatops/parse-command.ts";
import { riskOf } from "../../chatops/risk-of.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { UserError } from "../../errors.ts";
import { recordedCommand } from "../../operate/recorded-command.ts";
import type { ClusterLock, LockState } from "../../operation/cluster-lock.ts";
import type { OperationRecord } from "../../operation/operation-record.ts";
import type { SafeAnswer } from "../../report/render-answers.ts";
import type { DispatchTask } from "../choose-task.ts";
import { checkRun, refuseFork, refuseLaterPush } from "../operate/check-origin.ts";
import { type Approval, chooseApproval, environmentOf } from "../operate/choose-approval.ts";
import { openCluster } from "../operate/open-cluster.ts";
import { requestOf } from "../request/request-of.ts";
import { findVerdict, requireApproved } from "../request/require-verdict.ts";
import type { RunContext } from "../run-context.ts";
import type { Asking } from "./asking.ts";
import { handOn, shortDigest, waitForWord } from "./hand-on.ts";
import { clusterOf } from "./plan-operation.ts";
import { requirePermission } from "./require-permission.ts";

type Named = LockCommand & { readonly cluster?: string };

export async function answerLockCommand(
  command: Named,
  number: number,
  asking: Asking,
  run: RunContext,
): Promise<readonly SafeAnswer[]> {
  const { ask } = asking;
  const cluster = await clusterOf(command, asking, run);
  const isHandedOn = command.name === "continue" && ask.kind === "dispatch" && ask.byProgram;
  if (!isHandedOn) await requirePermission(command, cluster, asking);
  const target = await asking.target();
  refuseFork(target);
  checkRun(target, run);
  const opened = await openCluster(cluster, run.filesAt(target.settingsSha), run);
  try {
    const { lock } = opened.write;
    if (command.name === "lock") return [await takeLock(command, lock, asking, run)];
    if (command.name === "abort") return [await abort(lock, asking, run)];
    await refuseLaterPush(ask, target, run);
    const state = await lock.read({ signal: run.signal });
    const found = command.name === "unlock" ? heldLock(state) : await brokenOff(state, cluster, asking);
    const approval = chooseApproval(cluster, found.risk, ask);
    const wanted = { number, command: formatCommand(command), cluster: cluster.name, ...found.bound };
    const judged = { approval, command: found.command ?? command, cluster };
    return [said(`${found.message} ${await passOn(wanted, judged, asking, run)}`, run)];
  } finally {
    opened.close();
  }
}

async function takeLock(
  { reason }: Extract<Named, { name: "lock" }>,
  lock: ClusterLock,
  { ask }: Asking,
  run: RunContext,
): Promise<SafeAnswer> {
  const { login, id } = ask.author;
  const { runUrl } = run.report;
  const holder = { name: login, identity: `github-${id}`, ...(runUrl !== undefined && { url: runUrl }) };
  await lock.lockFor(holder, reason, { signal: run.signal });
  return said("The cluster is locked: no operation starts until `/talos unlock`.", run);
}

async function abort(lock: ClusterLock, { ask }: Asking, run: RunContext): Promise<SafeAnswer> {
  const isHeard = await lock.requestAbort(ask.author.login, { signal: run.signal });
  return said(
    isHeard
      ? "The running operation was asked to start no further node. The node in hand is brought to its end."
      : "Nothing is running.",
    run,
  );
}

interface Judged {
  readonly approval: Approval;
  /** What whoever approves needs the right to. */
  readonly command: Command;
  readonly cluster: Cluster;
}

/** @returns what happens next, in a sentence */
async function passOn(
  wanted: Parameters<typeof handOn>[0],
  { approval, command, cluster }: Judged,
  asking: Asking,
  run: RunContext,
): Promise<string> {
  const { digest } = wanted;
  if (approval.kind !== "comment") {
    handOn(wanted, approval, asking);
    return waitsText(environmentOf(approval));
  }
  const verdict = await findVerdict(asking.ask, run);
  if (verdict === undefined && asking.ask.kind === "request") {
    waitForWord(wanted, asking);
    return `It waits for another person, who comments \`/talos approve ${shortDigest(digest)}\` or \`/talos reject\`.`;
  }
  const { login } = await requireApproved(verdict, { command, cluster, digest }, asking, run);
  handOn(wanted, approval, asking);
  return `Approved by ${login}. It starts now.`;
}

interface Found {
  readonly message: string;
  readonly risk: Risk;
  /** What goes on, of an operation that was broken off. */
  readonly command?: Command;
  /** What the approval is bound to. */
  readonly bound: { readonly sha: string; readonly digest: string };
}

/** Bound to the very lock that was seen: another one is not let go by this approval. */
function heldLock(state: LockState): Found {
  if (state.kind === "free") {
    throw new UserError("Cannot unlock: the lock is free", { code: "nothing_to_continue" });
  }
  const why = state.kind === "person" && state.reason !== undefined ? ` (${state.reason})` : "";
  return {
    risk: "change",
    message: `${state.holder.name} holds the lock since ${state.since}${why}.`,
    bound: { sha: "0".repeat(40), digest: lockDigest(state) },
  };
}

export function lockDigest(state: LockState): string {
  const seen = state.kind === "free" ? ["free"] : [state.kind, state.holder.identity, state.since];
  return createHash("sha256").update(JSON.stringify(seen)).digest("hex");
}

async function brokenOff(state: LockState, cluster: Cluster, asking: Asking): Promise<Found> {
  const record = recordOf(state);
  if (record === undefined) {
    throw new UserError("Cannot continue: no operation was broken off", { code: "nothing_to_continue" });
  }
  checkHandedOver(record, asking.ask);
  const { command, risk } = await requireRightToContinue(record, cluster, asking);
  const left = record.nodes
    .filter(({ state: node }) => node !== "done" && node !== "unchanged")
    .map(({ name }) => name);
  return {
    risk,
    command,
    message: `Operation ${record.id} (${record.command}) by ${record.requester} goes on with ${left.join(", ") || "its end"}.`,
    bound: { sha: record.revision, digest: record.digest },
  };
}

/**
 * Whoever continues an operation needs the right to what it does. Its journal is no proof that anybody had that: it lies
 * in the cluster, where others can write, too.
 *
 * @throws UserError `permission_denied`, `nothing_to_continue`
 */
export async function requireRightToContinue(
  record: OperationRecord,
  cluster: Cluster,
  asking: Asking,
): Promise<{ readonly command: OperationCommand; readonly risk: Risk }> {
  const { ask } = asking;
  const command = recordedCommand(record);
  if (ask.kind !== "dispatch" || !ask.byProgram) await requirePermission(command, cluster, asking);
  return { command, risk: riskOf(command) };
}

/** The operation that can be continued: one that was broken off and is not running. */
export function recordOf(state: LockState): OperationRecord | undefined {
  return state.kind === "person" || (state.kind === "operation" && !state.expired) ? undefined : state.record;
}

/**
 * A run that a program started goes on with what the cluster itself says was handed over, and nothing else.
 *
 * @throws UserError `permission_denied`
 */
export function checkHandedOver(record: OperationRecord, ask: Asking["ask"]): void {
  if (ask.kind !== "dispatch" || !ask.byProgram) return;
  if (record.id === ask.operation && record.state === "handed-over" && isOfRequest(record, ask)) return;
  throw new UserError("Cannot continue for a program what was not handed over to it", { code: "permission_denied" });
}

/** Where the bot's request is named, the operation has to be the one that was begun for it. */
function isOfRequest({ command }: OperationRecord, ask: DispatchTask): boolean {
  const asked = requestOf(ask)?.stored.record.command;
  return asked === undefined || asked === command || parsesAs(asked, "continue");
}

function parsesAs(line: string, name: Command["name"]): boolean {
  const parsed = parseCommand(line);
  return parsed.kind === "command" && parsed.command.name === name;
}

function waitsText(environment: string): string {
  return environment === ""
    ? "It starts now."
    : `It waits for approval in the environment ${environment}: open the workflow run, choose Review deployments.`;
}

function said(message: string, { redactor }: RunContext): SafeAnswer {
  return { kind: "said", message: redactor.text(message) };
}
