/** A task in, everything posted out: the part of the action that is loaded only when there is something to do. */
import { randomBytes } from "node:crypto";
import { createRedactor } from "../redaction/create-redactor.ts";
import type { CommentTask, DispatchTask, RequestTask, Task } from "./choose-task.ts";
import { listenForCancel } from "./listen-for-cancel.ts";
import { openRun } from "./open-run.ts";
import { performAsk } from "./perform-ask.ts";
import { createPosting, type Posting } from "./posting.ts";
import { reportFailure } from "./report-failure.ts";
import type { RequestedTask } from "./request/open-request.ts";
import type { RunContext } from "./run-context.ts";
import { createRunLog } from "./run-log.ts";
import { writeOutcomes } from "./write-outcomes.ts";

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
    leaveSoon();
  }
}

const lastMs = 10_000;

/** A connection that somebody forgot to close must not hold the runner: this fires only where something is still open. */
function leaveSoon(): void {
  setTimeout(() => process.exit(), lastMs).unref();
}

/** Loads what the task needs, and for a stranger's comment next to nothing. */
async function perform(task: Work, posting: Posting, run: RunContext): Promise<void> {
  if (task.kind === "commit" || task.kind === "pull-request") {
    const { planEvent } = await import("./plan-event.ts");
    await writeOutcomes(await planEvent(task, posting, run), posting.problems, run);
  } else if (isRequested(task)) {
    const { performRequest } = await import("./request/perform-request.ts");
    await performRequest(task, posting, run);
  } else await performAsk(task, posting, run);
}

function isRequested(task: CommentTask | DispatchTask | RequestTask): task is RequestedTask {
  return task.kind === "request" || (task.kind === "dispatch" && task.requestId !== undefined);
}

/** GitHub gives runs of forks' pull requests, and of Dependabot's, a token that may only read. */
function hasReadingToken(task: Work, environment: NodeJS.ProcessEnv): boolean {
  return task.kind === "pull-request" && (task.fork || environment["GITHUB_ACTOR"] === "dependabot[bot]");
}
