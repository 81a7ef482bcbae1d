import { UserError } from "../errors.ts";
import type { PollOptions } from "./poll.ts";

/**
 * Runs something that may take only so long: its signal aborts when the time is over.
 *
 * @param late what is thrown then, or the beginning of its sentence: `Pulling the image`
 * @throws UserError `node_timeout` unless told otherwise
 */
export async function within<T>(
  late: string | UserError,
  { pace, signal, seconds }: PollOptions,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const overdue = new AbortController();
  const finished = new AbortController();
  const timer = pace.sleep(seconds * 1000, finished.signal).then(() => {
    const error = typeof late === "string" ? tookLonger(late, seconds) : late;
    overdue.abort(error);
    throw error;
  });
  const running = run(AbortSignal.any([signal, overdue.signal]));
  try {
    return await Promise.race([running, timer]);
  } finally {
    // Whichever comes second is of no interest any more.
    running.catch(() => undefined);
    timer.catch(() => undefined);
    finished.abort();
  }
}

function tookLonger(what: string, seconds: number): UserError {
  return new UserError(`${what} took longer than ${seconds} seconds`, { code: "node_timeout" });
}
