/**
 * Phase operate: one request that was approved in, its operation carried out and shown. It trusts nothing that it is
 * handed: the comment, the person, the commit and the plan are looked up again, and have to be what was approved.
 */

import { reactToComment } from "../../adapters/github/react.ts";
import type { Command, OperationCommand } from "../../chatops/command.ts";
import { askAgain } from "../../chatops/refusals.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { UserError } from "../../errors.ts";
import { continueOperation, type OperatePorts, type OperationResult, operate } from "../../operate.ts";
import type { OperationRecord } from "../../operation/operation-record.ts";
import { checkHandedOver, lockDigest, recordOf } from "../ask/answer-lock-command.ts";
import { type Asking, openAsking } from "../ask/asking.ts";
import { originOf } from "../ask/origin-of.ts";
import type { Ask } from "../choose-task.ts";
import type { Posting } from "../posting.ts";
import type { RunContext } from "../run-context.ts";
import { type Checked, checkContinued, checkRequest } from "./check-request.ts";
import { findRunnerPlace } from "./find-runner-place.ts";
import { type Following, followOperation } from "./follow-operation.ts";
import { handOverBy } from "./hand-over.ts";
import { saveHeld } from "./held.ts";
import { holderOf } from "./holder-of.ts";
import { type OpenCluster, openCluster } from "./open-cluster.ts";
import { type OperationRequest, parseRequest } from "./operation-request.ts";
import { realPace } from "./real-pace.ts";
import { refuseClearSnapshot } from "./refuse-clear-snapshot.ts";
import { reportRefusal } from "./report-refusal.ts";
import { reportResult } from "./report-result.ts";
import type { PhaseOutcome } from "./write-phase-outcome.ts";

/** Never rejects for what a person can repair: that is reported where the command was given. */
export async function runOperatePhase(ask: Ask, posting: Posting, run: RunContext): Promise<PhaseOutcome> {
  const request = parseRequest(run.inputs.request);
  if (request.digest !== run.inputs.planDigest) {
    throw new UserError("Cannot carry this out: the inputs request and plan-digest do not belong together", {
      code: "input_invalid",
    });
  }
  const asking = openAsking(pinned(ask, request), posting, run);
  try {
    const checked = await checkRequest(request, asking, run);
    await react(asking, "rocket", run);
    const outcome = await carryOut(checked, asking, run);
    await react(asking, outcome.state === "succeeded" || outcome.state === "handed-over" ? "+1" : "-1", run);
    return outcome;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    run.log.failure(error);
    const { command, cluster } = request;
    const key = `refusal ${originOf(asking, run)} ${request.number}`;
    await reportRefusal(error, { command, cluster, number: ask.number, key }, posting, run);
    await react(asking, "-1", run);
    return { state: run.signal.aborted ? "cancelled" : "refused", error };
  }
}

/** A dispatch without a pull request is about the commit that was planned, however the branch has moved on since. */
function pinned(ask: Ask, { sha }: OperationRequest): Ask {
  return ask.kind === "dispatch" && ask.number === undefined && !/^0+$/.test(sha) ? { ...ask, sha } : ask;
}

async function react({ ask, posting }: Asking, content: "rocket" | "+1" | "-1", { github }: RunContext): Promise<void> {
  if (ask.kind !== "comment") return;
  const { commentId } = ask;
  const signal = AbortSignal.timeout(5_000);
  await posting.attempt(() => reactToComment(github, { commentId, content }, { signal }));
}

async function carryOut(checked: Checked, asking: Asking, run: RunContext): Promise<PhaseOutcome> {
  const { cluster, command, request, approvedBy } = checked;
  const target = await asking.target();
  const revision = command.name === "unlock" || command.name === "continue" ? target.settingsSha : request.sha;
  // From here on the node in hand is given time when the run is cancelled.
  run.cancel.giveTime();
  const opened = await openCluster(cluster, run.filesAt(revision), run);
  try {
    if (command.name === "unlock") return await unlock(request, opened, run);
    const holder = holderOf(asking.ask, request, run);
    const followed = { request, number: asking.ask.number, holder, approvedBy };
    const following = followOperation(followed, realPace, asking.posting, run);
    const ports = portsOf(opened, following, { holder, asking, cluster, run });
    return await follow(
      () =>
        command.name === "continue"
          ? goOn(checked, ports, asking, run)
          : start(operationOf(command), checked, ports, asking, run),
      following,
      { request, asking, run },
    );
  } finally {
    opened.close();
  }
}

/** Plan phase makes requests only of these. */
function operationOf(command: Command): OperationCommand {
  if ("dryRun" in command && !command.dryRun) return command;
  throw new UserError(`Cannot carry out ${command.name}: it changes nothing`, { code: "input_invalid" });
}

