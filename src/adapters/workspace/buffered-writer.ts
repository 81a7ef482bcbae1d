/** Writes a file in large pieces, while the next one is gathered. */
import type { FileHandle } from "node:fs/promises";

export interface BufferedWriter {
  /** The bytes may change afterwards. */
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when the operating system has everything. */
  flush(): Promise<void>;
}

const bufferBytes = 1024 * 1024;

export function createBufferedWriter(file: FileHandle): BufferedWriter {
  let filling = Buffer.allocUnsafe(bufferBytes);
  let spare = Buffer.allocUnsafe(bufferBytes);
  let used = 0;
  let writing: Promise<unknown> | undefined;

  const swap = async () => {
    await writing;
    // writeFile goes on where the last one ended, until all is written.
    writing = file.writeFile(filling.subarray(0, used));
    // A failure is met at the next await: it must not count as one that nobody handles.
    writing.catch(() => undefined);
    [filling, spare] = [spare, filling];
    used = 0;
  };

  return {
    async write(bytes) {
      for (let taken = 0; taken < bytes.length; ) {
        if (used === filling.length) await swap();
        const taking = Math.min(filling.length - used, bytes.length - taken);
        filling.set(bytes.subarray(taken, taken + taking), used);
        used += taking;
        taken += taking;
      }
    },
    async flush() {
      if (used > 0) await swap();
      await writing;
    },
  };
}
