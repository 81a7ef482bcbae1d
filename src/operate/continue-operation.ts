/** Goes on with an operation that was broken off, handed over or stopped: what is left is decided by looking at the cluster. */
import type { Cluster } from "../cluster/cluster.ts";
import { clusterAt } from "../cluster/cluster-at.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import type { IdentifiedNode } from "../config/identify-nodes.ts";
import { UserError } from "../errors.ts";
import type { HeldLock } from "../operation/cluster-lock.ts";
import type { Reason } from "../operation/operation.ts";
import type { OperationRecord } from "../operation/operation-record.ts";
import { poll } from "../operation/poll.ts";
import { settled } from "../operation/take-turn.ts";
import { openRevision } from "../plan/open-revision.ts";
import { changedSince, describeParts } from "./compare-digests.ts";
import type { OperateOptions, OperatePorts, OperateRequest, OperationResult } from "./operate-request.ts";
import { prepare } from "./prepare.ts";
import { recordedCommand } from "./recorded-command.ts";
import { carryOut, letGo, openRun, type Run } from "./run-operation.ts";

export interface ContinueRequest {
  /** As the settings of the default branch describe it. */
  readonly cluster: Cluster;
  /** Opens the repository at the commit of the operation. */
  readonly openFiles: (revision: string) => Promise<RepositoryFiles>;
  /** As `PlanRequest.earlier`. */
  readonly earlier?: RepositoryFiles;
  /** Who asked to go on; the operation stays its first requester's. */
  readonly requester: string;
  /** Go on only with the operation of this id. */
  readonly id?: string;
}

/**
 * @throws UserError `nothing_to_continue`; `lock_held` while the operation runs, or somebody else holds the lock;
 * `kubernetes_unreachable`; as `prepareOperation`
 */
export async function continueOperation(
  request: ContinueRequest,
  ports: OperatePorts,
  options: OperateOptions,
): Promise<OperationResult> {
  const found = await findRecord(request, ports, options.signal);
  const held = await ports.write.lock.acquire(ports.holder, { signal: options.signal });
  const { run, refusal } = await openAgain(found, held, request, ports, options).catch(async (error: unknown) => {
    await letGo(held);
    throw error;
  });
  return carryOut(run, held, refusal);
}

async function findRecord(
  { cluster, id }: ContinueRequest,
  { write, holder }: OperatePorts,
  signal: AbortSignal,
): Promise<OperationRecord> {
  const state = await write.lock.read({ signal });
  if (state.kind === "person") throw heldBy(state.holder.name);
  if (state.kind === "operation" && !state.expired && state.holder.identity !== holder.identity) {
    throw heldBy(state.holder.name);
  }
  const { record } = state;
  if (record === undefined || record.cluster !== cluster.name || !isOpen(record)) throw nothing();
  if (id !== undefined && id !== record.id) throw nothing();
  return record;
}

function isOpen({ state }: OperationRecord): boolean {
  return state !== "succeeded" && state !== "refused";
}

interface Again {
  readonly run: Run;
  readonly refusal?: Reason;
}

async function openAgain(
  found: OperationRecord,
  held: HeldLock,
  request: ContinueRequest,
  ports: OperatePorts,
  options: OperateOptions,
): Promise<Again> {
  const record = held.previous;
  if (record === undefined || record.id !== found.id) throw nothing();
  const files = await request.openFiles(record.revision);
  const again: OperateRequest = {
    cluster: await clusterAt(request.cluster, files, { signal: options.signal }),
    files,
    ...(request.earlier && { earlier: request.earlier }),
    command: recordedCommand(record),
    commandText: record.command,
    requester: request.requester,
  };
  await settleBegun(record, again, ports, options);
  const ready = await prepare(again, ports, options);
  const { id, startedAt } = record;
  const run = openRun({ id, request: again, ready, ports, options, startedAt, previous: record });
  const changed = changedSince(record, ready.prepared.digest);
  return changed.length === 0 ? { run } : { run, refusal: planChanged(changed) };
}

function planChanged(parts: readonly string[]): Reason {
  return {
    code: "plan_changed",
    message: `What is left cannot be continued: other than approved are ${describeParts(parts)}`,
    hint: "Plan again, and approve the new plan.",
  };
}

/** A node in the middle of a boot cannot be compared with the plan: it is waited for first. */
async function settleBegun(
  { nodes }: OperationRecord,
  { cluster, files, command }: OperateRequest,
  { access, pace, factory, clock, redactionKey }: OperatePorts,
  { signal }: OperateOptions,
): Promise<void> {
  const begun = new Set(nodes.flatMap(({ name, state, step }) => (state === "running" && step ? [name] : [])));
  // These do not come back.
  if (begun.size === 0 || command.name === "shutdown" || command.name === "reset") return;
  const ports = { redactionKey, ...(factory && { factory }), ...(clock && { clock }) };
  const revision = await openRevision(cluster, files, ports, signal);
  const seconds = cluster.operations.rebootSeconds;
  const settle = async (node: IdentifiedNode) =>
    "error" in node || !begun.has(node.name)
      ? undefined
      : poll(async () => settled(await access.nodes.observe(node, { signal })), { pace, signal, seconds });
  await Promise.all(revision.nodes.map(settle));
}

function heldBy(name: string): UserError {
  return new UserError(`Cannot continue: the lock of the cluster is held by ${name}`, {
    code: "lock_held",
    hint: "Wait until it is let go.",
  });
}

function nothing(): UserError {
  return new UserError("There is nothing to continue: no operation was broken off", { code: "nothing_to_continue" });
}
