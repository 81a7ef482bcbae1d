import type { Machine } from "../state/machine.ts";

/** Resolves when so much of the machine's time has passed in this boot; rejects when the caller has gone. */
export function pause(machine: Machine, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const giveUp = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = machine.later(ms, () => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    });
    signal.addEventListener("abort", giveUp, { once: true });
  });
}
