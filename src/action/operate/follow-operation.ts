/** Shows an operation while it runs: one live comment, a deployment with its statuses, notes for the post step. */
import { createDeployment, setDeploymentStatus } from "../../adapters/github/deployment.ts";
import { type LiveComment, openLiveComment } from "../../adapters/github/live-comment.ts";
import type { LockHolder } from "../../operation/cluster-lock.ts";
import type { OperationProgress, OperationState } from "../../operation/operation.ts";
import type { Pace } from "../../operation/pace.ts";
import type { Safe } from "../../redaction/redact-data.ts";
import { progressEvents } from "../../report/operation/progress-events.ts";
import { type ProgressContext, renderProgress } from "../../report/operation/render-progress.ts";
import type { Posting } from "../posting.ts";
import type { RunContext } from "../run-context.ts";
import { removeProgress, saveHeld, saveProgress } from "./held.ts";
import type { OperationRequest } from "./operation-request.ts";
import { type PacedUpdates, paceUpdates } from "./pace-updates.ts";
import { withheld } from "./present-operation.ts";

type Progress = Safe<OperationProgress>;

export interface Followed {
  readonly request: OperationRequest;
  /** The pull request; undefined where there is none. */
  readonly number: number | undefined;
  readonly holder: LockHolder;
  readonly approvedBy: readonly string[];
}

export interface Following {
  /** As it was last shown. */
  readonly latest: Progress | undefined;
  onOperation(progress: Progress): void;
  /** Shows the end and lets the post step know that nothing is held any more. @returns what was shown */
  end(progress: Progress, more: Partial<ProgressContext>, isPublishable: (text: string) => boolean): Promise<string>;
}

/** GitHub allows 80 changes of content a minute, and asks for a distance between them. */
const pacing = { intervalMs: 5_000, refreshMs: 30_000 };

export function followOperation(followed: Followed, pace: Pace, posting: Posting, run: RunContext): Following {
  const { environment, log, redactor } = run;
  const approvedBy = followed.approvedBy.map((login) => redactor.text(login));
  const render = (progress: Progress, more: Partial<ProgressContext> = {}) =>
    renderProgress(progress, { ...run.report, now: pace.now(), approvedBy, ...more });
  const { holder, number, request } = followed;
  const held = { cluster: request.cluster, identity: holder.identity, ...(number !== undefined && { number }) };
  let latest: Progress | undefined;
  let shown: Shown | undefined;
  let deployment: Promise<number | undefined> | undefined;
  // From here on the lock may be ours.
  saveHeld(held);
  return {
    get latest() {
      return latest;
    },
    onOperation(progress) {
      for (const event of progressEvents(latest, progress)) log.info(event);
      latest = progress;
      saveProgress(progress, environment);
      if (shown === undefined) saveHeld({ ...held, operation: progress.id });
      shown ??= begin(progress, followed, pace, posting, run);
      if (hasBegun(progress)) {
        deployment ??= recordDeployment(progress, followed, posting, run).then((id) => {
          if (id !== undefined) saveHeld({ ...held, operation: progress.id, deployment: id });
          return id;
        });
      }
      shown.updates?.update(() => publishable(render(progress), (text) => redactor.isClean(text)));
    },
    async end(progress, more, isPublishable) {
      const text = publishable(render(progress, more), isPublishable);
      await finish(progress, text, shown, { followed, posting, run, deployment: await deployment });
      saveHeld(undefined);
      removeProgress(progress.id, environment);
      return text;
    },
  };
}

function publishable(text: string, isPublishable: (text: string) => boolean): string {
  return isPublishable(text) ? text : withheld;
}

interface Shown {
  readonly live: LiveComment | undefined;
  readonly updates: PacedUpdates | undefined;
}

/** What was refused before its first step leaves no deployment behind. */
function hasBegun({ steps, nodes }: Progress): boolean {
  return steps.length > 0 || nodes.some((node) => node.steps.length > 0);
}

function begin(progress: Progress, followed: Followed, pace: Pace, posting: Posting, run: RunContext): Shown {
  const live = openLive(progress, followed.number, run);
  const write = async (text: string) => {
    await posting.attempt(async () => live?.write(text, { signal: lastWordSignal(run) }));
  };
  return { live, updates: live && paceUpdates(write, { ...pacing, pace }) };
}

function openLive({ id }: Progress, number: number | undefined, { github }: RunContext): LiveComment | undefined {
  return number === undefined ? undefined : openLiveComment(github, { number, key: operationKey(id) });
}

/** By which a later run of the same operation finds its comment. */
export function operationKey(operation: string): string {
  return `operation ${operation}`;
}

/** On the commit that is applied, which is not the one that the workflow runs on. */
async function recordDeployment(
  progress: Progress,
  { request: { environment, digest } }: Followed,
  posting: Posting,
  run: RunContext,
): Promise<number | undefined> {
  if (environment === "") return undefined;
  const { github, report } = run;
  const signal = lastWordSignal(run);
  const wanted = {
    sha: progress.revision,
    environment,
    description: `/talos ${progress.command}`,
    payload: { operation: progress.id, command: progress.command, cluster: progress.cluster, digest },
  };
  const status = {
    state: "in_progress",
    description: `/talos ${progress.command}`,
    ...(report.runUrl !== undefined && { logUrl: report.runUrl }),
  } as const;
  return posting.attempt(async () => {
    const id = await createDeployment(github, wanted, { signal });
    await setDeploymentStatus(github, id, status, { signal });
    return id;
  });
}

interface Around {
  readonly followed: Followed;
  readonly posting: Posting;
  readonly run: RunContext;
  readonly deployment: number | undefined;
}

async function finish(progress: Progress, text: string, shown: Shown | undefined, around: Around): Promise<void> {
  const { deployment, followed, posting, run } = around;
  const live = shown?.live ?? openLive(progress, followed.number, run);
  if (shown?.updates === undefined) {
    await posting.attempt(async () => live?.write(text, { signal: lastWordSignal(run) }));
  } else await shown.updates.finish(text);
  if (deployment === undefined) return;
  const { runUrl } = run.report;
  const status = {
    state: deploymentStates[progress.state],
    description: `${progress.state}: /talos ${progress.command}`,
    ...(runUrl !== undefined && { logUrl: runUrl }),
    ...(live?.url !== undefined && { environmentUrl: live.url }),
  };
  await posting.attempt(() => setDeploymentStatus(run.github, deployment, status, { signal: lastWordSignal(run) }));
}

/** Handed over: another run goes on, under a deployment of its own. */
export const deploymentStates = {
  running: "in_progress",
  succeeded: "success",
  failed: "failure",
  refused: "inactive",
  cancelled: "failure",
  "handed-over": "inactive",
} as const satisfies Readonly<Record<OperationState, string>>;

/** A cancelled run has some seconds left, of which the last words may take these. */
function lastWordSignal({ signal }: RunContext): AbortSignal {
  return AbortSignal.timeout(signal.aborted ? 2_000 : 60_000);
}
