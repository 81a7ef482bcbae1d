/** Waiting for what happens to the runs of a repository. */
import type { Repository } from "../state.ts";

const watchers = new WeakMap<Repository, Set<() => void>>();

/** To be called after every change that somebody may wait for. */
export function tellChange(repository: Repository): void {
  for (const look of [...(watchers.get(repository) ?? [])]) look();
}

/**
 * Until the condition holds; it is asked at once and after every change.
 *
 * @throws the signal's reason
 */
export function waitUntil(
  repository: Repository,
  condition: () => boolean,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      watchers.get(repository)?.delete(look);
      signal.removeEventListener("abort", abort);
    };
    const look = () => {
      if (!condition()) return;
      end();
      resolve();
    };
    const abort = () => {
      end();
      reject(signal.reason);
    };
    const all = watchers.get(repository) ?? new Set();
    watchers.set(repository, all.add(look));
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
    else look();
  });
}
