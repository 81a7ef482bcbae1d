/** The tests of minijinja-cli: what may follow `is`. */
import type { Comparison } from "../syntax/nodes.ts";
import { TemplateFault } from "../template-fault.ts";
import { compare, equals } from "../values/compare.ts";
import { tryItemsOf } from "../values/iterate.ts";
import { contains } from "../values/member.ts";
import { exactFloatOf, integerOf } from "../values/numbers.ts";
import { isMap, isNumber, isObject, isUndefined, kindOf, SafeText, textOf, type Value } from "../values/value.ts";
import { type Arguments, assertDefined, asText } from "./arguments.ts";
import { filterNames } from "./filter-names.ts";
import type { Host } from "./host.ts";
import type { LibraryFunction } from "./library.ts";

/** A test of the value alone. */
function unary(holds: (value: Value) => boolean): LibraryFunction {
  return (args) => {
    const value = args.value();
    args.end();
    return holds(value);
  };
}

function binary(holds: (value: Value, other: Value, host: Host) => boolean): LibraryFunction {
  return (args, host) => {
    const [value, other] = [args.value(), args.value()];
    args.end();
    return holds(value, other, host);
  };
}

function ofTexts(holds: (text: string, other: string) => boolean): LibraryFunction {
  return (args: Arguments) => {
    const [text, other] = [args.text(), args.text()];
    args.end();
    return holds(text.text, other.text);
  };
}

function divisible(value: Value, other: Value): boolean {
  if (typeof value === "number" || typeof other === "number") {
    const [a, b] = [exactFloatOf(value), exactFloatOf(other)];
    return a !== undefined && b !== undefined && a % b === 0;
  }
  const [a, b] = [integerOf(value), integerOf(other)];
  if (a === undefined || b === undefined) return false;
  if (b === 0n) throw new TemplateFault("cannot divide by 0");
  return a % b === 0n;
}

function same(value: Value, other: Value, host: Host): boolean {
  if (isObject(value) || isObject(other)) return value === other;
  if (kindOf(value) !== kindOf(other)) return false;
  return (typeof value === "bigint") === (typeof other === "bigint") && equals(value, other, host.meter);
}

function isIn(value: Value, container: Value, host: Host): boolean {
  assertDefined(container, host);
  const holdable = isUndefined(container) || isObject(container) || textOf(container) !== undefined;
  return holdable && contains(container, value, host.meter);
}

const comparisons: readonly (readonly [Exclude<Comparison, "in" | "not in">, readonly string[], LibraryFunction])[] = [
  ["==", ["eq", "equalto"], binary((a, b, { meter }) => equals(a, b, meter))],
  ["!=", ["ne"], binary((a, b, { meter }) => !equals(a, b, meter))],
  ["<", ["lt", "lessthan"], binary((a, b, { meter }) => compare(a, b, meter) < 0)],
  ["<=", ["le"], binary((a, b, { meter }) => compare(a, b, meter) <= 0)],
  [">", ["gt", "greaterthan"], binary((a, b, { meter }) => compare(a, b, meter) > 0)],
  [">=", ["ge"], binary((a, b, { meter }) => compare(a, b, meter) >= 0)],
];

const named: readonly (readonly [string, LibraryFunction])[] = [
  ["undefined", unary(isUndefined)],
  ["defined", unary((value) => !isUndefined(value))],
  ["none", unary((value) => value === null)],
  ["safe", unary((value) => value instanceof SafeText)],
  ["escaped", unary((value) => value instanceof SafeText)],
  ["boolean", unary((value) => typeof value === "boolean")],
  ["odd", unary((value) => (integerOf(value) ?? 0n) % 2n !== 0n)],
  ["even", unary((value) => (integerOf(value) ?? 1n) % 2n === 0n)],
  ["divisibleby", binary(divisible)],
  ["number", unary(isNumber)],
  ["integer", unary((value) => typeof value === "bigint")],
  ["int", unary((value) => typeof value === "bigint")],
  ["float", unary((value) => typeof value === "number")],
  ["string", unary((value) => textOf(value) !== undefined)],
  ["sequence", unary((value) => kindOf(value) === "sequence")],
  ["iterable", unary((value) => tryItemsOf(value) !== undefined)],
  ["mapping", unary(isMap)],
  ["startingwith", ofTexts((text, start) => text.startsWith(start))],
  ["endingwith", ofTexts((text, end) => text.endsWith(end))],
  ["lower", unary((value) => /^\p{Lowercase}*$/u.test(asText(value)))],
  ["upper", unary((value) => /^\p{Uppercase}*$/u.test(asText(value)))],
  ["sameas", binary(same)],
  ["in", binary(isIn)],
  ["true", unary((value) => value === true)],
  ["false", unary((value) => value === false)],
  ["filter", unary((value) => filterNames.has(asText(value)))],
  ["test", unary((value) => tests.has(asText(value)))],
];

export const tests: ReadonlyMap<string, LibraryFunction> = new Map([
  ...named,
  ...comparisons.flatMap(([symbol, names, test]) => [symbol, ...names].map((name) => [name, test] as const)),
]);
