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

interface Due {
  readonly at: number;
  readonly action: () => void;
}

/**
 * Time that runs `speed` times as fast as `base`, beginning now: a boot of half a minute is over in 30 ms at a speed of 1000, and
 * all clocks of the simulation agree that it took half a minute. What is due together runs in order, at its own time.
 */
export function accelerate(base: Clock, speed: number): Clock {
  const origin = base.now().getTime();
  let waiting: readonly Due[] = [];
  let running: number | undefined;
  let cancelWake: () => void = () => undefined;
  const current = () => running ?? origin + (base.now().getTime() - origin) * speed;
  const wakeForNext = () => {
    cancelWake();
    const next = waiting[0];
    if (next !== undefined) cancelWake = base.after(Math.max(0, (next.at - current()) / speed), runDue);
  };
  const runDue = () => {
    // Timers round down to milliseconds, of which each is `speed` here.
    const until = current() + speed;
    for (let next = waiting[0]; next !== undefined && next.at <= until; next = waiting[0]) {
      waiting = waiting.slice(1);
      running = next.at;
      try {
        next.action();
      } finally {
        running = undefined;
      }
    }
    wakeForNext();
  };
  return {
    now: () => new Date(current()),
    after: (delayMs, action) => {
      const due = { at: current() + delayMs, action };
      waiting = [...waiting, due].toSorted((a, b) => a.at - b.at);
      if (running === undefined) wakeForNext();
      return () => {
        waiting = waiting.filter((other) => other !== due);
      };
    },
  };
}
