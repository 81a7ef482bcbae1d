/** `continue`: what was broken off is shown, confirmed, and gone on with where the cluster stands. */
import { openRevision } from "../../adapters/workspace/open-revision.ts";
import { riskOf } from "../../chatops/risk-of.ts";
import type { RepositoryFiles } from "../../cluster/repository-files.ts";
import { UserError } from "../../errors.ts";
import { recordedCommand } from "../../operate/recorded-command.ts";
import { continueOperation, type OperationResult } from "../../operate.ts";
import type { OperationRecord } from "../../operation/operation-record.ts";
import { logText } from "../../report/log-text.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import type { Repository } from "../open-repository.ts";
import { givenLine, readCommand } from "./command-line.ts";
import { bareName, confirm, type Question } from "./confirm.ts";
import { describeOperation } from "./describe-operation.ts";
import { createLiveProgress } from "./live-progress.ts";
import { type OpenOperation, openOperation } from "./open-operation.ts";
import { showResult } from "./show-result.ts";
import { requesterOf } from "./who-asks.ts";

export async function runContinue(call: CommandCall): Promise<ExitCode> {
  const opened = await openOperation(call, givenLine(call, "continue"), readCommand(call, "continue"));
  try {
    const record = await findRecord(call, opened);
    for (const line of recordLines(record)) call.output.say(line);
    await confirmRecord(call, record);
    const result = await goOn(call, opened, record);
    return showResult(call, result, describeOperation(result.prepared, result.progress.requester));
  } finally {
    opened.close();
  }
}

/** A script that goes on with what destroys has to name the node, as it had to at the beginning. */
async function confirmRecord(call: CommandCall, record: OperationRecord): Promise<void> {
  const question = questionOf(record);
  if (!call.options.flag("yes")) return confirm(call, question);
  if (question.name === undefined) return;
  throw new UserError(`Nothing was changed: ${record.command} destroys, and --yes is not enough to go on with it`, {
    code: "confirmation_missing",
    hint: "Continue it at a terminal, where the node's name is asked for, or give the whole command anew.",
  });
}

/** What destroys is confirmed by name, however it was begun. */
function questionOf(record: OperationRecord): Question {
  const command = recordedCommand(record);
  return riskOf(command) === "destroy" && "node" in command ? { name: bareName(command.node) } : {};
}

/** @throws UserError `nothing_to_continue`, `lock_held` */
async function findRecord({ signal }: CommandCall, { cluster, ports }: OpenOperation): Promise<OperationRecord> {
  const state = await ports.write.lock.read({ signal });
  if (state.kind === "operation" && !state.expired) {
    throw new UserError(`Cannot go on: ${state.holder.name} is at it since ${state.since.replace(/\.\d+Z$/, "Z")}`, {
      code: "lock_held",
      hint: "Wait for its end, or stop it: talos-chatops abort.",
    });
  }
  const record = state.kind === "person" ? undefined : state.record;
  if (record !== undefined) return record;
  throw new UserError(`Nothing was broken off in cluster ${cluster.name}`, { code: "nothing_to_continue" });
}

function recordLines({ command, cluster, revision, requester, startedAt, nodes }: OperationRecord): readonly string[] {
  const width = Math.max(0, ...nodes.map(({ name }) => name.length));
  return [
    `${command} on ${cluster}, begun ${new Date(startedAt).toISOString()} by ${requester}, revision ${revision.slice(0, 12)}`,
    ...nodes.map(
      ({ name, state, step }) => `  ${name.padEnd(width)}  ${state}${step === undefined ? "" : `, at ${step}`}`,
    ),
  ].map(logText);
}

async function goOn(call: CommandCall, opened: OpenOperation, { id }: OperationRecord): Promise<OperationResult> {
  const { output, signal, holdOn } = call;
  const { cluster, ports, repository } = opened;
  const stop = holdOn();
  const live = createLiveProgress(output);
  try {
    return await continueOperation(
      { cluster, openFiles: (revision) => openFiles(repository, revision), requester: requesterOf(call), id },
      { ...ports, onOperation: live.update },
      { signal, stop },
    );
  } finally {
    live.end();
  }
}

/** The working tree where it is still at that revision, else the revision from Git. */
async function openFiles({ root, files }: Repository, revision: string): Promise<RepositoryFiles> {
  if (files.revision === revision) return files;
  const found = /^[0-9a-f]{40,64}$/.test(revision) ? await openRevision(root, revision) : undefined;
  if (found !== undefined) return found;
  throw new UserError(`Cannot go on: the repository is not at ${revision}, where the operation was begun`, {
    code: "nothing_to_continue",
    hint: "Check that revision out, or give the command anew.",
  });
}
