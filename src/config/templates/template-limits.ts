/** How much a template may cost. Every limit is on work or size, so a runaway template stops on any machine at the same place. */
import { tooMuch } from "./template-fault.ts";

export interface TemplateLimits {
  /** Statements, expressions, loop rounds and comparisons evaluated. */
  readonly steps: number;
  /** UTF-16 units of the finished text. */
  readonly outputLength: number;
  /** UTF-16 units and list items made on the way, garbage included. */
  readonly allocated: number;
  /** UTF-16 units of one template file. */
  readonly sourceLength: number;
  /** Template files that are included, imported or extended, each counted once. */
  readonly includes: number;
  /** Milliseconds of evaluation; needs a clock. */
  readonly tookMs: number;
}

export const defaultLimits: TemplateLimits = {
  steps: 2_000_000,
  outputLength: 4_000_000,
  allocated: 64_000_000,
  sourceLength: 1_000_000,
  includes: 64,
  tookMs: 5_000,
};

/** Milliseconds from any fixed moment; a stage has no clock of its own. */
export type Clock = () => number;

const stepsBetweenClockReads = 1024;

/** Counts what one rendering costs and stops it where a limit is passed. */
export class Meter {
  readonly limits: TemplateLimits;
  readonly #clock: Clock | undefined;
  readonly #deadline: number;
  readonly #signal: AbortSignal | undefined;
  #steps = 0;
  #allocated = 0;
  #nextCheck = stepsBetweenClockReads;

  constructor(limits: TemplateLimits, clock?: Clock, signal?: AbortSignal) {
    this.limits = limits;
    this.#clock = clock;
    this.#deadline = (clock?.() ?? 0) + limits.tookMs;
    this.#signal = signal;
  }

  step(count = 1): void {
    this.#steps += count;
    if (this.#steps > this.limits.steps) {
      throw tooMuch(`the template takes more than ${this.limits.steps} evaluation steps`);
    }
    if (this.#steps < this.#nextCheck) return;
    this.#nextCheck = this.#steps + stepsBetweenClockReads;
    this.checkTime();
  }

  /** Call before making a string or list of that many units or items. */
  allocate(size: number): void {
    this.#allocated += size;
    if (!(this.#allocated <= this.limits.allocated)) {
      throw tooMuch(`the template builds more than ${this.limits.allocated} characters and list items`);
    }
  }

  checkTime(): void {
    this.#signal?.throwIfAborted();
    if (this.#clock !== undefined && this.#clock() > this.#deadline) {
      throw tooMuch(`the template takes longer than ${this.limits.tookMs} ms`);
    }
  }
}
