/** Starts an action as a runner does: a process of its own, inputs and event through the environment and files. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventPayload } from "../github/event-payloads.ts";
import { readRunFile } from "./read-run-file.ts";
import { readStepOutput, type StepOutput } from "./workflow-commands.ts";

export interface ActionRun {
  /** The script that `runs.main` of action.yml names. */
  readonly main: string;
  readonly event: EventPayload;
  /** `owner/name` */
  readonly repository: string;
  readonly apiUrl: string;
  /** By their names in action.yml, defaults included. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What the workflow sets with `env:`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The script that `runs.post` names; it is run in the end, whatever came of the first. */
  readonly post?: string;
  /** Cancels the run as the runner does: SIGINT, then SIGTERM, then it kills. */
  readonly signal?: AbortSignal;
  readonly cancelTimes?: CancelTimes;
}

/** After the cancelling; the runner's own are 7,500 and 10,000 ms. */
export interface CancelTimes {
  readonly terminateMs: number;
  readonly killMs: number;
}

export interface ActionResult extends StepOutput {
  readonly exitCode: number | null;
  /** Everything that was written, before masking. */
  readonly output: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Of the post step, where there is one. */
  readonly post?: { readonly exitCode: number | null; readonly log: string };
}

/** Runs to the end; the process gets nothing of this one's environment but PATH. */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const folder = await mkdtemp(join(tmpdir(), "talos-chatops-run-"));
  try {
    const files = {
      event: join(folder, "event.json"),
      output: join(folder, "output"),
      summary: join(folder, "summary.md"),
      state: join(folder, "state"),
    };
    await writeFile(files.event, JSON.stringify(run.event.payload));
    await writeFile(files.output, "");
    await writeFile(files.summary, "");
    await writeFile(files.state, "");
    const environment = environmentOf(run, folder, files);
    const { exitCode, output } = await start(run.main, environment, run);
    const post = run.post === undefined ? undefined : await runPost(run.post, environment, files.state);
    const { log, annotations } = readStepOutput(output);
    return {
      ...(post && { post: { exitCode: post.exitCode, log: post.log } }),
      exitCode,
      output,
      log,
      annotations: [...annotations, ...(post?.annotations ?? [])],
      outputs: readRunFile(await readFile(files.output, "utf8")),
      summary: await readFile(files.summary, "utf8"),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function environmentOf(
  { event, inputs, ...run }: ActionRun,
  folder: string,
  files: { readonly event: string; readonly output: string; readonly summary: string; readonly state: string },
): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_STATE: files.state,
    GITHUB_REPOSITORY: run.repository,
    GITHUB_API_URL: run.apiUrl,
    GITHUB_SERVER_URL: run.apiUrl.replace(/\/api\/v3$/, ""),
    GITHUB_SHA: event.sha,
    GITHUB_REF: event.ref,
    GITHUB_RUN_ID: "4242",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...run.environment,
  };
}

/** What the first step saved is in the second one's environment. */
async function runPost(script: string, environment: Record<string, string>, stateFile: string) {
  const state = Object.entries(readRunFile(await readFile(stateFile, "utf8")));
  const saved = Object.fromEntries(state.map(([name, value]) => [`STATE_${name}`, value]));
  const { exitCode, output } = await start(script, { ...environment, ...saved }, {});
  return { exitCode, ...readStepOutput(output) };
}

const runnerTimes: CancelTimes = { terminateMs: 7_500, killMs: 10_000 };

function start(
  script: string,
  env: Record<string, string>,
  { signal, cancelTimes = runnerTimes }: Pick<ActionRun, "signal" | "cancelTimes">,
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    const timers: NodeJS.Timeout[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (exitCode) => {
      for (const timer of timers) clearTimeout(timer);
      resolve({ exitCode, output: Buffer.concat(chunks).toString("utf8") });
    });
    const cancel = () => {
      child.kill("SIGINT");
      timers.push(setTimeout(() => child.kill("SIGTERM"), cancelTimes.terminateMs));
      timers.push(setTimeout(() => child.kill("SIGKILL"), cancelTimes.killMs));
    };
    if (signal?.aborted) cancel();
    else signal?.addEventListener("abort", cancel);
  });
}
