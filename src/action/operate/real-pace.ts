import { setTimeout } from "node:timers/promises";
import type { Pace } from "../../operation/pace.ts";

/** Time as it goes by. */
export const realPace: Pace = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      await setTimeout(ms, undefined, { signal });
    } catch {
      signal.throwIfAborted();
    }
  },
};
