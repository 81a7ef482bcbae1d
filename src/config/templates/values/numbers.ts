/** Conversions between numbers as minijinja makes them. */
import { TemplateFault } from "../template-fault.ts";
import { kindOf, textOf, type Value } from "./value.ts";

const maxI64 = 2n ** 63n;
const maxI128 = 2n ** 127n;

/** The integer in a bool, an integer or an integral float; undefined for everything else. */
export function integerOf(value: Value): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value !== "number" || !Number.isInteger(value)) return undefined;
  const integer = BigInt(value);
  return integer >= -maxI64 && integer < maxI64 ? integer : undefined;
}

/** A position or count: an integer that JavaScript's numbers hold exactly; larger ones behave as infinite. */
export function indexOf(value: Value): number | undefined {
  const integer = integerOf(value);
  if (integer === undefined || integer < -maxI64 || integer >= maxI64) return undefined;
  return clampIndex(integer);
}

function clampIndex(integer: bigint): number {
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  if (integer > limit) return Number.MAX_SAFE_INTEGER;
  return integer < -limit ? -Number.MAX_SAFE_INTEGER : Number(integer);
}

/** A count that must not be negative. */
export function countOf(value: Value): number | undefined {
  const count = indexOf(value);
  return count === undefined || count < 0 ? undefined : count;
}

/** Any number as a float, bools included. */
export function floatOf(value: Value): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  return typeof value === "boolean" ? Number(value) : undefined;
}

/** As floatOf, but only where nothing is lost. */
export function exactFloatOf(value: Value): number | undefined {
  const float = floatOf(value);
  if (float === undefined || typeof value !== "bigint") return float;
  return BigInt(float) === value ? float : undefined;
}

/** An integer that fits 128 bits; the operation fails otherwise, as in minijinja. */
export function checkedInteger(integer: bigint): bigint | undefined {
  return integer >= -maxI128 && integer < maxI128 ? integer : undefined;
}

/** Rust's `f64 as i128`: toward zero, saturating, NaN gives 0. */
export function truncateToInteger(float: number): bigint {
  if (Number.isNaN(float)) return 0n;
  if (float >= 2 ** 127) return maxI128 - 1n;
  return float <= -(2 ** 127) ? -maxI128 : BigInt(Math.trunc(float));
}

const integerText = /^[-+]?\d+$/;
const floatText = /^[-+]?(?:inf(?:inity)?|nan|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)$/i;

export function parseInteger(text: string): bigint | undefined {
  return integerText.test(text) ? checkedInteger(BigInt(text.replace(/^\+/, ""))) : undefined;
}

export function parseFloatText(text: string): number | undefined {
  if (!floatText.test(text)) return undefined;
  const unsigned = text.replace(/^[-+]/, "").toLowerCase();
  const sign = text.startsWith("-") ? -1 : 1;
  if (unsigned.startsWith("inf")) return sign * Number.POSITIVE_INFINITY;
  return unsigned === "nan" ? Number.NaN : sign * Number(unsigned);
}

/** The `int` filter. */
export function toInteger(value: Value): bigint {
  const text = textOf(value);
  if (text === undefined) {
    if (typeof value === "number") return truncateToInteger(value);
    const integer = kindOf(value) === "none" || kindOf(value) === "undefined" ? 0n : integerOf(value);
    if (integer === undefined) throw new TemplateFault(`a ${kindOf(value)} cannot be converted to an integer`);
    return integer;
  }
  const integer = parseInteger(text);
  if (integer !== undefined) return integer;
  const float = parseFloatText(text);
  if (float === undefined) throw new TemplateFault("the text is not a number");
  return truncateToInteger(float);
}

/** The `float` filter. */
export function toFloat(value: Value): number {
  const text = textOf(value);
  if (text === undefined) {
    const float = kindOf(value) === "none" || kindOf(value) === "undefined" ? 0 : floatOf(value);
    if (float === undefined) throw new TemplateFault(`a ${kindOf(value)} cannot be converted to a float`);
    return float;
  }
  const float = parseFloatText(text);
  if (float === undefined) throw new TemplateFault("the text is not a number");
  return float;
}
