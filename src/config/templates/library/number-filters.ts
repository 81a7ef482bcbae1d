/** Filters that make or print numbers. */
import { TemplateFault } from "../template-fault.ts";
import { toFixed } from "../values/decimal.ts";
import { floatWithoutPoint, inspect } from "../values/display.ts";
import { toSafeJson } from "../values/json.ts";
import { checkedInteger, floatOf, integerOf, toFloat, toInteger } from "../values/numbers.ts";
import { isAbsent, kindOf, sizeOf, type Value } from "../values/value.ts";
import { type Arguments, asBool, asCount, asIndex, assertDefined, truthOf } from "./arguments.ts";
import type { Host } from "./host.ts";
import type { LibraryFunction } from "./library.ts";

const maxIndent = 1000;

function int(args: Arguments, host: Host): Value {
  const value = args.value();
  args.end();
  assertDefined(value, host);
  return toInteger(value);
}

function float(args: Arguments, host: Host): Value {
  const value = args.value();
  args.end();
  assertDefined(value, host);
  return toFloat(value);
}

function bool(args: Arguments, host: Host): Value {
  const value = args.value();
  args.end();
  return truthOf(value, host);
}

function abs(args: Arguments): Value {
  const value = args.value();
  args.end();
  if (typeof value === "number") return Math.abs(value);
  const result = typeof value === "bigint" ? checkedInteger(value < 0n ? -value : value) : undefined;
  if (result === undefined) throw new TemplateFault(`a ${kindOf(value)} has no absolute value`);
  return result;
}

function round(args: Arguments): Value {
  const value = args.value();
  const precision = args.optional(asIndex) ?? 0;
  args.end();
  if (typeof value === "bigint") return value;
  if (typeof value !== "number") throw new TemplateFault(`a ${kindOf(value)} cannot be rounded`);
  const factor = powerOfTen(precision);
  return roundHalfAway(factor * value) / factor;
}

/** Rust's `powi`: squares and multiplies, and turns the result over for a negative exponent. */
function powerOfTen(exponent: number): number {
  let [result, base] = [1, 10];
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= base;
    base *= base;
  }
  return exponent < 0 ? 1 / result : result;
}

function roundHalfAway(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
}

function tojson(args: Arguments, host: Host): Value {
  const named = args.keywords();
  const value = args.value();
  const positional = args.optional((given) => given);
  args.endPositional();
  const indent = positional ?? named.optional("indent", (given) => given);
  named.end();
  return toSafeJson(value, host.meter, { indent: indentOf(indent) });
}

function indentOf(indent: Value): number | undefined {
  if (indent === undefined || indent === false) return undefined;
  const width = indent === true ? 2 : asCount(indent);
  if (width > maxIndent)
    throw new TemplateFault(`JSON cannot be indented by more than ${maxIndent}`, { code: "template_limit" });
  return width;
}

function pprint(args: Arguments, host: Host): Value {
  const value = args.value();
  args.end();
  return inspect(value, host.meter, "");
}

function pluralize(args: Arguments): Value {
  const value = args.value();
  const [singular, plural] = [args.optional((given) => given), args.optional((given) => given)];
  args.end();
  const count = sizeOf(value) ?? integerOf(value);
  if (count === undefined) throw new TemplateFault(`a ${kindOf(value)} cannot be counted`);
  const chosen = Number(count) === 1 ? (singular ?? "") : (plural ?? "s");
  return isAbsent(chosen) ? "" : chosen;
}

const binaryUnits = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];
const decimalUnits = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];

function filesizeformat(args: Arguments): Value {
  const value = args.value();
  const binary = args.optional(asBool) ?? false;
  args.end();
  const size = typeof value === "boolean" ? undefined : floatOf(value);
  if (size === undefined) throw new TemplateFault(`a ${kindOf(value)} is no size`);
  if (size === 1) return "1 Byte";
  const sign = size < 0 ? "-" : "";
  const magnitude = size < 0 ? -size : size;
  const [units, base] = binary ? [binaryUnits, 1024] : [decimalUnits, 1000];
  if (magnitude < base) return `${sign}${floatWithoutPoint(magnitude)} Bytes`;
  if (!Number.isFinite(magnitude)) throw new TemplateFault("the size is not finite");
  let unit = base * base;
  for (const [index, name] of units.entries()) {
    if (magnitude < unit || index === units.length - 1)
      return `${sign}${toFixed((base * magnitude) / unit, 1)} ${name}`;
    unit *= base;
  }
  return "";
}

export const numberFilters: readonly (readonly [string, LibraryFunction])[] = [
  ["int", int],
  ["float", float],
  ["bool", bool],
  ["abs", abs],
  ["round", round],
  ["tojson", tojson],
  ["pprint", pprint],
  ["pluralize", pluralize],
  ["filesizeformat", filesizeformat],
];
