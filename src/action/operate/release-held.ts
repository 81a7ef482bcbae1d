/** After a run that was cancelled or killed: lets go of the lock, keeping the record, and says how far it came. */
import { randomBytes } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readDefaultBranch } from "../../adapters/github/commits.ts";
import { setDeploymentStatus } from "../../adapters/github/deployment.ts";
import { openLiveComment } from "../../adapters/github/live-comment.ts";
import { chooseCluster } from "../../cluster/choose-cluster.ts";
import { readSettings } from "../../cluster/read-settings.ts";
import type { NodeState, OperationProgress } from "../../operation/operation.ts";
import { createRedactor } from "../../redaction/create-redactor.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { renderProgress } from "../../report/operation/render-progress.ts";
import { listenForCancel } from "../listen-for-cancel.ts";
import { openRun } from "../open-run.ts";
import { createPosting, type Posting } from "../posting.ts";
import type { RunContext } from "../run-context.ts";
import { createRunLog } from "../run-log.ts";
import { operationKey } from "./follow-operation.ts";
import { type Held, readHeld, readProgress, removeProgress } from "./held.ts";
import { openCluster } from "./open-cluster.ts";
import { withheld } from "./present-operation.ts";
import { realPace } from "./real-pace.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Never throws: what cannot be let go is said in the log, and the lock expires by itself. */
export async function releaseHeld(environment: NodeJS.ProcessEnv): Promise<void> {
  const redactionKey = randomBytes(32);
  const redactor = createRedactor({ key: redactionKey });
  const log = createRunLog((text) => process.stdout.write(text), redactor);
  const cancel = listenForCancel(process, log);
  try {
    const held = readHeld(environment);
    const run = openRun({ environment, log, signal: cancel.signal, cancel, redactor, redactionKey });
    const posting = createPosting(log, { isExpected: false });
    log.info(`Operation ${held.operation ?? ""} was interrupted: letting go of what it held`);
    await posting.attempt(() => releaseLock(held, run));
    await sayInterrupted(held, posting, run);
    removeLeftovers(held, environment);
  } catch (error) {
    log.failure(error);
  } finally {
    cancel.end();
  }
}

/** Only a lock that is still this job's; the record of how far it came stays for `/talos continue`. */
async function releaseLock({ cluster: name, identity }: Held, run: RunContext): Promise<void> {
  const { filesAt, github, inputs, log, signal } = run;
  const { sha } = await readDefaultBranch(github, { signal });
  const settings = await readSettings(filesAt(sha), { path: inputs.settingsPath, signal });
  const opened = await openCluster(chooseCluster(settings, { name }), filesAt(sha), run);
  try {
    const { lock } = opened.write;
    const state = await lock.read({ signal });
    if (state.kind !== "operation" || state.holder.identity !== identity) {
      log.info("The lock is not held by this job any more");
      return;
    }
    const held = await lock.acquire(state.holder, { signal });
    const record = held.previous ?? state.record;
    await held.release(record === undefined ? {} : { keep: { ...record, state: "cancelled" } });
    log.info("The lock is free again; the record of the operation stays");
  } finally {
    opened.close();
  }
}

async function sayInterrupted(held: Held, posting: Posting, run: RunContext): Promise<void> {
  const { environment, github, redactor, report } = run;
  const signal = AbortSignal.timeout(60_000);
  const { number, deployment, operation } = held;
  const progress = operation === undefined ? undefined : readProgress(operation, environment);
  let url: string | undefined;
  if (number !== undefined && progress !== undefined) {
    const live = openLiveComment(github, { number, key: operationKey(progress.id) });
    const last = progress.state === "running" ? interrupted(progress, redactor.text) : progress;
    const text = renderProgress(last, { ...report, now: realPace.now() });
    await posting.attempt(() => live.write(redactor.isClean(text) ? text : withheld, { signal }));
    url = live.url;
  }
  if (deployment === undefined) return;
  const status = {
    state: "failure",
    description: "Interrupted: the run was cancelled or killed",
    ...(report.runUrl !== undefined && { logUrl: report.runUrl }),
    ...(url !== undefined && { environmentUrl: url }),
  } as const;
  await posting.attempt(() => setDeploymentStatus(github, deployment, status, { signal }));
}

type Progress = Safe<OperationProgress>;

/** What was in hand is in the middle of something; how it went on is for the cluster to tell. */
function interrupted(progress: Progress, text: (value: string) => Progress["id"]): Progress {
  const endedAt = realPace.now();
  const states: Partial<Record<NodeState, NodeState>> = { running: "failed", waiting: "not-started" };
  const inHand = progress.nodes.filter(({ state }) => state === "running").map(({ name }) => name);
  const where = inHand.length === 0 ? "" : `, with ${inHand.join(", ")} in hand`;
  return {
    ...progress,
    state: "cancelled",
    endedAt,
    reason: {
      code: text("interrupted"),
      message: text(`The run was interrupted${where}`),
      hint: text("Nothing is lost: `continue` looks at the cluster and goes on from there."),
    },
    nodes: progress.nodes.map((node) => ({
      ...node,
      state: states[node.state] ?? node.state,
      steps: node.steps.map((step) => (step.state === "running" ? { ...step, state: "failed", endedAt } : step)),
    })),
  };
}

/** Snapshots that were not finished, and notes for this step. */
function removeLeftovers({ operation }: Held, environment: NodeJS.ProcessEnv): void {
  if (operation !== undefined) removeProgress(operation, environment);
  const folder = temporaryFolder(environment);
  try {
    for (const name of readdirSync(folder)) if (/\.(part|new)$/.test(name)) rmSync(join(folder, name));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}
