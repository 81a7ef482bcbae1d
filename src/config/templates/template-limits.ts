/** How much a template may cost. Every limit is on work or size, so a runaway template stops on any machine at the same place. */
import { tooMuch } from "./template-fault.ts";

export interface TemplateLimits {
  /** Statements, expressions, loop rounds and comparisons evaluated. */
  readonly steps: number;
  /** UTF-16 units of the finished text. */
  readonly outputLength: number;
  /** UTF-16 units made on the way, garbage included; a list item counts as eight. */
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
  allocated: 32_000_000,
  sourceLength: 1_000_000,
  includes: 64,
  tookMs: 5_000,
};

/** Milliseconds from any fixed moment; a stage has no clock of its own. */
export type Clock = () => number;

const stepsBetweenClockReads = 1024;
const unitsPerItem = 8;
const unitsPerStep = 8;

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

  /** Call before walking through a text of that many units. */
  walk(length: number): void {
    if (length >= unitsPerStep) this.step(Math.floor(length / unitsPerStep));
  }

  /** Call before making a list of that many items. */
  allocateItems(count: number): void {
    this.allocate(count * unitsPerItem);
  }

  /** Call before making a string of that many units. */
  allocate(size: number): void {
    this.#allocated += size;
    // No single text is of use that is longer than the output may be.
    if (size > this.limits.outputLength) throw tooMuch(`a text is longer than ${this.limits.outputLength} characters`);
    if (!(this.#allocated <= this.limits.allocated)) {
      throw tooMuch(
        `the template builds more than ${this.limits.allocated} characters, a list item counting as ${unitsPerItem}`,
      );
    }
  }

  checkTime(): void {
    this.#signal?.throwIfAborted();
    if (this.#clock !== undefined && this.#clock() > this.#deadline) {
      throw tooMuch(`the template takes longer than ${this.limits.tookMs} ms`);
    }
  }
}
