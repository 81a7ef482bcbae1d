/** Turns a listener into something to iterate over: nothing is lost between two reads, and the end unsubscribes. */
export async function* subscribe<Item>(
  listen: (push: (item: Item) => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<Item> {
  const waiting: Item[] = [];
  let wake: () => void = () => undefined;
  const stop = listen((item) => {
    waiting.push(item);
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener("abort", onAbort);
  try {
    while (!signal.aborted) {
      const item = waiting.shift();
      if (item !== undefined) yield item;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (signal.aborted) resolve();
        });
    }
  } finally {
    stop();
    signal.removeEventListener("abort", onAbort);
  }
}
