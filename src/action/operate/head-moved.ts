import { UserError } from "../../errors.ts";

/** @param number of the pull request; left out where a commit of the default branch is meant */
export function headMoved(number: number | undefined): UserError {
  const what = number === undefined ? "another commit is the newest" : `#${number} was pushed to since`;
  return new UserError(`Cannot go by the command: ${what}`, {
    code: "head_moved",
    hint: "Look at the new commit, then give the command again.",
  });
}
