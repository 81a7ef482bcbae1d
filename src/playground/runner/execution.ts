/** What the jobs of a run are carried out with, and what came of them. */
import type { EventPayload } from "../github/event-payloads.ts";
import type { RunSite } from "../github/runs/run-site.ts";
import type { Job } from "../github/runs/run-state.ts";
import type { World } from "../github/world.ts";
import type { ConcurrencyGroups } from "./concurrency-groups.ts";
import type { ActionResult, CancelTimes } from "./run-action.ts";
import type { RunnerPool } from "./runner-pool.ts";
import type { Permissions, WorkflowText } from "./workflow-jobs.ts";

/** The one action that steps use: its `main` and `post`, and its inputs' defaults. */
export interface RunnableAction {
  readonly main: string;
  readonly post: string;
  readonly defaults: Readonly<Record<string, string>>;
}

export interface Execution {
  readonly world: World;
  readonly site: RunSite;
  readonly event: EventPayload;
  readonly apiUrl: string;
  readonly action: RunnableAction;
  /** What the runner's own environment has besides. */
  readonly environment: Readonly<Record<string, string>>;
  readonly pool: RunnerPool;
  readonly groups: ConcurrencyGroups;
  /** Text of a workflow that is called: `owner/name/.github/workflows/file.yaml@ref`. */
  readonly calledWorkflow: (uses: string) => string | undefined;
  readonly cancelTimes?: CancelTimes;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** A job waits for its environment: whether it is to be waited for. */
  readonly onHeld?: (job: Job) => Promise<"wait" | "leave">;
}

export interface JobResult {
  readonly job: string;
  /** `waiting`: nobody approved its environment, and it was left so. */
  readonly state: "done" | "failed" | "skipped" | "waiting" | "cancelled";
  readonly environment: string;
  readonly matrix: Readonly<Record<string, unknown>>;
  readonly step?: ActionResult;
}

/** What the jobs of one file see. */
export interface JobScope {
  readonly workflow: WorkflowText;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Of the job that calls this workflow, before the names of its jobs: `talos / `. */
  readonly prefix: string;
  /** What the calling job may do; called ones may do no more. */
  readonly limit?: Permissions;
}
