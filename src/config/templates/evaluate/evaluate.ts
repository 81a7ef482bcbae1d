/** Evaluates expressions. */

import { nearestName } from "../../../nearest-name.ts";
import { assertDefined, truthOf } from "../library/arguments.ts";
import { filters } from "../library/filters.ts";
import { tests } from "../library/tests.ts";
import type {
  Argument,
  Binary,
  Compare,
  Dict,
  Expression,
  Filter,
  InlineIf,
  Lookup,
  Macro,
  Slice,
  Test,
} from "../syntax/nodes.ts";
import { TemplateFault } from "../template-fault.ts";
import { calculate, negate } from "../values/arithmetic.ts";
import { itemsOf } from "../values/iterate.ts";
import { attributeOf, itemOf } from "../values/member.ts";
import { slice } from "../values/slice.ts";
import { isMap, isTrue, isUndefined, kindOf, silentUndefined, textOf, type Value } from "../values/value.ts";
import { entriesOf, Keywords, ValueMap } from "../values/value-map.ts";
import { compareValues } from "./comparisons.ts";
import { describe } from "./describe.ts";
import { constantOf } from "./fold-constants.ts";
import { declareMacro } from "./macro-object.ts";
import type { State } from "./state.ts";

export function evaluate(expression: Expression, state: State): Value {
  state.meter.step();
  try {
    const constant = constantOf(expression, state.meter);
    return constant === undefined ? evaluateNode(expression, state) : constant.value;
  } catch (error) {
    throw error instanceof TemplateFault ? error.at(state.template.path, expression) : error;
  }
}

function evaluateNode(expression: Expression, state: State): Value {
  switch (expression.typename) {
    case "Literal":
      return expression.value;
    case "Symbol":
      return state.lookup(expression.value);
    case "Array":
      return expression.children.map((child) => evaluate(child, state));
    case "Dict":
      return buildMap(expression, state);
    case "LookupVal":
      return lookUp(expression, state);
    case "Slice":
      return evaluateSlice(expression, state);
    case "FunCall":
      return state.run.interpreter.call(expression, state);
    case "Filter":
      return applyFilter(expression, state);
    case "Is":
      return applyTest(expression, state);
    case "InlineIf":
      return choose(expression, state);
    case "And":
    case "Or": {
      const left = evaluate(expression.left, state);
      const decided = conditionOf(left, expression.left, state) === (expression.typename === "Or");
      return decided ? left : evaluate(expression.right, state);
    }
    case "Not":
      return !conditionOf(evaluate(expression.target, state), expression.target, state);
    case "Neg":
      return negate(evaluate(expression.target, state));
    case "BinOp":
      return evaluateBinary(expression, state);
    case "Compare":
      return evaluateComparison(expression, state);
    default:
      return expression satisfies never;
  }
}

/** The truth of an evaluated expression; in strict mode an undefined one is a fault that names it. */
export function conditionOf(value: Value, expression: Expression, state: State): boolean {
  requireDefined(value, expression, state);
  return truthOf(value, state);
}

export function requireDefined(value: Value, expression: Expression, state: State): void {
  if (state.strict && value === undefined) {
    throw new TemplateFault(`${describe(expression)} is undefined`, {
      hint: "Set the variable, or give it a default: | default('…')",
    }).at(state.template.path, expression);
  }
}

function buildMap({ children }: Dict, state: State): ValueMap {
  const map = new ValueMap();
  for (const { key, value } of children) map.set(evaluate(key, state), evaluate(value, state));
  return map;
}

function lookUp({ target, val, dotted }: Lookup, state: State): Value {
  const container = evaluate(target, state);
  const key = evaluate(val, state);
  if (isUndefined(container)) {
    throw new TemplateFault(`${describe(target)} is undefined, so nothing can be looked up in it`);
  }
  state.meter.walk(textOf(container)?.length ?? 0);
  return dotted && typeof key === "string" ? attributeOf(container, key) : itemOf(container, key);
}

