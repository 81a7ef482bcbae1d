/** A task in, everything posted out: the part of the action that is loaded only when there is something to do. */
import { randomBytes } from "node:crypto";
import { connectGitHub } from "../adapters/github/connect-github.ts";
import { openRepositoryFiles } from "../adapters/github/repository-files.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import { createRedactor, type Redactor } from "../redaction/create-redactor.ts";
import type { Task } from "./choose-task.ts";
import { readInputs } from "./inputs.ts";
import { listenForCancel } from "./listen-for-cancel.ts";
import { createPosting, type Posting } from "./posting.ts";
import { reportFailure } from "./report-failure.ts";
import type { RunContext } from "./run-context.ts";
import { createRunLog, type RunLog } from "./run-log.ts";
import { writeOutcomes, writeOutputs } from "./write-outcomes.ts";

type Work = Exclude<Task, { readonly kind: "ignored" }>;

/** Never throws: what goes wrong is reported, and told to the runner by the exit code. */
export async function runTask(task: Work, environment: NodeJS.ProcessEnv): Promise<void> {
  const redactionKey = randomBytes(32);
  const redactor = createRedactor({ key: redactionKey });
  const log = createRunLog((text) => process.stdout.write(text), redactor);
  const cancel = listenForCancel(process, log);
  try {
    const run = openRun({ environment, log, signal: cancel.signal, cancel, redactor, redactionKey });
    const posting = createPosting(log, { isExpected: hasReadingToken(task, environment) });
    await perform(task, posting, run);
  } catch (error) {
    await reportFailure(error, { log, redactor, environment, wasCancelled: cancel.signal.aborted });
  } finally {
    cancel.end();
  }
}

/** Loads what the task needs, and for a stranger's comment next to nothing. */
async function perform(task: Work, posting: Posting, run: RunContext): Promise<void> {
  if (task.kind !== "comment" && task.kind !== "dispatch") {
    const { planEvent } = await import("./plan-event.ts");
    await writeOutcomes(await planEvent(task, posting, run), posting.problems, run);
    return;
  }
  if (run.inputs.phase === "operate") {
    const { runOperatePhase } = await import("./operate/operate-phase.ts");
    const { writePhaseOutcome } = await import("./operate/write-phase-outcome.ts");
    await writePhaseOutcome(await runOperatePhase(task, posting, run), posting.problems, run);
    return;
  }
  const { answerAsk } = await import("./ask/answer-ask.ts");
  const { outcomes, requests } = await answerAsk(task, posting, run);
  await writeOutcomes(outcomes, posting.problems, run);
  writeOutputs({ operate: String(requests.length > 0), requests: JSON.stringify(requests) });
}

type Opening = Pick<RunContext, "environment" | "log" | "signal" | "cancel" | "redactor" | "redactionKey">;

function openRun(opening: Opening): RunContext {
  const { environment, log, redactor } = opening;
  const inputs = readInputs(environment);
  redactor.learnValue(inputs.token);
  hideTalosconfig(inputs.talosconfig, log, redactor);
  const repository = environment["GITHUB_REPOSITORY"] ?? "";
  const server = environment["GITHUB_SERVER_URL"] ?? "https://github.com";
  const apiUrl = environment["GITHUB_API_URL"] ?? "https://api.github.com";
  const github = connectGitHub({ token: inputs.token, apiUrl, repository, log });
  const repositoryUrl = `${server}/${repository}`;
  const runUrl = `${repositoryUrl}/actions/runs/${environment["GITHUB_RUN_ID"] ?? ""}`;
  const filesAt = once((sha) => openRepositoryFiles(github, sha));
  return { ...opening, inputs, github, filesAt, report: { repositoryUrl, runUrl } };
}

function once(open: (sha: string) => RepositoryFiles): (sha: string) => RepositoryFiles {
  const opened = new Map<string, RepositoryFiles>();
  return (sha) => {
    const files = opened.get(sha) ?? open(sha);
    opened.set(sha, files);
    return files;
  };
}

/** The runner masks a secret as a whole; its lines would still show one by one. */
function hideTalosconfig(talosconfig: string | undefined, log: RunLog, redactor: Redactor): void {
  for (const [, value = ""] of talosconfig?.matchAll(/\b(?:ca|crt|key)["']?:\s*["']?([A-Za-z0-9+/=]{20,})/g) ?? []) {
    log.hide(value);
    redactor.learnValue(value);
  }
}

/** GitHub gives runs of forks' pull requests, and of Dependabot's, a token that may only read. */
function hasReadingToken(task: Work, environment: NodeJS.ProcessEnv): boolean {
  return task.kind === "pull-request" && (task.fork || environment["GITHUB_ACTOR"] === "dependabot[bot]");
}
