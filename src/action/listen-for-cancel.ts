import type { RunLog } from "./run-log.ts";

export interface Cancel {
  /** Start nothing further: aborts with the first request to stop. */
  readonly stop: AbortSignal;
  /** Let go of what is under way. Aborts at once unless time is given for it. */
  readonly signal: AbortSignal;
  /** What is under way may change the cluster: from here on it has time, until the runner's second request. */
  giveTime(): void;
  end(): void;
}

/**
 * Listens to the runner, which cancels a job with SIGINT, after 7.5 s SIGTERM, and after 2.5 s more kills it.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation
 */
export function listenForCancel(process: NodeJS.Process, log: RunLog): Cancel {
  const stop = new AbortController();
  const now = new AbortController();
  let hasTime = false;
  let last: NodeJS.Timeout | undefined;
  const cancel = () => {
    if (stop.signal.aborted || !hasTime) now.abort();
    if (stop.signal.aborted) return;
    log.info(hasTime ? "Cancelled: no further node is started" : "Cancelled: nothing on the cluster was changed");
    stop.abort();
    if (hasTime) last = setTimeout(() => now.abort(), graceMs).unref();
  };
  for (const signal of signals) process.on(signal, cancel);
  return {
    stop: stop.signal,
    signal: now.signal,
    giveTime() {
      hasTime = true;
    },
    end() {
      clearTimeout(last);
      for (const signal of signals) process.off(signal, cancel);
    },
  };
}

const signals = ["SIGINT", "SIGTERM"] as const;

/** Before the runner's second signal, so that there is time left to write down how far it came. */
const graceMs = 6_500;
