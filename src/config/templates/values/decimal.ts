/** Floats as exact decimal digits, rounded half to even as Rust prints them. */

interface Digits {
  readonly negative: boolean;
  /** Without leading zeros and point, "0" for zero. */
  readonly digits: string;
  /** Where the point stands: 0.digits × 10^exponent. */
  readonly exponent: number;
}

/** The fewest digits that read back as the same float. */
export function shortestDigits(value: number): Digits {
  const negative = value < 0 || Object.is(value, -0);
  const [mantissa = "0", exponent = "0"] = Math.abs(value).toExponential().split("e");
  return { negative, digits: mantissa.replace(".", ""), exponent: Number(exponent) + 1 };
}

/** Digits with a point where one is needed, never an exponent. */
export function formatDecimal(digits: string, exponent: number): string {
  if (exponent <= 0) return digits === "0" ? "0" : `0.${"0".repeat(-exponent)}${digits}`;
  if (digits.length <= exponent) return digits + "0".repeat(exponent - digits.length);
  return `${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

/** A non-negative number as the fraction of two integers. */
interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** `{:.places}`: so many digits behind the point. */
export function toFixed(value: number | bigint, places: number): string {
  const { numerator, denominator } = toFraction(value);
  const scaled = divideHalfEven(numerator * 10n ** BigInt(places), denominator);
  const digits = String(scaled).padStart(places + 1, "0");
  if (places === 0) return digits;
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** `{:.places$e}`: one digit, the point, so many digits, and the exponent apart. */
export function toExponential(value: number | bigint, places: number): { mantissa: string; exponent: number } {
  const fraction = toFraction(value);
  if (fraction.numerator === 0n) return { mantissa: places === 0 ? "0" : `0.${"0".repeat(places)}`, exponent: 0 };
  let exponent = estimateExponent(fraction);
  let digits = String(scaledDigits(fraction, places - exponent));
  if (digits.length > places + 1) {
    exponent += 1; // 9.99 rounds up to 10.0
    digits = String(scaledDigits(fraction, places - exponent));
  }
  return { mantissa: places === 0 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`, exponent };
}

function scaledDigits({ numerator, denominator }: Fraction, power: number): bigint {
  const factor = 10n ** BigInt(Math.abs(power));
  return power >= 0 ? divideHalfEven(numerator * factor, denominator) : divideHalfEven(numerator, denominator * factor);
}

/** floor(log10(fraction)). */
function estimateExponent({ numerator, denominator }: Fraction): number {
  const quotient = numerator / denominator;
  if (quotient > 0n) return String(quotient).length - 1;
  let exponent = 0;
  for (let scaled = numerator; scaled < denominator; scaled *= 10n) exponent--;
  return exponent;
}

function toFraction(value: number | bigint): Fraction {
  if (typeof value === "bigint") return { numerator: value < 0n ? -value : value, denominator: 1n };
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(value));
  const raw = bits.getBigUint64(0);
  const biased = Number(raw >> 52n);
  const mantissa = (raw & ((1n << 52n) - 1n)) | (biased === 0 ? 0n : 1n << 52n);
  const power = (biased === 0 ? 1 : biased) - 1075;
  if (power >= 0) return { numerator: mantissa << BigInt(power), denominator: 1n };
  return { numerator: mantissa, denominator: 1n << BigInt(-power) };
}

function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  if (twice < denominator || (twice === denominator && quotient % 2n === 0n)) return quotient;
  return quotient + 1n;
}

/** `base ** exponent` where the result is a float exactly; undefined where it would have to be rounded. */
export function exactPower(base: number, exponent: number): number | undefined {
  if (exponent === 0) return 1;
  if (!Number.isFinite(base) || base === 0) return base ** exponent;
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 1100) return undefined;
  const { numerator, denominator } = toFraction(base);
  const power = BigInt(Math.abs(exponent));
  const [top, bottom] = exponent > 0 ? [numerator, denominator] : [denominator, numerator];
  if (bitLength(top) * power > 4096n || bitLength(bottom) * power > 4096n) return undefined;
  const result = (base < 0 ? -1 : 1) ** Math.abs(exponent) * quotientOf(top ** power, bottom ** power);
  const back = toFraction(result);
  const exact = Number.isFinite(result) && back.numerator * bottom ** power === top ** power * back.denominator;
  return exact ? result : undefined;
}

function bitLength(value: bigint): bigint {
  return BigInt(value.toString(2).length);
}

function quotientOf(top: bigint, bottom: bigint): number {
  return Number(top) / Number(bottom);
}
