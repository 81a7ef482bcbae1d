/** Writes of what changes often (a check run, a comment): the newest per target wins, and the last one is never lost. */
export interface PacedWrites {
  /**
   * Does the work soon: at once where the target has been left alone for a while, else when its pause is over. Work that
   * waits for the same target is dropped for it. A failure is logged, nobody waits for it.
   */
  update(target: string, work: () => Promise<void>): void;
  /**
   * Does the work now, after what is being done for the target and instead of what waits for it. Not to be awaited from
   * within work for the same target.
   *
   * @throws what the work throws
   */
  finish(target: string, work: () => Promise<void>): Promise<void>;
  /** Does at once whatever waits, and resolves when nothing is being done any more. */
  flush(): Promise<void>;
}
