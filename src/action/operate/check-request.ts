/** A request that was approved in; the command, the cluster and the people behind it, all looked up again, out. */

import type { Command, Risk } from "../../chatops/command.ts";
import { formatCommand } from "../../chatops/format-command.ts";
import { parseCommand } from "../../chatops/parse-command.ts";
import { askAgain, headMoved } from "../../chatops/refusals.ts";
import { riskOf } from "../../chatops/risk-of.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { UserError } from "../../errors.ts";
import type { OperationRecord } from "../../operation/operation-record.ts";
import { requireRightToContinue } from "../ask/answer-lock-command.ts";
import type { Asking } from "../ask/asking.ts";
import { clusterOf } from "../ask/plan-operation.ts";
import { requirePermission } from "../ask/require-permission.ts";
import type { Ask } from "../choose-task.ts";
import type { RunContext } from "../run-context.ts";
import { checkRun, readAgain, refuseFork, requireNamedCommit } from "./check-origin.ts";
import { chooseApproval, environmentOf, requireApproval } from "./choose-approval.ts";
import type { OperationRequest } from "./operation-request.ts";

export interface Checked {
  readonly request: OperationRequest;
  readonly command: Command;
  readonly cluster: Cluster;
  readonly approvedBy: readonly string[];
}

/** @throws UserError with the code of what is not as it was when the plan was shown */
export async function checkRequest(request: OperationRequest, asking: Asking, run: RunContext): Promise<Checked> {
  const { ask } = asking;
  const target = await asking.target();
  checkRun(target, run);
  refuseFork(target);
  const lines = ask.kind === "comment" ? await readAgain(ask, run) : ask.commands;
  const command = readCommand(lines[request.number - 1]?.text, request);
  const cluster = await clusterOf(command, asking, run);
  const isHandedOn = ask.kind === "dispatch" && ask.byProgram && command.name === "continue";
  if (!isHandedOn) await requirePermission(command, cluster, asking);
  requireNamedCommit(command, target);
  const risk = command.name === "continue" ? continuedRisk(cluster, request, ask) : riskOf(command);
  const approval = chooseApproval(cluster, risk, ask);
  if (cluster.name !== request.cluster || request.environment !== environmentOf(approval)) throw settingsChanged();
  const isBoundToHead = command.name !== "unlock" && command.name !== "continue";
  if (isBoundToHead && target.sha !== request.sha) throw headMoved(ask.number);
  const { digest } = request;
  const approvedBy = await requireApproval({ approval, risk, command, cluster, digest }, asking, run);
  return { request, command, cluster, approvedBy };
}

/** As far as the environment tells it; the journal is asked before anything goes on, see `checkContinued`. */
function continuedRisk(cluster: Cluster, { environment }: OperationRequest, ask: Ask): Risk {
  return environment === environmentOf(chooseApproval(cluster, "change", ask)) ? "change" : "destroy";
}

/**
 * What goes on may destroy: then whoever asks and whoever approved must have had the right to that.
 *
 * @throws UserError `permission_denied`, `approval_missing`, `plan_changed`
 */
export async function checkContinued(
  record: OperationRecord,
  { request, cluster }: Pick<Checked, "request" | "cluster">,
  asking: Asking,
  run: RunContext,
): Promise<void> {
  const { command, risk } = await requireRightToContinue(record, cluster, asking);
  const approval = chooseApproval(cluster, risk, asking.ask);
  if (request.environment !== environmentOf(approval)) throw settingsChanged();
  await requireApproval({ approval, risk, command, cluster, digest: request.digest }, asking, run);
}

/** @throws UserError `comment_changed` */
function readCommand(line: string | undefined, request: OperationRequest): Command {
  const parsed = parseCommand(line ?? "");
  if (line !== undefined && parsed.kind === "command" && formatCommand(parsed.command) === request.command) {
    return parsed.command;
  }
  throw new UserError("Cannot go by the command: it is not the one that was planned", {
    code: "comment_changed",
    hint: askAgain,
  });
}

function settingsChanged(): UserError {
  return new UserError("Cannot carry this out: the settings of the cluster changed since the plan", {
    code: "plan_changed",
    hint: askAgain,
  });
}
