/** Carries out a workflow file as GitHub and its runners do: jobs, conditions, matrix, environments, tokens, post steps. */
import { parse } from "yaml";
import type { EventPayload } from "../github/event-payloads.ts";
import { fullName } from "../github/present.ts";
import type { Repository, TokenPermissions, User, WorkflowRun } from "../github/state.ts";
import { isApproved, startRun } from "../github/workflow-runs.ts";
import type { World } from "../github/world.ts";
import { type Contexts, evaluateText, isTrue, toText } from "./evaluate-expression.ts";
import { type ActionResult, type CancelTimes, runAction } from "./run-action.ts";

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
  /** `main` and `post` of the one action that steps may use, and its inputs' defaults. */
  readonly action: {
    readonly main: string;
    readonly post: string;
    readonly defaults: Readonly<Record<string, string>>;
  };
  /** What the runner's own environment has besides. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Called when a job waits for an environment; not approved afterwards, it is not run. */
  readonly review?: (run: WorkflowRun, environment: string) => Promise<void>;
  readonly attempt?: number;
  /** Cancels the job that runs. */
  readonly signal?: AbortSignal;
  readonly cancelTimes?: CancelTimes;
  /** Of a run that was dispatched through the API; a new one unless told. */
  readonly run?: WorkflowRun;
}

export interface JobResult {
  readonly job: string;
  /** `waiting`: nobody approved its environment. */
  readonly state: "done" | "failed" | "skipped" | "waiting";
  readonly environment: string;
  readonly matrix: Readonly<Record<string, unknown>>;
  readonly step?: ActionResult;
}

interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, "read" | "write">>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix?: Readonly<Record<string, string>> };
  readonly steps: readonly {
    readonly id?: string;
    readonly with?: Readonly<Record<string, string>>;
    readonly env?: Readonly<Record<string, string>>;
  }[];
}

/** All jobs in the file's order, one after another; each has one step, which uses the action. */
export async function runWorkflow(
  workflow: Workflow,
  event: EventPayload,
  options: RunnerOptions,
): Promise<readonly JobResult[]> {
  const { world, repository, actor } = options;
  const file: { readonly jobs: Readonly<Record<string, Job>> } = parse(workflow.text);
  const started = { path: workflow.path, event: event.name, actor, ref: event.ref };
  const run = options.run ?? startRun(world.state, repository, started);
  run.attempt = options.attempt ?? 1;
  const results: JobResult[] = [];
  const needs: Record<string, unknown> = {};
  for (const [name, job] of Object.entries(file.jobs)) {
    const contexts = { ...contextsOf(workflow, event), needs };
    const isSkipped =
      (job.needs !== undefined && needs[job.needs] === undefined) ||
      (job.if !== undefined && !isTrue(evaluateText(wrap(job.if), contexts)));
    if (isSkipped) {
      results.push({ job: name, state: "skipped", environment: "", matrix: {} });
      continue;
    }
    for (const matrix of matrixOf(job, contexts)) {
      const result = await runJob(name, job, { ...contexts, matrix }, { workflow, event, run, options });
      results.push({ ...result, matrix });
      const steps = { [job.steps[0]?.id ?? ""]: { outputs: result.step?.outputs ?? {} } };
      const outputs = Object.entries(job.outputs ?? {}).map(([key, text]) => [
        key,
        toText(evaluateText(text, { steps })),
      ]);
      if (result.state === "done") needs[name] = { outputs: Object.fromEntries(outputs) };
    }
  }
  return results;
}

/** A condition need not be written as an expression. */
function wrap(condition: string): string {
  return condition.includes("${{") ? condition : ["$", `{{ ${condition} }}`].join("");
}

function contextsOf({ inputs, secrets }: Workflow, event: EventPayload): Contexts {
  return { inputs, secrets, github: { event_name: event.name, event: event.payload } };
}

function matrixOf({ strategy }: Job, contexts: Contexts): readonly Readonly<Record<string, unknown>>[] {
  const [dimension] = Object.entries(strategy?.matrix ?? {});
  if (dimension === undefined) return [{}];
  const values = evaluateText(dimension[1], contexts);
  return Array.isArray(values) ? values.map((value: unknown) => ({ [dimension[0]]: value })) : [];
}

interface Around {
  readonly workflow: Workflow;
  readonly event: EventPayload;
  readonly run: WorkflowRun;
  readonly options: RunnerOptions;
}

async function runJob(name: string, job: Job, contexts: Contexts, around: Around): Promise<Omit<JobResult, "matrix">> {
  const { run, options } = around;
  const environment = toText(evaluateText(job.environment ?? "", contexts));
  const guarded = options.repository.environments.get(environment);
  if (!isApproved(run, guarded)) await options.review?.(run, environment);
  if (!isApproved(run, guarded)) return { job: name, state: "waiting", environment };
  const step = await runStep(job, contexts, around);
  return { job: name, state: step.exitCode === 0 ? "done" : "failed", environment, step };
}

async function runStep(job: Job, contexts: Contexts, { workflow, event, run, options }: Around): Promise<ActionResult> {
  const { world, repository, apiUrl, action, signal, cancelTimes } = options;
  const [step] = job.steps;
  const texts = (values: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(values).map(([key, text]) => [key, toText(evaluateText(text, contexts))]));
  const token = world.addWorkflowToken(repository, tokenPermissions(job)).value;
  return runAction({
    main: action.main,
    post: action.post,
    event,
    repository: fullName(repository),
    apiUrl,
    inputs: { ...action.defaults, "github-token": token, ...texts(step?.with) },
    environment: {
      ...options.environment,
      ...texts(step?.env),
      GITHUB_RUN_ID: String(run.id),
      GITHUB_RUN_ATTEMPT: String(run.attempt),
      GITHUB_WORKFLOW_REF: `${fullName(repository)}/${workflow.path}@${event.ref}`,
    },
    ...(signal && { signal }),
    ...(cancelTimes && { cancelTimes }),
  });
}

/** A job's token may do what the job declares, and nothing else. */
function tokenPermissions({ permissions = {} }: Job): TokenPermissions {
  return Object.fromEntries(Object.entries(permissions).map(([name, access]) => [name.replaceAll("-", "_"), access]));
}
