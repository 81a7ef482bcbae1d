/** A clock that goes faster than time, the same for all processes that know when it began. */
export interface QuickTime {
  readonly speed: number;
  /** Unix milliseconds. */
  readonly since: number;
}

// Held fast: a process may put the quick clock in place of its own.
const { now: realNow } = Date;

/** @returns Unix milliseconds */
export function quickNow({ speed, since }: QuickTime): number {
  return since + (realNow() - since) * speed;
}
