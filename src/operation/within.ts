import { UserError } from "../errors.ts";
import type { PollOptions } from "./poll.ts";

/**
 * Runs something that may take only so long: its signal aborts when the time is over.
 *
 * @param what the beginning of a sentence: `Pulling the image`
 * @throws UserError `node_timeout`
 */
export async function within<T>(
  what: string,
  { pace, signal, seconds }: PollOptions,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const overdue = new AbortController();
  const finished = new AbortController();
  const timer = pace.sleep(seconds * 1000, finished.signal).then(() => {
    const error = new UserError(`${what} took longer than ${seconds} seconds`, { code: "node_timeout" });
    overdue.abort(error);
    throw error;
  });
  try {
    return await Promise.race([run(AbortSignal.any([signal, overdue.signal])), timer]);
  } finally {
    timer.catch(() => undefined);
    finished.abort();
  }
}
