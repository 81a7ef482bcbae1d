/** The operators of minijinja: integers of 128 bits, floats, strings and lists. */
import type { Operator } from "../syntax/nodes.ts";
import { TemplateFault, unsupported } from "../template-fault.ts";
import type { Meter } from "../template-limits.ts";
import { exactPower } from "./decimal.ts";
import { display } from "./display.ts";
import { objectItems } from "./iterate.ts";
import { checkedInteger, countOf, floatOf, integerOf } from "./numbers.ts";
import { Iterable, isListLike, kindOf, sizeOf, textOf, type Value } from "./value.ts";

const maxRepeatedBytes = 100_000_000;

export function calculate(operator: Operator, left: Value, right: Value, meter: Meter): Value {
  switch (operator) {
    case "~":
      return concatenate(display(left, meter), display(right, meter), meter);
    case "+":
      return add(left, right, meter);
    case "*":
      return multiply(left, right, meter);
    case "/":
      return divide(left, right);
    default:
      return compute(operator, left, right);
  }
}

function concatenate(left: string, right: string, meter: Meter): string {
  meter.allocate(left.length + right.length);
  return left + right;
}

function add(left: Value, right: Value, meter: Meter): Value {
  if (isListLike(left) && isListLike(right)) {
    const sized = sizeOf(left) !== undefined && sizeOf(right) !== undefined;
    const [before, after] = [objectItems(left) ?? [], objectItems(right) ?? []];
    meter.allocateItems(before.length + after.length);
    const items = before.concat(after);
    return new Iterable(() => items, { sized });
  }
  const [a, b] = [textOf(left), textOf(right)];
  if (a !== undefined && b !== undefined) return concatenate(a, b, meter);
  return compute("+", left, right);
}

function multiply(left: Value, right: Value, meter: Meter): Value {
  const [a, b] = [textOf(left), textOf(right)];
  if (a !== undefined) return repeatText(a, right, meter);
  if (b !== undefined) return repeatText(b, left, meter);
  if (isListLike(left)) return repeatItems(left, right, meter);
  if (isListLike(right)) return repeatItems(right, left, meter);
  return compute("*", left, right);
}

function repeatText(text: string, times: Value, meter: Meter): string {
  const count = countOf(times);
  if (count === undefined) throw new TemplateFault("strings can only be multiplied with integers from 0 on");
  if (new TextEncoder().encode(text).length * count > maxRepeatedBytes) {
    throw new TemplateFault("the repeated string is too large", { code: "template_limit" });
  }
  meter.allocate(text.length * count);
  return text.repeat(count);
}

function repeatItems(list: Value, times: Value, meter: Meter): Value {
  const count = countOf(times);
  if (count === undefined) throw new TemplateFault("lists can only be multiplied with integers from 0 on");
  if (sizeOf(list) === undefined || !isListLike(list)) throw new TemplateFault("cannot repeat what has no length");
  const items = objectItems(list) ?? [];
  meter.allocateItems(items.length * count);
  const repeated = items.length === 0 ? [] : Array.from({ length: count }, () => items).flat();
  return new Iterable(() => repeated);
}

/** Always a float; division by zero gives infinity. */
function divide(left: Value, right: Value): number {
  const [a, b] = [floatOf(left), floatOf(right)];
  if (a === undefined || b === undefined) throw impossible("/", left, right);
  return a / b;
}

type NumberOperator = Exclude<Operator, "~" | "/">;

function compute(operator: NumberOperator, left: Value, right: Value): Value {
  if (typeof left === "number" || typeof right === "number") {
    const [a, b] = [floatOf(left), floatOf(right)];
    if (a === undefined || b === undefined) throw impossible(operator, left, right);
    return computeFloats(operator, a, b);
  }
  const [a, b] = [integerOf(left), integerOf(right)];
  if (a === undefined || b === undefined) throw impossible(operator, left, right);
  const result = computeIntegers(operator, a, b);
  const checked = result === undefined ? undefined : checkedInteger(result);
  if (checked === undefined) throw new TemplateFault(`the result of "${operator}" is undefined or too large`);
  return checked;
}

function computeIntegers(operator: NumberOperator, a: bigint, b: bigint): bigint | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "//":
      return b === 0n ? undefined : (a - euclideanRemainder(a, b)) / b;
    case "%":
      return b === 0n ? undefined : euclideanRemainder(a, b);
    case "**":
      return power(a, b);
    default:
      return operator satisfies never;
  }
}

/** Never negative, whatever the signs. */
function euclideanRemainder(a: bigint, b: bigint): bigint {
  const remainder = a % b;
  if (remainder >= 0n) return remainder;
  return remainder + (b < 0n ? -b : b);
}

function power(base: bigint, exponent: bigint): bigint | undefined {
  if (exponent < 0n || exponent >= 2n ** 32n) return undefined;
  if (base >= -1n && base <= 1n) return exponent === 0n ? 1n : base ** (exponent % 2n === 0n ? 2n : 1n);
  return exponent > 127n ? undefined : base ** exponent;
}

function computeFloats(operator: NumberOperator, a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "//":
      return euclideanQuotient(a, b);
    case "%":
      return a % b;
    case "**": {
      const result = exactPower(a, b);
      if (result === undefined) throw unsupported('"**" with a float result that must be rounded');
      return result;
    }
    default:
      return operator satisfies never;
  }
}

function euclideanQuotient(a: number, b: number): number {
  const quotient = Math.trunc(a / b);
  if (!(a % b < 0)) return quotient;
  return b > 0 ? quotient - 1 : quotient + 1;
}

export function negate(value: Value): Value {
  if (typeof value === "number") return -value;
  const negated = typeof value === "bigint" ? checkedInteger(-value) : undefined;
  if (negated === undefined) throw new TemplateFault(`a ${kindOf(value)} cannot be negated`);
  return negated;
}

function impossible(operator: Operator, left: Value, right: Value): TemplateFault {
  return new TemplateFault(`"${operator}" cannot be applied to a ${kindOf(left)} and a ${kindOf(right)}`);
}
