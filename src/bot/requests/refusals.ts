/** Why something that was asked for is not done, for whoever asked. */
import { UserError } from "../../errors.ts";

const again = "Give the command again, as a new comment.";

export function notAllowed(command: string, cluster: string, reason: string): UserError {
  return new UserError(`You may not ask for ${command} on ${cluster}. ${reason}`, {
    code: "permission_denied",
    hint: "Ask whoever looks after this repository: `permissions` in the settings of its default branch say who may ask for what.",
  });
}

/** For people who are known here, but may ask for nothing. */
export function notAllowedAnything(): UserError {
  return new UserError("You may not ask for anything here", {
    code: "permission_denied",
    hint: "Ask whoever looks after this repository: `permissions` in the settings of its default branch say who may ask for what.",
  });
}

export function fromFork(number: number): UserError {
  return new UserError(`Cannot change a cluster from #${number}: it comes from a fork`, {
    code: "fork_refused",
    hint: "Push the change to a branch of this repository. `/talos diff` compares it without touching a node.",
  });
}

export function headMoved(number: number): UserError {
  return new UserError(`Cannot go by the command: #${number} was pushed to since`, {
    code: "head_moved",
    hint: "Look at the new commit, then give the command again.",
  });
}

export function commitDiffers(number: number, headSha: string): UserError {
  return new UserError(`Cannot go by the command: the head of #${number} is another commit`, {
    code: "head_moved",
    hint: `It is ${headSha.slice(0, 12)} now. Look at it, then give the command again.`,
  });
}

export function commentChanged(): UserError {
  return new UserError("Cannot go by the command: its comment was edited", { code: "comment_changed", hint: again });
}

export function tooOld(minutes: number): UserError {
  return new UserError(`Cannot go by the command: it was given more than ${minutes} minutes ago`, {
    code: "request_expired",
    hint: `The bot did not hear it in time. ${again}`,
  });
}

export function tooMany(most: number, minutes: number): UserError {
  return new UserError(
    `Cannot take more than ${most} commands of one person in ${minutes} minutes on one pull request`,
    {
      code: "too_many_requests",
      hint: "Wait for those that go on. Your commands beyond are not answered until then.",
    },
  );
}

export function earlierRefused(): UserError {
  return new UserError("Cannot go on: a command before it in the same comment was refused", {
    code: "earlier_failed",
    hint: `What changes something is carried out in the comment's order. ${again}`,
  });
}

export function notAgain(): UserError {
  return new UserError("Cannot run this again: a request is carried out once", { code: "rerun_refused", hint: again });
}

export function withoutBot(path: string): UserError {
  return new UserError(`Cannot start a workflow: ${path} does not name the bot`, {
    code: "settings_invalid",
    location: { file: path },
    hint: "Add `bot: { appId: … }` with the number of this App to it, on the default branch.",
  });
}
