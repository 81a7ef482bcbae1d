/** Which deliveries this process has met: one that comes again is worked on again only when it failed. */
export interface DeliveryJournal {
  /** @returns false when it was taken in before and did not fail */
  takeIn(id: string): boolean;
  /** It was taken in and could not be queued: as if it had never come. */
  forget(id: string): void;
  /** Work on it failed at that time (Unix milliseconds). */
  failed(id: string, at: number): void;
  /** When work on it failed, unless it has come again since. */
  failedAt(id: string): number | undefined;
  knows(id: string): boolean;
}

/** @param capacity How many are remembered, the newest ones. */
export function createDeliveryJournal(capacity: number): DeliveryJournal {
  /** By id, in the order of arrival; with the time of the failure. */
  const known = new Map<string, number | undefined>();
  const remember = (id: string, failedAt: number | undefined) => {
    known.delete(id);
    known.set(id, failedAt);
    if (known.size > capacity) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
  };
  return {
    takeIn(id) {
      if (known.has(id) && known.get(id) === undefined) return false;
      remember(id, undefined);
      return true;
    },
    forget: (id) => void known.delete(id),
    failed: (id, at) => remember(id, at),
    failedAt: (id) => known.get(id),
    knows: (id) => known.has(id),
  };
}
