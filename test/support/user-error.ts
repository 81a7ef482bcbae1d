import { UserError } from "../../src/errors.ts";

/** The UserError that `run` throws; anything else, or nothing, fails the test. */
export function userError(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("expected a UserError, nothing was thrown");
}
