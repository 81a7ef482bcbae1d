/** How a gRPC channel in Go waits between attempts to connect: calls in between fail at once with the last error. */
import type { Clock } from "../../clock.ts";

export interface BackOff {
  /** The error of the last attempt while the next one is not due. */
  lastFailure(): Error | undefined;
  failed(error: Error): void;
  succeeded(): void;
}

const firstDelayMs = 1000;
const growth = 1.6;

/** Delays of 1 s, 1.6 s, 2.56 s … up to `maxDelayMs`, without the jitter of the original. */
export function createBackOff(clock: Clock, maxDelayMs: number): BackOff {
  let attempts = 0;
  let failure: { readonly error: Error; readonly retryAt: number } | undefined;
  return {
    lastFailure: () => (failure !== undefined && clock.now().getTime() < failure.retryAt ? failure.error : undefined),
    failed: (error) => {
      const delayMs = Math.min(firstDelayMs * growth ** attempts, maxDelayMs);
      attempts += 1;
      failure = { error, retryAt: clock.now().getTime() + delayMs };
    },
    succeeded: () => {
      attempts = 0;
      failure = undefined;
    },
  };
}
