const unitSeconds = { ms: 0.001, s: 1, m: 60, h: 3600 } as const;

/** Go's spelling of durations, `90s` or `1h30m`, in seconds; undefined when it is none. */
export function durationSeconds(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    seconds += Number(amount) * unitSeconds[unit as keyof typeof unitSeconds]; // the pattern knows no other
  }
  return seconds;
}
