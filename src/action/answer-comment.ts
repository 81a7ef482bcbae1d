/** Answers a comment, for people who may write to the repository; everybody else is met with silence. */
import { readRole } from "../adapters/github/person.ts";
import type { CommentTask } from "./choose-task.ts";
import type { Posting } from "./posting.ts";
import type { ClusterOutcome } from "./report-cluster.ts";
import type { RunContext } from "./run-context.ts";

/** @returns the plans that were made; none when the commenter may not ask for any */
export async function answerComment(
  task: CommentTask,
  posting: Posting,
  run: RunContext,
): Promise<readonly ClusterOutcome[]> {
  const role = await readRole(run.github, task.author, { signal: run.signal });
  if (role === "none" || role === "read" || role === "triage") {
    run.log.info("The commenter has no write permission: no answer");
    return [];
  }
  const { answerCommands } = await import("./answer-commands.ts");
  return answerCommands(task, posting, run);
}
