/** A command that changes the cluster, from a terminal: plan, confirmation, live progress, result. */
import type { OperationCommand } from "../../chatops/command.ts";
import { formatCommand } from "../../chatops/format-command.ts";
import { riskOf } from "../../chatops/risk-of.ts";
import { UserError } from "../../errors.ts";
import {
  type OperateRequest,
  type OperationResult,
  operate,
  type PreparedOperation,
  prepareOperation,
} from "../../operate.ts";
import { plannedJson } from "../../report/operation/operation-json.ts";
import type { OperationPlan } from "../../report/operation/operation-plan.ts";
import { renderTerminalOperation } from "../../report/operation/terminal-plan.ts";
import type { CommandCall, ExitCode } from "../command.ts";
import { type GivenCommand, givenLine, readCommand } from "./command-line.ts";
import { bareName, confirm } from "./confirm.ts";
import { describeOperation } from "./describe-operation.ts";
import { createLiveProgress } from "./live-progress.ts";
import { type OpenOperation, openOperation } from "./open-operation.ts";
import { showResult } from "./show-result.ts";
import { requesterOf } from "./who-asks.ts";

/** The width that prose is wrapped at where stdout is no terminal. */
const defaultWidth = 100;

export async function runOperation(call: CommandCall, name: OperationCommand["name"]): Promise<ExitCode> {
  const given = readCommand(call, name);
  refuseHalfConfirmed(call, given);
  const opened = await openOperation(call, givenLine(call, name), given);
  try {
    return await prepareAndOperate(call, given, opened);
  } finally {
    opened.close();
  }
}

/** `--yes` of a script that destroys needs the node's name in it. */
function refuseHalfConfirmed({ options }: CommandCall, given: GivenCommand): void {
  if (given.kind !== "unconfirmed" || !options.flag("yes")) return;
  throw new UserError(`Nothing was changed: ${given.problem.message}`, {
    code: "confirmation_missing",
    hint: `--yes is not enough for what destroys: add --confirm ${bareName(given.command.node)}.`,
  });
}

async function prepareAndOperate(call: CommandCall, given: GivenCommand, opened: OpenOperation): Promise<ExitCode> {
  const { output, signal } = call;
  const { cluster, repository, isChanged, ports } = opened;
  const command = given.command as OperationCommand; // by its name, which the caller gave
  const requester = requesterOf(call);
  const request = { cluster, files: repository.files, command, commandText: formatCommand(command), requester };
  if (isChanged && (command.name === "apply" || command.name === "upgrade")) {
    output.say("note: the working tree has changes that are not committed; they are part of what is done");
  }
  const prepared = await prepareOperation(request, ports, { signal });
  const plan = describeOperation(prepared, requester);
  const isDone = plan.next.kind !== "starts";
  if (!output.json) showPlan(call, plan);
  else if (isDone) output.writeJson(plannedJson(plan));
  if (isDone) return exitCodeOf(plan);
  await confirmCommand(call, given);
  const result = await carryOut(call, request, prepared, opened);
  return showResult(call, result, describeOperation(result.prepared, requester));
}

/** On a terminal and in a file it is the result so far; with `--json` only the end is. */
function showPlan({ output }: CommandCall, plan: OperationPlan): void {
  output.write(renderTerminalOperation(plan, { color: output.color.stdout, width: output.columns ?? defaultWidth }));
}

function exitCodeOf({ next, nodes }: OperationPlan): ExitCode {
  if (next.kind === "refused") return 1;
  const hasWork = nodes.length === 0 || nodes.some(({ unchanged }) => !unchanged);
  return hasWork ? 2 : 0;
}

async function confirmCommand(call: CommandCall, given: GivenCommand): Promise<void> {
  if (call.options.flag("yes")) return;
  const isNamed = given.kind === "unconfirmed" && riskOf(given.command) === "destroy";
  await confirm(call, isNamed ? { name: bareName(given.command.node) } : {});
}

async function carryOut(
  { output, signal, holdOn }: CommandCall,
  request: OperateRequest,
  { digest }: PreparedOperation,
  { ports }: OpenOperation,
): Promise<OperationResult> {
  const stop = holdOn();
  const said = () =>
    output.say("Stopping: no further node is started. Ctrl-C again stops waiting for the one in hand.");
  stop.addEventListener("abort", said, { once: true });
  const live = createLiveProgress(output);
  try {
    const approval = { digest: digest.value, parts: digest.parts };
    return await operate(request, { ...ports, onOperation: live.update }, approval, { signal, stop });
  } finally {
    stop.removeEventListener("abort", said);
    live.end();
  }
}
