/** Self-hosted runners of a repository: they take dispatched runs as they come and start the action for each job. */
import { dispatchEvent } from "../github/event-payloads.ts";
import { tellChange, waitUntil } from "../github/runs/repository-changes.ts";
import { cancelRun, completeRun } from "../github/runs/run-life.ts";
import type { Runner, WorkflowRun } from "../github/runs/run-state.ts";
import type { Repository } from "../github/state.ts";
import type { World } from "../github/world.ts";
import { carryOutRun, StartupError } from "./carry-out-run.ts";
import { ConcurrencyGroups } from "./concurrency-groups.ts";
import type { Execution, JobResult, JobScope, RunnableAction } from "./execution.ts";
import type { CancelTimes } from "./run-action.ts";
import { RunnerPool, runnerVersion } from "./runner-pool.ts";
import { concurrencyOf, parseWorkflow } from "./workflow-jobs.ts";

export interface RunnerServiceOptions {
  readonly world: World;
  readonly server: { readonly url: string };
  readonly repository: Repository;
  /** Text of a called workflow of another repository, by its path there; undefined where it has none. */
  readonly workflowText: (path: string) => string | undefined;
  readonly action: RunnableAction;
  /** What the runners' own environment has. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The repository's. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** What all runners are called by, besides `self-hosted`. */
  readonly labels?: readonly string[];
  /** How many runners there are; 1 unless told. */
  readonly atOnce?: number;
  readonly cancelTimes?: CancelTimes;
}

/** A job that has ended, with what its process wrote. */
export interface FinishedJob extends JobResult {
  readonly runId: number;
  readonly attempt: number;
}

export interface RunnerService {
  /** False: they finish what they have, and take nothing new. */
  online: boolean;
  readonly runners: readonly Runner[];
  readonly finished: readonly FinishedJob[];
  /** Why runs did not start at all. */
  readonly problems: readonly string[];
  /** Until every run is over or waits for an environment. */
  settled(options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Ends the jobs in hand as cancelled. */
  close(): Promise<void>;
}

/** Registers the runners with the repository; they are gone again after `close`. */
export function startRunner(options: RunnerServiceOptions): RunnerService {
  const { world, repository, atOnce = 1 } = options;
  const runners = Array.from({ length: atOnce }, (_, index): Runner => {
    const labels = ["self-hosted", "Linux", "X64", ...(options.labels ?? [])];
    const id = world.state.nextId();
    return { id, name: `runner-${index + 1}`, labels, version: runnerVersion, isOnline: true, isBusy: false };
  });
  repository.runners.push(...runners);
  const closing = new AbortController();
  const finished: FinishedJob[] = [];
  const problems: string[] = [];
  const work = new Set<Promise<void>>();
  const shared = { pool: new RunnerPool(repository, runners), groups: new ConcurrencyGroups(repository) };
  const begin = (run: WorkflowRun) => {
    const site = { state: world.state, repository, run };
    const task = takeRun(options, run, { ...shared, signal: closing.signal })
      .then((results) => {
        finished.push(...results.map((result) => ({ ...result, runId: run.id, attempt: run.attempt })));
      })
      .catch((error: unknown) => {
        if (closing.signal.aborted) return;
        problems.push(error instanceof Error ? error.message : String(error));
        completeRun(site, error instanceof StartupError ? "startup_failure" : "failure");
      })
      .finally(() => {
        work.delete(task);
        tellChange(repository);
      });
    work.add(task);
  };
  const watching = watchRuns(repository, begin, closing.signal);
  return {
    runners,
    finished,
    problems,
    get online() {
      return runners.every(({ isOnline }) => isOnline);
    },
    set online(isOnline) {
      for (const runner of runners) runner.isOnline = isOnline;
      tellChange(repository);
    },
    settled: ({ signal = new AbortController().signal } = {}) =>
      waitUntil(repository, () => isSettled(repository, work.size), { signal }),
    async close() {
      closing.abort();
      await Promise.all([watching, ...work]);
      for (const runner of runners) repository.runners.splice(repository.runners.indexOf(runner), 1);
    },
  };
}

/** Every attempt of a run once, in the order in which they were started. */
async function watchRuns(
  repository: Repository,
  begin: (run: WorkflowRun) => void,
  signal: AbortSignal,
): Promise<void> {
  const taken = new Set<string>();
  const next = () =>
    dispatchedRuns(repository).filter(
      ({ id, attempt, status }) => status === "queued" && !taken.has(`${id} ${attempt}`),
    );
  try {
    for (;;) {
      await waitUntil(repository, () => next().length > 0, { signal });
      for (const run of next()) {
        taken.add(`${run.id} ${run.attempt}`);
        begin(run);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** What other events start is not known here. */
function dispatchedRuns({ runs }: Repository): readonly WorkflowRun[] {
  return [...runs.values()].filter(({ event }) => event === "workflow_dispatch");
}

function isSettled(repository: Repository, atWork: number): boolean {
  const open = dispatchedRuns(repository).filter(({ status }) => status !== "completed");
  return open.every(({ status }) => status === "waiting") && atWork === open.length;
}

async function takeRun(
  options: RunnerServiceOptions,
  run: WorkflowRun,
  shared: Pick<Execution, "pool" | "groups" | "signal">,
): Promise<readonly JobResult[]> {
  const { world, server, repository, cancelTimes } = options;
  const site = { state: world.state, repository, run };
  const text = fileOf(repository, run.sha, run.path);
  if (text === undefined) throw new StartupError(`workflow was not found: ${run.path}`);
  const workflow = parseWorkflow(text);
  const event = eventOf(options, run);
  const execution: Execution = {
    ...shared,
    world,
    site,
    event,
    apiUrl: server.url,
    action: options.action,
    environment: options.environment ?? {},
    calledWorkflow: (uses) => calledText(options, run, uses),
    ...(cancelTimes && { cancelTimes }),
  };
  const scope: JobScope = { workflow, inputs: run.inputs, secrets: options.secrets ?? {}, prefix: "" };
  const github = { event_name: event.name, event: event.payload, ref: event.ref };
  const rule = concurrencyOf(workflow.concurrency, { inputs: run.inputs, github });
  if (rule === undefined) return carryOutRun(execution, scope);
  const isOver = () => run.status === "completed";
  const leave = await shared.groups.enter(rule, { cancel: () => isOver() || cancelRun(site), isOver }, shared);
  try {
    return isOver() ? [] : await carryOutRun(execution, scope);
  } finally {
    leave();
  }
}

function eventOf({ server, repository }: RunnerServiceOptions, run: WorkflowRun) {
  const event = dispatchEvent({ repository, apiUrl: server.url, sender: run.actor }, run.inputs, run.path);
  return { ...event, sha: run.sha, ref: run.ref, payload: { ...event.payload, ref: run.ref } };
}

/** `./.github/workflows/own.yaml`, or `owner/name/.github/workflows/file.yaml@ref`. */
function calledText({ repository, workflowText }: RunnerServiceOptions, run: WorkflowRun, uses: string) {
  if (uses.startsWith("./")) return fileOf(repository, run.sha, uses.slice(2));
  const path = /^[^/]+\/[^/]+\/(.+)@[^@]+$/.exec(uses)?.[1];
  return path === undefined ? undefined : workflowText(path);
}

function fileOf({ objects }: Repository, sha: string, path: string): string | undefined {
  return objects.files(sha)[path]?.content.toString("utf8");
}
