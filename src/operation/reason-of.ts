import { UserError } from "../errors.ts";
import type { Reason } from "./operation.ts";

/** Why something went wrong, for people; of a bug only that it is one, since its text may hold anything. */
export function reasonOf(error: unknown, signal: AbortSignal): Reason {
  if (error instanceof UserError) {
    const { code, message, hint } = error;
    return { code, message, ...(hint !== undefined && { hint }) };
  }
  if (signal.aborted) {
    return {
      code: "cancelled",
      message: "The run was told to end at once, in the middle of a step",
      hint: "Continue: what was begun is found by looking at the node.",
    };
  }
  return { code: "bug", message: "Something unexpected went wrong: the run's log tells more" };
}
