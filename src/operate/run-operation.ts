/** Carries a prepared operation out under the lock, and always ends with a result and with the lock let go. */
import { UserError } from "../errors.ts";
import type { HeldLock } from "../operation/cluster-lock.ts";
import { type Journal, openJournal } from "../operation/journal.ts";
import { passing, refusalsOf } from "../operation/judge-gates.ts";
import type { OperationProgress, Reason } from "../operation/operation.ts";
import type { NodeRecord, OperationRecord } from "../operation/operation-record.ts";
import { reasonOf } from "../operation/reason-of.ts";
import { type ProgressRecorder, recordProgress } from "../operation/record-progress.ts";
import type { RollResult } from "../operation/roll-nodes.ts";
import type { Rolling } from "../operation/rolling.ts";
import type { OperateOptions, OperatePorts, OperateRequest, OperationResult } from "./operate-request.ts";
import type { Ready } from "./ready.ts";

export interface Run {
  readonly id: string;
  readonly request: OperateRequest;
  readonly ready: Ready;
  readonly ports: OperatePorts;
  readonly options: OperateOptions;
  readonly progress: ProgressRecorder;
  /** Unix milliseconds; of the first run where the operation goes on. */
  readonly startedAt: number;
  /** As a run that was broken off left it. */
  readonly previous?: OperationRecord;
}

export function openRun(run: Omit<Run, "progress">): Run {
  const { id, request, ready, ports, startedAt, previous } = run;
  const { redactor, findings } = ready.prepared;
  const initial: OperationProgress = {
    id,
    command: request.commandText,
    cluster: request.cluster.name,
    revision: request.files.revision,
    requester: previous?.requester ?? request.requester,
    state: "running",
    startedAt,
    steps: [],
    nodes: ready.works.map(({ intent: { node } }) => ({
      name: node.name,
      role: node.role,
      state: "waiting",
      steps: [],
    })),
    findings,
  };
  const onChange = (progress: OperationProgress) => ports.onOperation(redactor.data(progress));
  return { ...run, progress: recordProgress(initial, { pace: ports.pace, onChange }) };
}

/** Ends before anything was changed. */
export function refuse({ ready, progress }: Run, reason: Reason): OperationResult {
  for (const { intent } of ready.works) progress.node(intent.node.name, "not-started");
  progress.end("refused", reason);
  const { prepared } = ready;
  return { progress: prepared.redactor.data(progress.current()), prepared };
}

/**
 * @param held undefined: without lock. It is let go in any case.
 * @param refusal what stands against it besides the findings
 */
export async function carryOut(
  run: Run,
  held: HeldLock | undefined,
  refusal = refusalOf(run),
): Promise<OperationResult> {
  const { ready, ports, progress, previous, id } = run;
  if (refusal !== undefined) {
    await letGo(held);
    return refuse(run, refusal);
  }
  const { write, access, runner, holder, pace } = ports;
  const journal = openJournal(recordOf(run), { held, lock: write.lock, holder, pace, ...(previous && { previous }) });
  return endRun(run, journal, {
    id,
    cluster: run.request.cluster,
    nodes: ready.nodes,
    intent: ready.intent,
    ports: {
      probes: access,
      components: access.nodes,
      liveNodes: access.liveNodes,
      nodes: write.nodes,
      kubernetes: write.kubernetes,
      snapshots: write.snapshots,
      pace,
    },
    progress,
    journal,
    ...(ready.own !== undefined && { own: ready.own }),
    ...(runner.pod && { ownPod: runner.pod }),
    signal: run.options.signal,
    stop: run.options.stop,
  });
}

/** What is there of an operation that was broken off stays. */
export async function letGo(held: HeldLock | undefined): Promise<void> {
  await held?.release(held.previous === undefined ? {} : { keep: held.previous });
}

/** Where an operation goes on, what passes by itself is left to the gate of each node, which waits for it. */
function refusalOf({ ready, previous }: Run): Reason | undefined {
  const [first, ...others] = refusalsOf(ready.prepared.findings).filter(
    ({ code }) => previous === undefined || !passing.has(code),
  );
  if (first === undefined) return undefined;
  const more = others.length === 0 ? "" : `, and ${others.length} more`;
  return {
    code: "gate_refused",
    message: `${first.message}${more}`,
    ...(first.hint !== undefined && { hint: first.hint }),
  };
}

function recordOf({ id, request, ready, startedAt, previous }: Run): OperationRecord {
  const { digest } = ready.prepared;
  const left = new Map(previous?.nodes.map((node) => [node.name, node]));
  return {
    version: 1,
    id,
    command: request.commandText,
    cluster: request.cluster.name,
    revision: request.files.revision,
    requester: previous?.requester ?? request.requester,
    startedAt,
    state: "running",
    digest: previous?.digest ?? digest.value,
    digestParts: previous?.digestParts ?? digest.parts,
    nodes: ready.works.map(
      ({ intent: { node } }): NodeRecord => left.get(node.name) ?? { name: node.name, state: "waiting" },
    ),
  };
}

async function endRun(run: Run, journal: Journal, rolling: Rolling): Promise<OperationResult> {
  const { ready, ports, progress, id } = run;
  const rolled = await work(run, journal, rolling);
  const ended = await close(rolled, journal, ports, id);
  progress.end(ended.state, ended.reason);
  if (ended.bug !== undefined) throw ended.bug;
  const { prepared } = ready;
  const { snapshot } = ended;
  const suggested = ended.state === "succeeded" ? ready.suggestedChange : undefined;
  return {
    progress: prepared.redactor.data(progress.current()),
    prepared,
    ...(snapshot && { snapshot }),
    ...(suggested && { suggestedChange: prepared.redactor.data(suggested) }),
  };
}

async function work({ ready }: Run, journal: Journal, rolling: Rolling): Promise<RollResult> {
  const { signal } = rolling;
  try {
    await journal.open({ signal });
    return await ready.carryOut(rolling);
  } catch (error) {
    for (const { intent } of ready.works) rolling.progress.node(intent.node.name, "not-started");
    const reason = reasonOf(error, signal);
    if (signal.aborted) return { state: "cancelled", reason };
    return { state: "failed", reason, ...(error instanceof UserError ? {} : { bug: error }) };
  }
}

/** The lock is free before the other run starts. What cannot be handed over is left for somebody to continue. */
async function close(rolled: RollResult, journal: Journal, ports: OperatePorts, id: string): Promise<RollResult> {
  try {
    await journal.close(rolled.state);
    if (rolled.state !== "handed-over") return rolled;
    await ports.handOver?.(id);
    return ports.handOver === undefined ? { ...rolled, reason: continueElsewhere } : rolled;
  } catch (error) {
    if (!(error instanceof UserError)) return { ...rolled, bug: rolled.bug ?? error };
    const { code, message } = error;
    const what = rolled.state === "handed-over" ? "The rest could not be handed over" : "The lock could not be let go";
    return {
      ...rolled,
      reason: rolled.reason ?? { code, message: `${what}: ${message}`, hint: continueElsewhere.hint },
    };
  }
}

const continueElsewhere = {
  code: "handed-over",
  message: "What is left is the node on which this run is",
  hint: "Continue from another place.",
};
