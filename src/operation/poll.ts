import type { Waiting } from "../health/probes.ts";
import type { Pace } from "./pace.ts";

export interface PollOptions extends Waiting {
  readonly pace: Pace;
  /** How long it is asked at most; it is asked once in any case. */
  readonly seconds: number;
}

const shortestMs = 25;
const longestMs = 5000;

/**
 * Asks until the answer is not undefined: often at first, then at intervals of a twentieth of the time that has passed.
 *
 * @returns undefined when the time is over
 */
export async function poll<T>(
  ask: () => Promise<T | undefined>,
  { pace, signal, seconds }: PollOptions,
): Promise<T | undefined> {
  const start = pace.now();
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    const passed = pace.now() - start;
    const left = seconds * 1000 - passed;
    if (left <= 0) return undefined;
    await pace.sleep(Math.min(left, longestMs, Math.max(shortestMs, passed / 20)), signal);
  }
}
