/** The rolling engine: works in their order in, each node brought to its end one after another, the first failure stops. */
import { UserError } from "../errors.ts";
import { landAgain } from "./land-again.ts";
import type { NodeWork } from "./node-work.ts";
import type { OperationState, Reason } from "./operation.ts";
import { reasonOf } from "./reason-of.ts";
import type { Rolling, SoFar } from "./rolling.ts";
import type { KeptSnapshot } from "./snapshot-store.ts";
import { takeTurn } from "./take-turn.ts";

export interface RollResult {
  readonly state: Exclude<OperationState, "running" | "refused">;
  readonly reason?: Reason;
  readonly snapshot?: KeptSnapshot;
  /** What was no UserError: a bug, to be thrown again when everything is put away. */
  readonly bug?: unknown;
}

/** Never rejects: what went wrong is in the result, and every node has its state in the progress. */
export async function rollNodes(works: readonly NodeWork[], rolling: Rolling): Promise<RollResult> {
  const soFar: SoFar = { snapshot: undefined, disrupted: false };
  const result = await rollOn(works, rolling, soFar);
  return { ...result, ...(soFar.snapshot && { snapshot: soFar.snapshot }) };
}

async function rollOn(works: readonly NodeWork[], rolling: Rolling, soFar: SoFar): Promise<RollResult> {
  for (const [index, work] of works.entries()) {
    const reason = whyStopped(rolling);
    if (reason !== undefined) return leave(works.slice(index), "not-started", rolling, { state: "cancelled", reason });
    try {
      if (isUnderneath(work, rolling)) {
        await landAgain(work, rolling);
        return leave(works.slice(index), "handed-over", rolling, { state: "handed-over" });
      }
      await takeTurn(work, rolling, soFar);
    } catch (error) {
      return leave(works.slice(index + 1), "not-started", rolling, failed(work, error, rolling));
    }
  }
  return { state: "succeeded" };
}

function whyStopped({ stop, signal, journal }: Rolling): Reason | undefined {
  const by = journal.abortedBy();
  if (by !== undefined) return { code: "cancelled", message: `${by} asked to start no further node` };
  if (!stop.aborted && !signal.aborted) return undefined;
  return { code: "cancelled", message: "It was told to start no further node" };
}

/** This program would go down with the node. */
function isUnderneath({ intent, unchanged }: NodeWork, { own }: Rolling): boolean {
  return intent.node.name === own && intent.disrupts && !unchanged;
}

function failed(work: NodeWork, error: unknown, rolling: Rolling): RollResult {
  const { signal } = rolling;
  const reason = reasonOf(error, signal);
  if (signal.aborted) {
    // In the journal it stays as it is: begun.
    rolling.progress.node(work.intent.node.name, "failed", reason);
    return { state: "cancelled", reason };
  }
  setState(work, "failed", rolling, reason);
  return { state: "failed", reason, ...(error instanceof UserError ? {} : { bug: error }) };
}

function leave(
  rest: readonly NodeWork[],
  state: "handed-over" | "not-started",
  rolling: Rolling,
  result: RollResult,
): RollResult {
  for (const work of rest) setState(work, state, rolling);
  return result;
}

function setState(
  { intent }: NodeWork,
  state: "failed" | "handed-over" | "not-started",
  { progress, journal }: Rolling,
  reason?: Reason,
): void {
  progress.node(intent.node.name, state, reason);
  journal.note(intent.node.name, { state });
}
