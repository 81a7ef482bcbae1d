/** A duration for people, in its two greatest units: `850 ms` is `1 s`, then `42 s`, `3 min 5 s`, `1 h 2 min`. */
export function durationText(ms: number): string {
  const seconds = Math.max(ms > 0 ? 1 : 0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return both(minutes, "min", seconds % 60, "s");
  return both(Math.floor(minutes / 60), "h", minutes % 60, "min");
}

function both(greater: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${greater} ${unit}` : `${greater} ${unit} ${rest} ${restUnit}`;
}
