import type { Expression } from "../syntax/nodes.ts";

/** An expression as the template has it, as far as names and look-ups go; never a value. */
export function describe(expression: Expression): string {
  return pathOf(expression) ?? "the value";
}

function pathOf(expression: Expression): string | undefined {
  if (expression.typename === "Symbol") return `"${expression.value}"`;
  if (expression.typename !== "LookupVal") return undefined;
  const target = pathOf(expression.target);
  const { val } = expression;
  if (target === undefined || val.typename !== "Literal") return undefined;
  const step = expression.dotted || typeof val.value !== "string" ? `.${val.value}` : `[${JSON.stringify(val.value)}]`;
  return `${target.slice(0, -1)}${step}"`;
}
