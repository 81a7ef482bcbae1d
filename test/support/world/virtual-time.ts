import type { Pace } from "../../../src/operation/pace.ts";

interface Timer {
  readonly at: number;
  readonly action: () => void;
}

/** Time that jumps to the next thing due as soon as nothing else can happen. */
export class VirtualTime implements Pace {
  #now = Date.UTC(2026, 10, 23, 8, 40, 26);
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const cancel = this.after(ms, () => {
        signal.removeEventListener("abort", abort);
        resolve();
      });
      const abort = () => {
        cancel();
        reject(signal.reason);
      };
      signal.addEventListener("abort", abort, { once: true });
    });
  }

  /** @returns what takes it back */
  after(ms: number, action: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass until the promise settles, or the condition holds. */
  async pass<T>(promise: Promise<T>, until: () => boolean = () => false): Promise<T | undefined> {
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    watched.catch(() => undefined);
    for (let idle = 0; !settled && !until(); ) {
      await new Promise((resolve) => setImmediate(resolve));
      if (settled || until()) break;
      idle = this.#step() ? 0 : idle + 1;
      if (idle > 10_000) throw new Error("nothing is due, and the promise does not settle");
    }
    return settled ? watched : undefined;
  }

  /** Lets so much time pass. */
  async elapse(ms: number): Promise<void> {
    await this.pass(this.sleep(ms, new AbortController().signal));
  }

  #step(): boolean {
    const next = this.#timers.reduce<Timer | undefined>(
      (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
      undefined,
    );
    if (next === undefined) return false;
    this.#timers = this.#timers.filter((other) => other !== next);
    this.#now = next.at;
    next.action();
    return true;
  }
}
