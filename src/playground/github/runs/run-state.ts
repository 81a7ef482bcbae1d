/** Runs of workflows, their jobs, and the gates of environments that jobs wait at. Plain data, as in state.ts. */
import type { App } from "../app.ts";
import type { Environment } from "../environment.ts";
import type { User } from "../people.ts";

export type RunStatus = "queued" | "in_progress" | "waiting" | "completed";
export type RunConclusion = "success" | "failure" | "cancelled" | "skipped" | "startup_failure";
export type JobConclusion = Exclude<RunConclusion, "startup_failure">;

export interface WorkflowRun {
  readonly id: number;
  /** Counts the runs of one workflow. */
  readonly number: number;
  attempt: number;
  /** Path of the workflow's file. */
  readonly path: string;
  /** `name` of the workflow's file. */
  readonly name: string;
  /** From `run-name` of the workflow's file. */
  readonly title: string;
  readonly event: string;
  readonly actor: User;
  /** Who started this attempt. */
  triggeringActor: User;
  /** Of a dispatched run. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly ref: string;
  readonly sha: string;
  status: RunStatus;
  conclusion: RunConclusion | null;
  readonly createdAt: string;
  /** Of this attempt. */
  startedAt: string;
  updatedAt: string;
  /** Somebody asked for its end: no further job starts. */
  isCancelled: boolean;
  /** How earlier attempts stood in the end. */
  readonly earlier: RunAttempt[];
  /** Of all attempts. */
  readonly jobs: Job[];
  readonly gates: Gate[];
  readonly reviews: Review[];
}

export type RunAttempt = Readonly<
  Pick<WorkflowRun, "attempt" | "triggeringActor" | "status" | "conclusion" | "startedAt" | "updatedAt">
>;

export interface Job {
  /** Also of its check run. */
  readonly id: number;
  readonly attempt: number;
  readonly name: string;
  status: RunStatus;
  conclusion: JobConclusion | null;
  /** What `runs-on` asks for. */
  readonly labels: readonly string[];
  /** Empty: none. */
  readonly environment: string;
  deploymentId: number | undefined;
  runner: Runner | undefined;
  readonly createdAt: string;
  startedAt: string;
  completedAt: string | null;
  readonly steps: Step[];
}

export interface Step {
  readonly number: number;
  readonly name: string;
  status: "queued" | "in_progress" | "completed";
  conclusion: JobConclusion | null;
  startedAt: string | null;
  completedAt: string | null;
}

/** What jobs of one attempt wait for before they may use an environment. */
export interface Gate {
  readonly environment: Environment;
  readonly attempt: number;
  readonly since: string;
  readonly jobs: Job[];
  state: "waiting" | "approved" | "rejected";
  isReviewed: boolean;
  isWaitOver: boolean;
  /** What Apps' rules said. */
  readonly answers: Map<App, "approved" | "rejected">;
  /** What Apps had to say meanwhile. */
  readonly reports: { readonly app: App; readonly comment: string }[];
}

export interface Review {
  readonly state: "approved" | "rejected";
  readonly user: User;
  readonly environment: string;
  readonly comment: string;
}

/** A self-hosted runner, registered with a repository. */
export interface Runner {
  readonly id: number;
  readonly name: string;
  readonly labels: readonly string[];
  readonly version: string;
  isOnline: boolean;
  isBusy: boolean;
}
