/** Posts results. What cannot be posted is said and remembered, and keeps nothing else from being shown. */
import { UserError } from "../errors.ts";
import type { RunLog } from "./run-log.ts";

export interface Posting {
  /** What could not be posted, in order. */
  readonly problems: readonly UserError[];
  /** @returns undefined when it failed for a reason that a person can repair; bugs and cancelling pass */
  attempt<T>(work: () => Promise<T>): Promise<T | undefined>;
}

/** @param isExpected The token may only read, as for pull requests from forks: then failing to post is no problem. */
export function createPosting(log: RunLog, { isExpected }: { readonly isExpected: boolean }): Posting {
  const problems: UserError[] = [];
  return {
    problems,
    async attempt(work) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        if (isExpected) log.info(`Not posted, the token of this run only reads: ${error.message}`);
        else {
          log.warn(error.hint === undefined ? error.message : `${error.message}. ${error.hint}`);
          problems.push(error);
        }
        return undefined;
      }
    },
  };
}
