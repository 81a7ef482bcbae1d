/** Many events of one request come within seconds; what they lead to is the same, so it is done once for all of them. */

export interface Coalesced {
  /**
   * Does the work for a key. While it is being done, further calls for the key wait for one more turn, which they share.
   *
   * @throws what the work throws in the turn that the call waited for
   */
  run(key: string, work: () => Promise<void>): Promise<void>;
}

interface Turn {
  readonly done: Promise<void>;
  next: Promise<void> | undefined;
}

export function createCoalesced(): Coalesced {
  const turns = new Map<string, Turn>();
  const start = (key: string, work: () => Promise<void>): Promise<void> => {
    const turn: Turn = { done: work(), next: undefined };
    turns.set(key, turn);
    const forget = () => {
      if (turn.next === undefined) turns.delete(key);
    };
    turn.done.then(forget, forget);
    return turn.done;
  };
  return {
    run(key, work) {
      const turn = turns.get(key);
      if (turn === undefined) return start(key, work);
      turn.next ??= turn.done.then(ignore, ignore).then(() => start(key, work));
      return turn.next;
    },
  };
}

function ignore(): void {}