async function unlock(request: OperationRequest, { write }: OpenCluster, run: RunContext): Promise<PhaseOutcome> {
  const { signal } = run;
  if (lockDigest(await write.lock.read({ signal })) !== request.digest) {
    throw new UserError("Cannot unlock: the lock is another one than when this was approved", { code: "plan_changed" });
  }
  await write.lock.unlock({ signal });
  return { state: "succeeded" };
}

interface Around {
  readonly holder: ReturnType<typeof holderOf>;
  readonly asking: Asking;
  readonly cluster: Cluster;
  readonly run: RunContext;
}

function portsOf(opened: OpenCluster, following: Following, { holder, asking, cluster, run }: Around): OperatePorts {
  const handOver = handOverBy({ ask: asking.ask, target: asking.target, cluster: cluster.name }, run);
  return {
    access: opened.read,
    write: opened.write,
    factory: opened.factory,
    redactionKey: run.redactionKey,
    clock: () => performance.now(),
    holder,
    runner: findRunnerPlace(run.environment),
    pace: realPace,
    onOperation: (progress) => following.onOperation(progress),
    ...(handOver && { handOver }),
  };
}

async function start(
  command: OperationCommand,
  { cluster, request }: Checked,
  ports: OperatePorts,
  asking: Asking,
  run: RunContext,
): Promise<OperationResult> {
  const { cancel, filesAt, signal } = run;
  const target = await asking.target();
  refuseClearSnapshot(command, cluster, target);
  const { digest, parts } = request;
  return operate(
    {
      cluster,
      files: filesAt(request.sha),
      ...(target.sha !== target.settingsSha && { earlier: filesAt(target.settingsSha) }),
      command,
      commandText: request.command,
      requester: asking.ask.author.login,
    },
    ports,
    { digest, ...(parts && { parts }) },
    { signal, stop: cancel.stop },
  );
}

async function goOn(
  { cluster, request }: Checked,
  ports: OperatePorts,
  asking: Asking,
  run: RunContext,
): Promise<OperationResult> {
  const { cancel, filesAt, signal } = run;
  const { settingsSha } = await asking.target();
  const record = recordOf(await ports.write.lock.read({ signal }));
  const same = requireSame(record, request, asking.ask);
  await checkContinued(same, { request, cluster }, asking, run);
  return continueOperation(
    {
      cluster,
      openFiles: async (revision) => filesAt(revision),
      earlier: filesAt(settingsSha),
      requester: asking.ask.author.login,
      id: same.id,
    },
    ports,
    { signal, stop: cancel.stop },
  );
}

/** What was shown for approval is what goes on. */
function requireSame(record: OperationRecord | undefined, request: OperationRequest, ask: Ask): OperationRecord {
  if (record === undefined) {
    throw new UserError("Cannot continue: no operation was broken off", { code: "nothing_to_continue" });
  }
  checkHandedOver(record, ask);
  if (record.digest === request.digest && record.revision === request.sha) return record;
  throw new UserError("Cannot continue: another operation was broken off since", {
    code: "plan_changed",
    hint: askAgain,
  });
}

/** An error in between does not leave a comment that says that something runs, nor one that says that nothing was changed. */
async function follow(
  work: () => Promise<OperationResult>,
  following: Following,
  { request, asking, run }: { readonly request: OperationRequest; readonly asking: Asking; readonly run: RunContext },
): Promise<PhaseOutcome> {
  try {
    return await reportResult(await work(), following, { request, asking, run });
  } catch (error) {
    const { latest } = following;
    // The journey lets go of the lock whatever happens to it.
    if (latest === undefined) {
      saveHeld(undefined);
      throw error;
    }
    const ended = latest.state === "running" ? brokenOffBy(error, latest, run) : latest;
    await following.end(ended, {}, (text) => run.redactor.isClean(text));
    if (!(error instanceof UserError) || ended.state === "running") throw error;
    run.log.failure(error);
    return { state: ended.state, error };
  }
}

type Progress = NonNullable<Following["latest"]>;

function brokenOffBy(error: unknown, latest: Progress, { redactor, signal }: RunContext): Progress {
  const safe = redactor.error(error);
  const reason =
    safe.kind === "user"
      ? { code: redactor.text(safe.code), message: safe.message, ...(safe.hint !== undefined && { hint: safe.hint }) }
      : { code: redactor.text("bug"), message: redactor.text("Something went wrong in talos-chatops itself") };
  return { ...latest, state: signal.aborted ? "cancelled" : "failed", endedAt: realPace.now(), reason };
}
