/** Time as an argument: what waits can be made to wait less by a test. */
export interface Pace {
  /** Unix milliseconds. */
  now(): number;
  /** Rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
