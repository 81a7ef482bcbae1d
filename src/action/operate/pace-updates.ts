/** Many updates in, few writes out: the newest text wins, and the last one is never lost. */
import type { Pace } from "../../operation/pace.ts";

export interface PacedUpdates {
  /** From here on this is what is to be shown; made into text when it is written. */
  update(text: () => string): void;
  /** Writes this as the last text, after what is being written, and nothing afterwards. */
  finish(text: string): Promise<void>;
}

export interface PacingOptions {
  readonly pace: Pace;
  /** Between two writes at least. */
  readonly intervalMs: number;
  /** So often without an update, for what the text says of durations. */
  readonly refreshMs: number;
}

/** @param write Must not reject. */
export function paceUpdates(write: (text: string) => Promise<void>, options: PacingOptions): PacedUpdates {
  const { pace, intervalMs, refreshMs } = options;
  const over = new AbortController();
  let current: (() => string) | undefined;
  let isNew = false;
  let writing: Promise<void> | undefined;
  const keepWriting = async () => {
    let writtenAt = Number.NEGATIVE_INFINITY;
    while (!over.signal.aborted && current !== undefined) {
      if (isNew || pace.now() - writtenAt >= refreshMs) {
        isNew = false;
        writtenAt = pace.now();
        await write(current());
      }
      await pace.sleep(intervalMs, over.signal).catch(() => undefined);
    }
  };
  return {
    update(text) {
      current = text;
      isNew = true;
      writing ??= keepWriting();
    },
    async finish(text) {
      over.abort();
      await writing;
      await write(text);
    },
  };
}
