/** What Ctrl-C means: stop at once, or, for a command that asked for it, begin nothing more and stop at the second. */

/** 128 and the signal's number, as shells have it. */
const signalCodes = { SIGINT: 130, SIGTERM: 143 } as const;

type SignalName = keyof typeof signalCodes;

export interface Interrupts {
  /** Aborts everything that waits. */
  readonly signal: AbortSignal;
  /** From now on the first Ctrl-C aborts only what this gives, the second one `signal`. */
  holdOn(): AbortSignal;
  /** The exit code once it was interrupted. */
  readonly code: number | undefined;
}

/** @param exit ends the process without waiting for anything, at the Ctrl-C after the last that was listened to */
export function listenForInterrupts(
  process: { on(signal: SignalName, listener: () => void): unknown },
  exit: (code: number) => void,
): Interrupts {
  const all = new AbortController();
  let stop: AbortController | undefined;
  let code: number | undefined;
  const interrupt = (name: SignalName) => {
    const isSecond = code !== undefined;
    code = signalCodes[name];
    if (stop !== undefined && !stop.signal.aborted) stop.abort();
    else if (isSecond && all.signal.aborted) exit(code);
    else all.abort();
  };
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => interrupt(name));
  return {
    signal: all.signal,
    holdOn() {
      stop ??= new AbortController();
      return stop.signal;
    },
    get code() {
      return code;
    },
  };
}
