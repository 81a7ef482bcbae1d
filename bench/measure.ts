/** What a series of measurements says. */
export interface Summary {
  readonly runs: number;
  readonly p50: number;
  readonly p99: number;
}

/** Median and 99th percentile by nearest rank. */
export function summarise(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { runs: sorted.length, p50: rank(0.5), p99: rank(0.99) };
}

/** One line of a bench: what was measured, against which baseline, and the budget it must keep. */
export interface Finding {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most that it may be. */
  readonly budget?: number;
  /** The least that it may be. */
  readonly least?: number;
  readonly detail?: string;
}

/** Prints a finding and tells whether it keeps its budget. */
export function report(finding: Finding): boolean {
  const { name, value, unit, budget, least, detail } = finding;
  const kept = value <= (budget ?? Number.POSITIVE_INFINITY) && value >= (least ?? Number.NEGATIVE_INFINITY);
  const bound = budget === undefined ? `at least ${least}` : `budget ${budget}`;
  const limit = budget === undefined && least === undefined ? "" : `  (${bound} ${unit}: ${kept ? "kept" : "BROKEN"})`;
  console.log(
    `${name.padEnd(52)} ${value.toFixed(1).padStart(9)} ${unit}${limit}${detail === undefined ? "" : `  ${detail}`}`,
  );
  return kept;
}
