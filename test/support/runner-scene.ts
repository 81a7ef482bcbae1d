/** A simulated GitHub whose runners start a small action that prints what its inputs say. */
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { commonFields } from "../../src/playground/github/event-fields.ts";
import { waitUntil } from "../../src/playground/github/runs/repository-changes.ts";
import type { WorldEvent } from "../../src/playground/github/state.ts";
import {
  type RunnerService,
  type RunnerServiceOptions,
  startRunner,
} from "../../src/playground/runner/start-runner.ts";
import { calm, startTestGitHub, type TestGitHub } from "./github.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface Heard {
  /** `workflow_job.queued` */
  readonly name: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface RunnerScene extends TestGitHub {
  readonly runner: RunnerService;
  /** Everything that was told since. */
  readonly heard: readonly Heard[];
  /** As alice unless told: another person, or whoever has the token. */
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>;
  /** Until something of the repository's runs is so. */
  until(condition: () => boolean): Promise<void>;
  /** Dispatches a workflow and gives the run's id. */
  dispatch(inputs?: Readonly<Record<string, string>>, file?: string): Promise<number>;
}

export interface AskOptions {
  readonly body?: unknown;
  readonly as?: string;
  readonly token?: string;
}

export interface Answer {
  readonly status: number;
  // Tests look into it as they please.
  // biome-ignore lint/suspicious/noExplicitAny: what GitHub answers
  readonly body: any;
}

/** Prints `print`, sets the output `value` to it, ends with `exit`, or waits for the end of the run. */
const script = `
import { appendFileSync } from "node:fs";
const { INPUT_PRINT = "", INPUT_EXIT = "0", INPUT_WAIT = "", GITHUB_OUTPUT } = process.env;
process.stdout.write(INPUT_PRINT + "\\n");
appendFileSync(GITHUB_OUTPUT, "value=" + INPUT_PRINT.split("\\n")[0] + "\\n");
process.exitCode = Number(INPUT_EXIT);
if (INPUT_WAIT === "true") {
  const timer = setInterval(() => {}, 1000);
  process.on("SIGINT", () => clearInterval(timer));
}
`;

export const permissions = {
  contents: "read",
  checks: "write",
  actions: "write",
  deployments: "write",
  administration: "read",
} as const;

export interface SceneOptions
  extends Partial<Pick<RunnerServiceOptions, "atOnce" | "workflowText" | "labels" | "secrets">> {
  readonly files: Readonly<Record<string, string>>;
}

export async function startRunnerScene({ files, ...options }: SceneOptions): Promise<RunnerScene> {
  const test = await startTestGitHub({ files });
  const { world, server, repository } = test;
  const folder = await temporaryFolder({ "main.mjs": script, "post.mjs": "" });
  const runner = startRunner({
    ...{ world, server, repository },
    workflowText: () => undefined,
    action: { main: join(folder, "main.mjs"), post: join(folder, "post.mjs"), defaults: {} },
    ...options,
  });
  onTestFinished(() => runner.close());
  const heard: Heard[] = [];
  world.state.listeners.add((event) => void heard.push(hear(event, server.url)));
  const tokenOf = (login: string) =>
    world.addToken({ actor: world.addUser(login), permissions, repositories: [repository] }).value;
  const ask: RunnerScene["ask"] = async (method, path, { body, as = "alice", token = tokenOf(as) } = {}) => {
    const answer = await fetch(`${server.url}/repos/acme/home-ops${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  return {
    ...test,
    runner,
    heard,
    ask,
    until: (condition) => waitUntil(repository, condition, calm),
    async dispatch(inputs = {}, file = "run.yaml") {
      const body = { ref: "main", inputs, return_run_details: true };
      return (await ask("POST", `/actions/workflows/${file}/dispatches`, { body })).body.workflow_run_id;
    },
  };
}

function hear({ event, action, payload, sender, repository }: WorldEvent, apiUrl: string): Heard {
  const common = repository && commonFields({ apiUrl, repository }, sender);
  return {
    name: action === undefined ? event : `${event}.${action}`,
    event,
    payload: { ...(action !== undefined && { action }), ...payload(apiUrl), ...common },
  };
}
