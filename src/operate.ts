/** The operate journey: reads and plans again, compares with what was approved, takes the lock, works node by node. */
import { changedParts, describeParts } from "./operate/compare-digests.ts";
import type {
  Approval,
  OperateOptions,
  OperatePorts,
  OperateRequest,
  OperationResult,
  PreparedOperation,
  PreparePorts,
} from "./operate/operate-request.ts";
import { operationId } from "./operate/operation-id.ts";
import { prepare } from "./operate/prepare.ts";
import { carryOut, openRun, refuse } from "./operate/run-operation.ts";
import { takeLock } from "./operate/take-lock.ts";
import { reasonOf } from "./operation/reason-of.ts";

export { type ContinueRequest, continueOperation } from "./operate/continue-operation.ts";
export type * from "./operate/operate-request.ts";

/**
 * What would be done, and what stands against it. Only reads. What is wrong with one node is among the findings.
 *
 * @throws UserError when nothing can be said: unknown nodes, settings or templates that cannot be read
 */
export async function prepareOperation(
  request: OperateRequest,
  ports: PreparePorts,
  { signal }: { readonly signal: AbortSignal },
): Promise<PreparedOperation> {
  return (await prepare(request, ports, { signal })).prepared;
}

/**
 * Carries an operation out. Whatever comes of it is in the result: refused before anything was changed, failed with every
 * node's state, cancelled, handed over, succeeded.
 *
 * @param approval undefined where none is asked for
 * @throws UserError as `prepareOperation`
 */
export async function operate(
  request: OperateRequest,
  ports: OperatePorts,
  approval: Approval | undefined,
  options: OperateOptions,
): Promise<OperationResult> {
  const ready = await prepare(request, ports, options);
  const startedAt = ports.pace.now();
  const id = operationId(request.command.name, startedAt, ports.holder.identity);
  const run = openRun({ id, request, ready, ports, options, startedAt });
  const changed = approval === undefined ? [] : changedParts(approval, ready.prepared.digest);
  if (changed.length > 0) return refuse(run, planChanged(changed));
  const taken = await takeLock(request, ports, options.signal);
  if (taken.kind === "refused") return refuse(run, reasonOf(taken.error, options.signal));
  const held = taken.kind === "held" ? taken.held : undefined;
  return carryOut(run, held);
}

function planChanged(parts: readonly string[]) {
  return {
    code: "plan_changed",
    message: `The plan differs from the approved one in ${describeParts(parts)}`,
    hint: "Read the new plan and approve it.",
  };
}
