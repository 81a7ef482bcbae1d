/** Time as the lock sees it: nobody can set it back. */
export interface Timers {
  /** Milliseconds from any fixed moment, growing steadily. */
  elapsedMs(): number;
  /** Runs `action` once; the returned function calls it off. */
  after(delayMs: number, action: () => void): () => void;
}

/** The machine's own; what waits on it keeps no process alive. */
export function createTimers(): Timers {
  return {
    elapsedMs: () => performance.now(),
    after(delayMs, action) {
      const timer = setTimeout(action, delayMs);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
