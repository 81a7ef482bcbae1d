const unitNanoseconds: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const duration = /^(?:\d{1,12}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h))+$/;
const part = /(\d+)(?:\.(\d+))?(ns|us|µs|ms|s|m|h)/g;

/**
 * A Go duration as Go prints it: `120s` → `2m0s`, `24h` → `24h0m0s`, `1500ms` → `1.5s`. Undefined for other text.
 *
 * @see https://pkg.go.dev/time#Duration.String
 */
export function normaliseDuration(text: string): string | undefined {
  if (!duration.test(text)) return undefined;
  let total = 0n;
  for (const [, whole = "0", fraction = "", unit = "s"] of text.matchAll(part)) {
    const size = unitNanoseconds[unit] ?? 1n;
    total += BigInt(whole) * size + (BigInt(fraction || "0") * size) / 10n ** BigInt(fraction.length);
  }
  return formatDuration(total);
}

function formatDuration(total: bigint): string {
  if (total === 0n) return "0s";
  for (const [unit, size] of [
    ["ns", 1n],
    ["µs", 1_000n],
    ["ms", 1_000_000n],
  ] as const) {
    if (total < size * 1_000n) return `${decimal(total, size)}${unit}`;
  }
  const second = 1_000_000_000n;
  const minutes = total / (60n * second);
  const seconds = `${decimal(total % (60n * second), second)}s`;
  if (minutes === 0n) return seconds;
  return minutes < 60n ? `${minutes}m${seconds}` : `${minutes / 60n}h${minutes % 60n}m${seconds}`;
}

function decimal(value: bigint, size: bigint): string {
  const fraction = (value % size)
    .toString()
    .padStart(size.toString().length - 1, "0")
    .replace(/0+$/, "");
  const whole = (value / size).toString();
  return fraction === "" || size === 1n ? whole : `${whole}.${fraction}`;
}

/** A file mode as Talos writes it: `0644`, `0o644` and `420` → `0o644`. Undefined for other text. */
export function normaliseFileMode(text: string): string | undefined {
  const octal = /^0o?([0-7]{1,6})$/.exec(text);
  if (octal !== null) return `0o${Number.parseInt(octal[1] ?? "0", 8).toString(8)}`;
  return /^[1-9]\d{0,6}$/.test(text) ? `0o${Number(text).toString(8)}` : undefined;
}
