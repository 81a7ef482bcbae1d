/** Why something that was asked for is not done, in the words of both doors. */
import { UserError } from "../errors.ts";

export const askAgain = "Give the command again, as a new comment.";

const askSomebody =
  "Ask whoever looks after this repository: `permissions` in the settings of its default branch say who may ask for what.";

/** @param reason of the decision, as a sentence */
export function notAllowed(command: string, cluster: string, reason: string): UserError {
  return new UserError(`You may not ask for ${command} on ${cluster}. ${reason}`, {
    code: "permission_denied",
    hint: askSomebody,
  });
}

/** For people who are known here, but may ask for nothing. */
export function notAllowedAnything(): UserError {
  return new UserError("You may not ask for anything here", { code: "permission_denied", hint: askSomebody });
}

/** @param number of the pull request */
export function fromFork(number: number | undefined): UserError {
  return new UserError(`Cannot change a cluster from #${number ?? ""}: it comes from a fork`, {
    code: "fork_refused",
    hint: "Push the change to a branch of this repository. `/talos diff` compares it without touching a node.",
  });
}

/** @param number of the pull request; left out where a commit of the default branch is meant */
export function headMoved(number: number | undefined): UserError {
  const what = number === undefined ? "another commit is the newest" : `#${number} was pushed to since`;
  return new UserError(`Cannot go by the command: ${what}`, {
    code: "head_moved",
    hint: "Look at the new commit, then give the command again.",
  });
}

/** For who has named a commit, which is not the pull request's head. */
export function commitDiffers(number: number | undefined, headSha: string): UserError {
  const head = number === undefined ? "the newest commit" : `the head of #${number}`;
  return new UserError(`Cannot go by the command: ${head} is another commit`, {
    code: "head_moved",
    hint: `It is ${headSha.slice(0, 12)} now. Look at it, then give the command again.`,
  });
}

export function commentEdited(): UserError {
  return new UserError("Cannot go by the command: its comment was edited", { code: "comment_changed", hint: askAgain });
}

export function commentDeleted(): UserError {
  return new UserError("Cannot go by the command: its comment was deleted", { code: "comment_changed" });
}
