/** Why the bot does not take something in, beside what both doors refuse. */
import { askAgain } from "../../chatops/refusals.ts";
import { UserError } from "../../errors.ts";

export function tooOld(minutes: number): UserError {
  return new UserError(`Cannot go by the command: it was given more than ${minutes} minutes ago`, {
    code: "request_expired",
    hint: `The bot did not hear it in time. ${askAgain}`,
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
    hint: `What changes something is carried out in the comment's order. ${askAgain}`,
  });
}

export function notAgain(): UserError {
  return new UserError("Cannot run this again: a request is carried out once", {
    code: "rerun_refused",
    hint: askAgain,
  });
}

export function withoutBot(path: string): UserError {
  return new UserError(`Cannot start a workflow: ${path} does not name the bot`, {
    code: "settings_invalid",
    location: { file: path },
    hint: "Add `bot: { appId: … }` with the number of this App to it, on the default branch.",
  });
}
