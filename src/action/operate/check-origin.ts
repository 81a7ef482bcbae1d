/** What has to be true of the run and of the request itself before anything is written, whoever asks. */
import { readLastPush } from "../../adapters/github/last-push.ts";
import { readComment } from "../../adapters/github/read-comment.ts";
import type { Command } from "../../chatops/command.ts";
import { findCommandLines } from "../../chatops/find-command-lines.ts";
import { askAgain, commentDeleted, commentEdited, commitDiffers, fromFork, headMoved } from "../../chatops/refusals.ts";
import { UserError } from "../../errors.ts";
import type { Ask, CommentTask } from "../choose-task.ts";
import { requestOf } from "../request/request-of.ts";
import type { Target } from "../resolve-target.ts";
import type { RunContext } from "../run-context.ts";

/**
 * Anybody who may write to the repository can run a workflow again for thirty days, with the rights and the event of
 * whoever started it, and can run a branch's own copy of it.
 *
 * @throws UserError `rerun_refused`, `ref_refused`
 */
export function checkRun({ defaultBranch }: Pick<Target, "defaultBranch">, { environment }: RunContext): void {
  if (environment["GITHUB_RUN_ATTEMPT"] !== "1") {
    throw new UserError("Cannot carry this out in a run that was started again", {
      code: "rerun_refused",
      hint: askAgain,
    });
  }
  const wanted = `refs/heads/${defaultBranch?.name ?? ""}`;
  if (environment["GITHUB_REF"] !== wanted) {
    throw new UserError("Cannot carry this out: the workflow does not run on the default branch", {
      code: "ref_refused",
      hint: "Start it on the default branch.",
    });
  }
}

/** @throws UserError `fork_refused` */
export function refuseFork({ trusted, pullRequest }: Target): void {
  if (trusted) return;
  throw fromFork(pullRequest);
}

/**
 * Whoever comments means what they saw. A commit that was pushed in the same second or later may not be that.
 *
 * @throws UserError `head_moved`
 */
export async function refuseLaterPush(ask: Ask, target: Target, run: RunContext): Promise<void> {
  const commentId = commentOf(ask);
  if (commentId === undefined || target.headRef === undefined) return;
  const { github, signal } = run;
  const [comment, push] = await Promise.all([
    readComment(github, commentId, { signal }),
    readLastPush(github, target.headRef, { signal }),
  ]);
  if (comment === undefined) throw commentDeleted();
  if (push === undefined || Date.parse(push.at) < Date.parse(comment.createdAt)) return;
  throw headMoved(target.pullRequest);
}

function commentOf(ask: Ask): number | undefined {
  if (ask.kind === "comment") return ask.commentId;
  const origin = ask.kind === "request" ? requestOf(ask)?.stored.record.origin : undefined;
  return origin?.kind === "comment" ? origin.commentId : undefined;
}

/**
 * Whoever names a commit, `@3f9a1c2`, means that one and no other.
 *
 * @throws UserError `head_moved`
 */
export function requireNamedCommit({ commit }: Command, { sha, pullRequest }: Target): void {
  if (commit === undefined || sha.startsWith(commit)) return;
  throw commitDiffers(pullRequest, sha);
}

/**
 * The comment as it stands now has to be the one that was answered: anybody who may write can edit another's comment.
 *
 * @returns its lines that are commands
 * @throws UserError `comment_changed`
 */
export async function readAgain(task: CommentTask, { github, signal }: RunContext) {
  const comment = await readComment(github, task.commentId, { signal });
  if (comment === undefined) throw commentDeleted();
  if (comment.edited || comment.author.id !== task.author.id || comment.number !== task.number) {
    throw commentEdited();
  }
  return findCommandLines(comment.body);
}