function evaluateSlice({ target, start, stop, step }: Slice, state: State): Value {
  const value = evaluate(target, state);
  const [from, to, by] = [start, stop, step].map((bound) => (bound === undefined ? null : evaluate(bound, state)));
  requireDefined(value, target, state);
  state.meter.walk(textOf(value)?.length ?? 0);
  const sliced = slice(value, from, to, by);
  if (typeof sliced === "string") state.meter.allocate(sliced.length);
  else state.meter.allocateItems(itemsOf(sliced).length);
  return sliced;
}

function choose({ cond, body, else_ }: InlineIf, state: State): Value {
  if (conditionOf(evaluate(cond, state), cond, state)) return evaluate(body, state);
  return else_ === undefined ? silentUndefined : evaluate(else_, state);
}

function evaluateBinary({ operator, left, right }: Binary, state: State): Value {
  const [a, b] = [evaluate(left, state), evaluate(right, state)];
  if (operator === "~") {
    requireDefined(a, left, state);
    requireDefined(b, right, state);
  }
  return calculate(operator, a, b, state.meter);
}

function evaluateComparison({ expr, ops }: Compare, state: State): boolean {
  let left = evaluate(expr, state);
  let leftExpression = expr;
  for (const { expr: operand, type } of ops) {
    const right = evaluate(operand, state);
    requireDefined(left, leftExpression, state);
    requireDefined(right, operand, state);
    if (!compareValues(type, left, right, state.meter)) return false;
    left = right;
    leftExpression = operand;
  }
  return true;
}

/** Applies one filter and those before it; `block` is what a filter block starts with. */
export function applyFilter({ name, target, args }: Filter, state: State, block?: Value): Value {
  const value = target === undefined ? block : evaluateFiltered(target, state, block);
  const filter = find(filters, name, "filter");
  return state.invoke(filter, [value, ...evaluateArguments(args, state)]);
}

function evaluateFiltered(target: Expression, state: State, block: Value): Value {
  const inChain = block !== undefined && target.typename === "Filter";
  return inChain ? applyFilter(target, state, block) : evaluate(target, state);
}

function applyTest({ name, target, args }: Test, state: State): boolean {
  const value = evaluate(target, state);
  return isTrue(state.invoke(find(tests, name, "test"), [value, ...evaluateArguments(args, state)]));
}

function find<F>(library: ReadonlyMap<string, F>, name: string, what: string): F {
  const found = library.get(name);
  if (found !== undefined) return found;
  const nearest = nearestName(name, [...library.keys()]);
  throw new TemplateFault(
    `there is no ${what} "${name}"`,
    nearest === undefined ? {} : { hint: `Did you mean "${nearest}"?` },
  );
}

/** Positional arguments, then the keyword arguments as one map. */
export function evaluateArguments(args: readonly Argument[], state: State, caller?: Macro): readonly Value[] {
  const values: Value[] = [];
  for (const argument of args) {
    if (argument.kind === "positional") values.push(evaluate(argument.value, state));
    if (argument.kind === "splat") values.push(...itemsOf(evaluate(argument.value, state)));
  }
  const named = args.filter(({ kind }) => kind === "keyword" || kind === "keywords");
  if (named.length === 0 && caller === undefined) return values;
  const keywords = new Keywords();
  for (const argument of named) addKeywords(argument, keywords, state);
  if (caller !== undefined) keywords.set("caller", declareMacro(caller, state));
  return [...values, keywords];
}

function addKeywords(argument: Argument, keywords: Keywords, state: State): void {
  const value = evaluate(argument.value, state);
  if (argument.kind === "keyword") {
    keywords.set(argument.name, value);
    keywords.written.add(argument.name);
    return;
  }
  assertDefined(value, state);
  if (!isMap(value)) throw new TemplateFault(`a ${kindOf(value)} cannot be keyword arguments`);
  for (const [key, item] of entriesOf(value)) keywords.set(key, item);
}
