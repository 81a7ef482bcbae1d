/** The syntax tree: nunjucks' node classes where their shape fits, and our own for what nunjucks lacks. */
import nodes, { type NodeClass } from "nunjucks/src/nodes.js";
import type { Position } from "../template-fault.ts";

export type Node<Name extends string, Fields> = Position & { readonly typename: Name } & Readonly<Fields>;

export type Literal = Node<"Literal", { value: string | bigint | number | boolean | null }>;
export type Name = Node<"Symbol", { value: string }>;
export type List = Node<"Array", { children: readonly Expression[] }>;
export type Dict = Node<"Dict", { children: readonly Pair[] }>;
export type Pair = Node<"Pair", { key: Expression; value: Expression }>;
export type Lookup = Node<"LookupVal", { target: Expression; val: Expression; dotted: boolean }>;
export type Slice = Node<"Slice", { target: Expression; start: Bound; stop: Bound; step: Bound }>;
export type Call = Node<"FunCall", { name: Expression; args: readonly Argument[] }>;
/** `target` is undefined for the first filter of a filter block, which takes the block's text. */
export type Filter = Node<"Filter", { name: string; target: Expression | undefined; args: readonly Argument[] }>;
export type Test = Node<"Is", { name: string; target: Expression; args: readonly Argument[] }>;
export type InlineIf = Node<"InlineIf", { cond: Expression; body: Expression; else_: Expression | undefined }>;
export type Logic = Node<"And" | "Or", { left: Expression; right: Expression }>;
export type Unary = Node<"Not" | "Neg", { target: Expression }>;
export type Operator = "+" | "-" | "*" | "/" | "//" | "%" | "**" | "~";
export type Binary = Node<"BinOp", { operator: Operator; left: Expression; right: Expression }>;
export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";
export type Operand = Node<"CompareOperand", { expr: Expression; type: Comparison }>;
export type Compare = Node<"Compare", { expr: Expression; ops: readonly Operand[] }>;

export type Expression =
  | Literal
  | Name
  | List
  | Dict
  | Lookup
  | Slice
  | Call
  | Filter
  | Test
  | InlineIf
  | Logic
  | Unary
  | Binary
  | Compare;
type Bound = Expression | undefined;

export type Argument =
  | { readonly kind: "positional" | "splat" | "keywords"; readonly value: Expression }
  | { readonly kind: "keyword"; readonly name: string; readonly value: Expression };

export type Text = Node<"TemplateData", { value: string }>;
export type Output = Node<"Output", { children: readonly [Text] | readonly [Expression] }>;
export type If = Node<"If", { cond: Expression; body: Body; else_: Body | undefined }>;
export type For = Node<
  "For",
  { name: Target; arr: Expression; filter: Expression | undefined; recursive: boolean; body: Body; else_: Body }
>;
export type With = Node<"With", { assignments: readonly Assignment[]; body: Body }>;
export type SetValue = Node<"Set", { target: Target; value: Expression }>;
export type SetBlock = Node<"SetBlock", { target: Target; filter: Filter | undefined; body: Body }>;
export type FilterBlock = Node<"FilterBlock", { filter: Filter; body: Body }>;
export type AutoEscape = Node<"AutoEscape", { enabled: Expression; body: Body }>;
export type Block = Node<"Block", { name: string; required: boolean; body: Body }>;
export type Extends = Node<"Extends", { template: Expression }>;
export type Include = Node<"Include", { template: Expression; ignoreMissing: boolean }>;
export type Import = Node<"Import", { template: Expression; target: string }>;
export type FromImport = Node<"FromImport", { template: Expression; names: readonly ImportedName[] }>;
export type Macro = Node<"Macro", { name: string; args: readonly Parameter[]; body: Body }>;
export type CallBlock = Node<"CallBlock", { call: Call; caller: Macro }>;
export type Do = Node<"Do", { call: Call }>;
export type Jump = Node<"Break" | "Continue", object>;

export type Statement =
  | Output
  | If
  | For
  | With
  | SetValue
  | SetBlock
  | FilterBlock
  | AutoEscape
  | Block
  | Extends
  | Include
  | Import
  | FromImport
  | Macro
  | CallBlock
  | Do
  | Jump;

export type Body = readonly Statement[];
/** What a value is assigned to: a name, a namespace's attribute, or several of them. */
export type Target = Name | Lookup | Node<"Array", { children: readonly Target[] }>;

export interface Assignment {
  readonly target: Target;
  readonly value: Expression;
}

export interface ImportedName {
  readonly name: string;
  readonly alias: string;
}

export interface Parameter {
  readonly name: string;
  readonly default: Expression | undefined;
}

const own: ReadonlyMap<string, NodeClass> = new Map(
  ["AutoEscape", "Break", "CallBlock", "Continue", "Do", "FilterBlock", "SetBlock", "Slice", "With"].map((name) => [
    name,
    nodes.Node.extend(name, { fields: [] }),
  ]),
);

/** Makes a node of the class that bears the name, at a token's place. */
export function node<N extends Expression | Statement | Operand | Pair | Text>(
  typename: N["typename"],
  at: Position,
  fields: Omit<N, "typename" | keyof Position>,
): N {
  const Class = own.get(typename) ?? nodes[typename];
  if (Class === undefined) throw new Error(`nunjucks has no node ${typename}`);
  // The class gives the name and the position, the caller the fields: together they are N.
  return Object.assign(new Class(at.lineno, at.colno), fields) as unknown as N;
}
