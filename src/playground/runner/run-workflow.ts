/** One run of a workflow from its event to its end, for who wants to look at what came of its jobs. */
import type { EventPayload } from "../github/event-payloads.ts";
import { cancelRun, rerun, startRun } from "../github/runs/run-life.ts";
import type { RunSite } from "../github/runs/run-site.ts";
import type { Runner, WorkflowRun } from "../github/runs/run-state.ts";
import type { Repository, User } from "../github/state.ts";
import type { World } from "../github/world.ts";
import { carryOutRun } from "./carry-out-run.ts";
import { ConcurrencyGroups } from "./concurrency-groups.ts";
import type { JobResult, RunnableAction } from "./execution.ts";
import type { CancelTimes } from "./run-action.ts";
import { RunnerPool, runnerVersion } from "./runner-pool.ts";
import { parseWorkflow } from "./workflow-jobs.ts";

export type { JobResult } from "./execution.ts";

export interface Workflow {
  /** Text of the workflow whose jobs are run: of a reusable one its own. */
  readonly text: string;
  /** Path of the file that was triggered: `.github/workflows/talos.yaml`. */
  readonly path: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface RunnerOptions {
  readonly world: World;
  readonly repository: Repository;
  readonly apiUrl: string;
  readonly actor: User;
  readonly action: RunnableAction;
  /** What the runner's own environment has besides. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Called when a job waits for an environment; not approved afterwards, it is not run. */
  readonly review?: (run: WorkflowRun, environment: string) => Promise<void>;
  readonly attempt?: number;
  /** Cancels the run. */
  readonly signal?: AbortSignal;
  readonly cancelTimes?: CancelTimes;
  /** Of a run that was dispatched through the API; a new one unless told. */
  readonly run?: WorkflowRun;
}

/** All jobs in the file's order on a runner that has every label. */
export async function runWorkflow(
  workflow: Workflow,
  event: EventPayload,
  options: RunnerOptions,
): Promise<readonly JobResult[]> {
  const { world, repository, actor, review, signal, cancelTimes } = options;
  const started = { path: workflow.path, event: event.name, actor, ref: event.ref };
  const run = options.run ?? startRun(world.state, repository, started);
  const site = { state: world.state, repository, run };
  if (run.status === "completed") rerun(site, actor);
  run.attempt = options.attempt ?? run.attempt;
  const cancel = () => run.status === "completed" || cancelRun(site);
  signal?.addEventListener("abort", cancel);
  try {
    return await carryOutRun(
      {
        world,
        site,
        event,
        apiUrl: options.apiUrl,
        action: options.action,
        environment: options.environment ?? {},
        pool: new RunnerPool(repository, [oneRunner(site)], { ignoresLabels: true }),
        groups: new ConcurrencyGroups(repository),
        calledWorkflow: () => undefined,
        signal: new AbortController().signal,
        ...(cancelTimes && { cancelTimes }),
        onHeld: async ({ environment }) => {
          await review?.(run, environment);
          return "leave";
        },
      },
      { workflow: parseWorkflow(workflow.text), inputs: workflow.inputs, secrets: workflow.secrets, prefix: "" },
    );
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

function oneRunner({ state }: RunSite): Runner {
  return { id: state.nextId(), name: "runner", labels: [], version: runnerVersion, isOnline: true, isBusy: false };
}
