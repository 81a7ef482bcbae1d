import type { RunLog } from "./run-log.ts";

export interface Cancel {
  readonly signal: AbortSignal;
  stop(): void;
}

/**
 * Aborts when the runner cancels the job: it sends SIGINT, after 7.5 s SIGTERM, and after 2.5 s more it kills.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation
 */
export function listenForCancel(process: NodeJS.Process, log: RunLog): Cancel {
  const controller = new AbortController();
  const cancel = () => {
    if (!controller.signal.aborted) log.info("Cancelled: nothing on the cluster was changed");
    controller.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, cancel);
  return {
    signal: controller.signal,
    stop() {
      for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, cancel);
    },
  };
}
