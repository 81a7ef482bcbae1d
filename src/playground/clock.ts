/** Time as the simulators see it, so that a test can let minutes pass at once. */
export interface Clock {
  now(): Date;
  /** Runs `action` once, `delayMs` from now; the returned function calls it off. */
  after(delayMs: number, action: () => void): () => void;
}

/** The machine's clock; what waits on it keeps no process alive. */
export const systemClock: Clock = {
  now: () => new Date(),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
