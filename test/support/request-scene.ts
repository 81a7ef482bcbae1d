/** A request of the bot, and a run of the action that was started for it, without nodes: what is judged before any is asked. */
import { randomBytes } from "node:crypto";
import { openRun } from "../../src/action/open-run.ts";
import type { RunContext } from "../../src/action/run-context.ts";
import type { StoredRequest } from "../../src/chatops/request-record.ts";
import type { Pace } from "../../src/operation/pace.ts";
import type { Comment, Issue } from "../../src/playground/github/state.ts";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import { startTestGitHub, type TestGitHub } from "./github.ts";
import { type InstalledBot, installBot } from "./install-bot.ts";

export interface RequestScene extends TestGitHub {
  readonly bot: InstalledBot;
  readonly issue: Issue;
  /** "/talos reboot talos-m02", by alice. */
  readonly comment: Comment;
  readonly request: StoredRequest;
  /** Settings of the default branch. */
  settle(settings: string): void;
  /** The run that the bot started, with these variables besides. */
  run(environment?: Readonly<Record<string, string>>): RunContext;
}

export const runId = 4242;

/** Time that passes when somebody waits. */
export function quickPace(
  meanwhile: () => Promise<unknown> = async () => undefined,
): Pace & { readonly slept: () => number } {
  let now = Date.now();
  let slept = 0;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
      slept += ms;
      await meanwhile();
    },
    slept: () => slept,
  };
}

const settings = `clusters:
  main:
    environment: talos-main
    config: { base: talos/machineconfig.yaml.j2 }
    nodes:
      talos-m01: { address: 192.168.5.201, role: controlplane }
      talos-m02: { address: 192.168.5.202, role: controlplane }
`;

export async function startRequestScene(): Promise<RequestScene> {
  const test = await startTestGitHub();
  const { world, repository, server } = test;
  const bot = installBot(test);
  const settle = (text: string) => void world.push(repository, "main", { ".github/talos-chatops.yaml": text });
  settle(`${settings}${bot.settings}`);
  world.push(repository, "change", { "talos/nodes/talos-m02.yaml.j2": "machine: {}\n" });
  const issue = world.openPullRequest({ base: repository, branch: "change", author: "alice" });
  for (const login of ["alice", "bob"]) world.setRole(repository, login, "write");
  const comment = world.comment(issue, { author: "alice", body: "/talos reboot talos-m02" });
  const request = await bot.bind(await bot.record(issue, comment), runId);
  const token = world.addWorkflowToken(repository, {
    contents: "read",
    pull_requests: "read",
    checks: "read",
    actions: "read",
  }).value;
  return {
    ...test,
    ...{ bot, issue, comment, request, settle },
    run: (environment = {}) =>
      quietRun({
        "INPUT_GITHUB-TOKEN": token,
        GITHUB_API_URL: server.url,
        GITHUB_REPOSITORY: "acme/home-ops",
        GITHUB_RUN_ID: String(runId),
        GITHUB_RUN_ATTEMPT: "1",
        GITHUB_REF: "refs/heads/main",
        ...environment,
      }),
  };
}

export const clusterSettings = settings;

function quietRun(environment: NodeJS.ProcessEnv): RunContext {
  const redactionKey = randomBytes(32);
  const nothing = () => undefined;
  const log = { info: nothing, warn: nothing, failure: nothing, hide: nothing };
  const { signal } = new AbortController();
  const cancel = { stop: signal, signal, giveTime: nothing, end: nothing };
  return openRun({ environment, log, signal, cancel, redactionKey, redactor: createRedactor({ key: redactionKey }) });
}
