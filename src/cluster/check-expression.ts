/** The expressions of `checks`: CEL over an object of Kubernetes (https://github.com/google/cel-spec). */
import {
  type ASTNode,
  TypeError as CelTypeError,
  Environment,
  EvaluationError,
  ParseError,
} from "@marcbachmann/cel-js";

export type ParsedExpression =
  | { readonly kind: "expression"; judge(object: unknown): Judgement }
  /** Where it is wrong counts from 1; what a position cannot be told of has none. */
  | { readonly kind: "invalid"; readonly reason: string; readonly column?: number; readonly line?: number };

export type Judgement =
  | { readonly kind: "true" }
  /** `values` are what the expression looked at: foreign data. */
  | { readonly kind: "false"; readonly values: readonly LookedAt[] }
  | { readonly kind: "error"; readonly reason: string };

export interface LookedAt {
  /** `status.ceph.health` */
  readonly path: string;
  readonly value: string;
}

const maxCharacters = 2_000;
const limits = { maxAstNodes: 500, maxDepth: 40, maxListElements: 100, maxMapEntries: 100 };
/** `exists` inside `exists` goes through a list squared; a level more would let one object hold a run up for minutes. */
const maxNestedMacros = 2;
const maxValues = 5;
const maxValueCharacters = 100;

/** As tuppr has them, whose expressions work here too; `self` as in Kubernetes' own validation rules. */
const variables = ["object", "self", "status"] as const;

const environment = new Environment({ homogeneousAggregateLiterals: false, enableOptionalTypes: true, limits });
for (const name of variables) environment.registerVariable(name, "dyn");

/** Reads an expression that has to give true or false; unknown names and functions are found here, not when it is needed. */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > maxCharacters) return { kind: "invalid", reason: `is longer than ${maxCharacters} characters` };
  try {
    const expression = environment.parse(text);
    const { valid, type, error } = expression.check();
    if (!valid) return invalid(text, error);
    if (type !== "bool" && type !== "dyn") return { kind: "invalid", reason: `gives a ${type}, not true or false` };
    if (nestedMacros(expression.ast) > maxNestedMacros) {
      return { kind: "invalid", reason: `has more than ${maxNestedMacros} macros inside each other` };
    }
    const paths = pathsOf(expression.ast);
    return { kind: "expression", judge: (object) => judge(expression, object, paths) };
  } catch (error) {
    return invalid(text, error);
  }
}

function invalid(text: string, error: unknown): ParsedExpression {
  if (!(error instanceof ParseError) && !(error instanceof CelTypeError) && !(error instanceof EvaluationError))
    throw error;
  const reason = lowerFirst(error.summary);
  if (error.range === undefined) return { kind: "invalid", reason };
  const before = text.slice(0, error.range.start).split("\n");
  return { kind: "invalid", reason, line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

type Expression = ReturnType<Environment["parse"]>;

function judge(expression: Expression, object: unknown, paths: readonly (readonly string[])[]): Judgement {
  try {
    const data = toCel(object);
    const status = isRecord(data) && isRecord(data["status"]) ? data["status"] : {};
    const context = { object: data, self: data, status };
    const result: unknown = expression(context);
    if (result === true) return { kind: "true" };
    if (result === false)
      return { kind: "false", values: paths.slice(0, maxValues).map((path) => lookAt(context, path)) };
    return { kind: "error", reason: "it gives neither true nor false" };
  } catch (error) {
    return { kind: "error", reason: describeFailure(error) };
  }
}

/** Other messages of the library may quote values. */
const quotesNoValue = new Set([
  "index_out_of_bounds",
  "no_matching_overload",
  "no_such_key",
  "no_such_overload",
  "unknown_variable",
]);

function describeFailure(error: unknown): string {
  if (error instanceof RangeError) return "the object is nested too deep";
  if (!(error instanceof EvaluationError) && !(error instanceof CelTypeError)) throw error;
  return quotesNoValue.has(error.code) ? lowerFirst(error.summary) : error.code.replaceAll("_", " ");
}

/** Kubernetes knows whole numbers, and so does CEL; JSON does not tell them apart. */
function toCel(value: unknown): unknown {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toCel(item)]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lookAt(context: Readonly<Record<string, unknown>>, path: readonly string[]): LookedAt {
  let value: unknown = context;
  for (const step of path) value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  return { path: path.join("."), value: describeValue(value) };
}

function describeValue(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return describeList(value);
  if (isRecord(value)) return `a map of ${Object.keys(value).length}`;
  const text = String(value);
  return text.length > maxValueCharacters ? `${text.slice(0, maxValueCharacters)}…` : text;
}

/** Conditions are lists everywhere in Kubernetes: `Ready=False, Progressing=True`. */
function describeList(list: readonly unknown[]): string {
  const conditions = list.flatMap((item) => {
    if (!isRecord(item) || typeof item["type"] !== "string" || typeof item["status"] !== "string") return [];
    return [`${item["type"]}=${item["status"]}`];
  });
  if (conditions.length === 0 || conditions.length < list.length) return `a list of ${list.length}`;
  return describeValue(conditions.join(", "));
}

/** The longest member accesses that begin at a variable: what the expression looks at. */
function pathsOf(node: ASTNode): readonly (readonly string[])[] {
  const path = pathOf(node);
  const paths = path === undefined ? childrenOf(node).flatMap(pathsOf) : path.length > 1 ? [path] : [];
  const known = new Set<string>();
  return paths.filter((one) => !known.has(one.join(".")) && known.add(one.join(".")));
}

function pathOf(node: ASTNode): readonly string[] | undefined {
  if (node.op === "id") return variables.some((name) => name === node.args) ? [node.args] : undefined;
  if (node.op !== "." && node.op !== ".?") return undefined;
  const [of, field] = node.args;
  const path = pathOf(of);
  return path && [...path, field];
}

const macros = new Set(["all", "exists", "exists_one", "filter", "map"]);

function nestedMacros(node: ASTNode): number {
  const inner = Math.max(0, ...childrenOf(node).map(nestedMacros));
  return node.op === "rcall" && macros.has(node.args[0]) ? inner + 1 : inner;
}

/** Arguments are nodes, lists of nodes, pairs of nodes, and plain values. */
function childrenOf({ args }: ASTNode): readonly ASTNode[] {
  return collect(args);
}

function collect(value: unknown): readonly ASTNode[] {
  if (Array.isArray(value)) return value.flatMap(collect);
  return isNode(value) ? [value] : [];
}

function isNode(value: unknown): value is ASTNode {
  return isRecord(value) && "op" in value && "args" in value;
}
