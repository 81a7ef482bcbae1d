import type { Readable } from "node:stream";

/** So many pieces may wait for the reader before the stream is asked to pause. */
const maxWaiting = 8;

/**
 * The pieces of a stream as they come. Iterating over the stream itself would join whatever waits, and so copy it: at the
 * rate of a snapshot the collector could not keep up with that.
 *
 * @throws what the stream fails with
 */
export async function* readPieces(stream: Readable): AsyncGenerator<Buffer, void> {
  const waiting: Buffer[] = [];
  let ended = false;
  let failure: unknown;
  let wake: () => void = () => undefined;
  const end = (error?: unknown) => {
    ended = true;
    failure ??= error;
    wake();
  };
  stream.once("end", () => end());
  stream.once("close", () => end());
  stream.once("error", end);
  stream.on("data", (piece: Buffer) => {
    if (waiting.push(piece) >= maxWaiting) stream.pause();
    wake();
  });
  for (;;) {
    const piece = waiting.shift();
    if (piece !== undefined) {
      if (waiting.length === 0) stream.resume();
      yield piece;
    } else if (failure !== undefined) throw failure;
    else if (ended) return;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}
