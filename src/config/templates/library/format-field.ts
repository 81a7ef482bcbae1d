/** One field of printf-style formatting. */
import { TemplateFault } from "../template-fault.ts";
import { toExponential, toFixed } from "../values/decimal.ts";
import { display } from "../values/display.ts";
import { isNumber, kindOf, type Value } from "../values/value.ts";
import type { Host } from "./host.ts";

export interface FieldFormat {
  readonly left: boolean;
  readonly plus: boolean;
  readonly space: boolean;
  /** `#`: a prefix for hexadecimal and octal, a point that stays. */
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly type: string;
}

export function formatField(value: Value, format: FieldFormat, host: Host): string {
  if (typeof value === "boolean") return formatBool(value, format);
  if (typeof value === "bigint") return formatInteger(value, format);
  if (isNumber(value)) return formatFloat(value, format);
  return formatText(display(value, host.meter), kindOf(value), format);
}

function formatBool(value: boolean, format: FieldFormat): string {
  return format.type === "s" ? pad(value ? "True" : "False", format) : formatInteger(value ? 1n : 0n, format);
}

function formatText(text: string, kind: string, format: FieldFormat): string {
  if (format.type === "s") {
    const cut = format.precision === undefined ? text : [...text].slice(0, format.precision).join("");
    return pad(cut, format);
  }
  if (format.type !== "c") throw new TemplateFault(`a ${kind} cannot be formatted as "%${format.type}"`);
  if ([...text].length !== 1) throw new TemplateFault('"%c" needs an integer or one character');
  return padTo(text, format, 1);
}

function formatInteger(value: bigint, format: FieldFormat): string {
  const magnitude = value < 0n ? -value : value;
  const sign = signOf(value < 0n, format, format.type !== "s");
  switch (format.type) {
    case "c":
      return padTo(characterOf(value), format, 1);
    case "d":
      return padNumber(String(magnitude), sign, "", format);
    case "s":
      return padNumber(String(magnitude), value < 0n ? "-" : "", "", format);
    case "o":
      return padNumber(magnitude.toString(8), sign, "0o", format);
    case "x":
      return padNumber(magnitude.toString(16), sign, "0x", format);
    case "X":
      return padNumber(magnitude.toString(16).toUpperCase(), sign, "0X", format);
    default:
      return padNumber(formatMagnitude(magnitude, format), sign, "", format);
  }
}

function characterOf(code: bigint): string {
  if (code < 0n || code > 0x10ffffn || (code >= 0xd800n && code <= 0xdfffn)) {
    throw new TemplateFault('"%c" needs a code point');
  }
  return String.fromCodePoint(Number(code));
}

function formatFloat(value: number, format: FieldFormat): string {
  if (!"eEfFgGs".includes(format.type)) throw new TemplateFault(`a float cannot be formatted as "%${format.type}"`);
  const negative = value < 0 || Object.is(value, -0);
  const sign = signOf(negative, format, format.type !== "s");
  if (Number.isNaN(value)) return padNumber(cased("nan", format), "", "", format);
  if (!Number.isFinite(value)) return padNumber(cased("inf", format), sign, "", format);
  const magnitude = Math.abs(value);
  if (magnitude === 0 && "gGs".includes(format.type)) return padNumber("0", sign, "", format);
  const text = formatMagnitude(magnitude, format);
  return padNumber(format.type === "s" && !/[.eE]/.test(text) ? `${text}.0` : text, sign, "", format);
}

function cased(text: string, { type }: FieldFormat): string {
  return "EFG".includes(type) ? text.toUpperCase() : text;
}

function signOf(negative: boolean, format: FieldFormat, plusAllowed: boolean): string {
  if (negative) return "-";
  if (format.plus && plusAllowed) return "+";
  return format.space ? " " : "";
}

function formatMagnitude(magnitude: number | bigint, format: FieldFormat): string {
  const precision = format.precision ?? 6;
  if (format.type === "f" || format.type === "F") return withPoint(toFixed(magnitude, precision), format);
  if (format.type === "e" || format.type === "E") {
    const { mantissa, exponent } = toExponential(magnitude, precision);
    return withPoint(mantissa, format) + format.type + exponentText(exponent);
  }
  return formatGeneral(magnitude, Math.max(1, precision), format);
}

/** As few digits as say it: an exponent only for very small and large numbers. */
function formatGeneral(magnitude: number | bigint, precision: number, format: FieldFormat): string {
  const { mantissa, exponent } = toExponential(magnitude, precision - 1);
  if (exponent >= -4 && exponent < precision) {
    if (typeof magnitude === "bigint") return String(magnitude);
    return withoutZeros(toFixed(magnitude, precision - 1 - exponent), format);
  }
  return withoutZeros(mantissa, format) + (format.type === "G" ? "E" : "e") + exponentText(exponent);
}

function withoutZeros(text: string, { alternate }: FieldFormat): string {
  return alternate || !text.includes(".") ? text : text.replace(/0+$/, "").replace(/\.$/, "");
}

function withPoint(text: string, { precision, alternate }: FieldFormat): string {
  return precision === 0 && alternate ? `${text}.` : text;
}

function exponentText(exponent: number): string {
  return `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function padNumber(digits: string, sign: string, prefix: string, format: FieldFormat): string {
  const marked = format.alternate ? prefix : "";
  if (!format.zero) return pad(sign + marked + digits, format);
  const width = (format.width ?? 0) - sign.length - marked.length;
  return sign + marked + digits.padStart(width, "0");
}

/** minijinja counts bytes here, not characters. */
function pad(text: string, format: FieldFormat): string {
  return padTo(text, format, new TextEncoder().encode(text).length);
}

function padTo(text: string, { left, width = 0 }: FieldFormat, length: number): string {
  const filler = " ".repeat(Math.max(0, width - length));
  return left ? text + filler : filler + text;
}
