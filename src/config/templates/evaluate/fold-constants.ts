/** Operations between constants, which minijinja computes while it compiles: `1 and 0` is `False` there, not `0`. */
import type { Compare, Expression, Logic } from "../syntax/nodes.ts";
import { TemplateFault } from "../template-fault.ts";
import type { Meter } from "../template-limits.ts";
import { calculate, negate } from "../values/arithmetic.ts";
import { isTrue, type Value } from "../values/value.ts";
import { ValueMap } from "../values/value-map.ts";
import { compareValues } from "./comparisons.ts";

interface Constant {
  readonly value: Value;
}

const foldable: ReadonlySet<string> = new Set(["Array", "Dict", "Not", "Neg", "And", "Or", "BinOp", "Compare"]);

const remembered = new WeakMap<Expression, Constant | "none">();

/** The expression's constant value, if it has one. */
export function constantOf(expression: Expression, meter: Meter): Constant | undefined {
  if (expression.typename === "Literal") return expression;
  if (!foldable.has(expression.typename)) return undefined;
  const known = remembered.get(expression);
  if (known !== undefined) return known === "none" ? undefined : known;
  const constant = tryFold(expression, meter);
  remembered.set(expression, constant ?? "none");
  return constant;
}

/** What fails is no constant: it fails again, and with its place, when it is evaluated. */
function tryFold(expression: Expression, meter: Meter): Constant | undefined {
  try {
    return fold(expression, meter);
  } catch (error) {
    if (error instanceof TemplateFault && error.code === "template_invalid") return undefined;
    throw error;
  }
}

function fold(expression: Expression, meter: Meter): Constant | undefined {
  switch (expression.typename) {
    case "Array":
      return allLiterals(expression.children)
        ? { value: expression.children.map((child) => (child.typename === "Literal" ? child.value : undefined)) }
        : undefined;
    case "Dict": {
      if (!allLiterals(expression.children.flatMap(({ key, value }) => [key, value]))) return undefined;
      const map = new ValueMap();
      for (const { key, value } of expression.children) {
        if (key.typename === "Literal" && value.typename === "Literal") map.set(key.value, value.value);
      }
      return { value: map };
    }
    case "Not":
    case "Neg": {
      const target = constantOf(expression.target, meter);
      if (target === undefined) return undefined;
      return { value: expression.typename === "Not" ? !isTrue(target.value) : negate(target.value) };
    }
    case "And":
    case "Or":
      return foldLogic(expression, meter);
    case "BinOp": {
      const operands = both(expression.left, expression.right, meter);
      return operands && { value: calculate(expression.operator, operands[0], operands[1], meter) };
    }
    case "Compare":
      return foldComparison(expression, meter);
    default:
      return undefined;
  }
}

function allLiterals(expressions: readonly Expression[]): boolean {
  return expressions.every(({ typename }) => typename === "Literal");
}

function both(left: Expression, right: Expression, meter: Meter): readonly [Value, Value] | undefined {
  const [a, b] = [constantOf(left, meter), constantOf(right, meter)];
  return a === undefined || b === undefined ? undefined : [a.value, b.value];
}

function foldLogic({ typename, left, right }: Logic, meter: Meter): Constant | undefined {
  const operands = both(left, right, meter);
  if (operands === undefined) return undefined;
  const [a, b] = operands;
  if (typename === "Or") return { value: isTrue(a) ? a : b };
  return { value: isTrue(a) && isTrue(b) ? b : false };
}

function foldComparison({ expr, ops }: Compare, meter: Meter): Constant | undefined {
  let left = constantOf(expr, meter);
  for (const { expr: operand, type } of ops) {
    const right = left === undefined ? undefined : constantOf(operand, meter);
    if (left === undefined || right === undefined) return undefined;
    if (!compareValues(type, left.value, right.value, meter)) return { value: false };
    left = right;
  }
  return { value: true };
}
