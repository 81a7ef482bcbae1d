import type { Pace } from "../operation/pace.ts";
import type { PacedWrites } from "./paced-writes.ts";

export interface PacingOptions {
  readonly pace: Pace;
  /** Between the begins of two updates of one target. */
  readonly pauseMs: number;
  /** Updates of all targets together in a minute; what has to be finished does not wait for it. */
  readonly mostPerMinute: number;
  readonly onFailure: (error: unknown) => void;
}

type Work = () => Promise<void>;

interface Target {
  /** The newest update that waits. */
  next: Work | undefined;
  /** What is being done, one after another; never rejects. */
  tail: Promise<void>;
  /** Runs while updates wait. */
  loop: Promise<void> | undefined;
  /** How much is being done or stands in line for it. */
  busy: number;
  /** Ends the pause at once. */
  wake: AbortController;
  begunAt: number;
}

// A target that is left alone needs no memory; they are looked through when there are many.
const manyTargets = 500;

export function createPacedWrites({ pace, pauseMs, mostPerMinute, onFailure }: PacingOptions): PacedWrites {
  const targets = new Map<string, Target>();
  const spacingMs = 60_000 / mostPerMinute;
  let budgetAt = Number.NEGATIVE_INFINITY;
  let flushing = false;

  const begin = async (target: Target, work: Work): Promise<void> => {
    target.busy++;
    const done = target.tail.then(() => {
      target.begunAt = pace.now();
      budgetAt = Math.max(budgetAt, pace.now() - 60_000) + spacingMs;
      return work();
    });
    target.tail = done
      .catch(() => undefined)
      .then(() => {
        target.busy--;
      });
    await done;
  };
  const pauseOf = (target: Target) => (flushing ? 0 : Math.max(target.begunAt + pauseMs, budgetAt) - pace.now());
  const keepWriting = async (target: Target): Promise<void> => {
    while (target.next !== undefined) {
      const pause = pauseOf(target);
      if (pause > 0) {
        await pace.sleep(pause, target.wake.signal).catch(() => undefined);
        continue;
      }
      const work = target.next;
      target.next = undefined;
      await begin(target, work).catch(onFailure);
    }
    target.loop = undefined;
  };
  return {
    update(name, work) {
      const target = targetOf(targets, name, () => pace.now() - pauseMs);
      target.next = work;
      target.loop ??= keepWriting(target);
    },
    finish(name, work) {
      const target = targetOf(targets, name, () => pace.now() - pauseMs);
      target.next = undefined;
      wakeUp(target);
      return begin(target, work);
    },
    async flush() {
      flushing = true;
      for (const target of targets.values()) wakeUp(target);
      while ([...targets.values()].some(({ loop }) => loop !== undefined)) {
        await Promise.all([...targets.values()].map(({ loop }) => loop));
      }
      await Promise.all([...targets.values()].map(({ tail }) => tail));
      flushing = false;
    },
  };
}

function wakeUp(target: Target): void {
  target.wake.abort();
  target.wake = new AbortController();
}

function targetOf(targets: Map<string, Target>, name: string, quietSince: () => number): Target {
  const known = targets.get(name);
  if (known !== undefined) return known;
  if (targets.size >= manyTargets) forgetQuiet(targets, quietSince());
  const target: Target = {
    next: undefined,
    tail: Promise.resolve(),
    loop: undefined,
    busy: 0,
    wake: new AbortController(),
    begunAt: Number.NEGATIVE_INFINITY,
  };
  targets.set(name, target);
  return target;
}

function forgetQuiet(targets: Map<string, Target>, quietSince: number): void {
  for (const [name, { loop, busy, begunAt }] of targets) {
    if (loop === undefined && busy === 0 && begunAt < quietSince) targets.delete(name);
  }
}
