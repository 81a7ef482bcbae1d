/** The names a macro takes from around it. minijinja copies these when the macro is declared, and no others. */
import type { Argument, Body, Expression, Macro, Statement, Target } from "./nodes.ts";

class Tracker {
  readonly free = new Set<string>();
  readonly #assigned: Set<string>[] = [new Set()];

  assign(name: string): void {
    this.#assigned.at(-1)?.add(name);
  }

  assignTarget(target: Target): void {
    if (target.typename === "Symbol") this.assign(target.value);
    if (target.typename === "Array") for (const child of target.children) this.assignTarget(child);
  }

  /** A name counts as assigned after its first look-up: it is free once. */
  use(name: string): void {
    if (this.#assigned.some((names) => names.has(name))) return;
    this.free.add(name);
    this.assign(name);
  }

  scope(visit: () => void): void {
    this.#assigned.push(new Set());
    visit();
    this.#assigned.pop();
  }
}

const remembered = new WeakMap<Macro, ReadonlySet<string>>();

export function freeNames(macro: Macro): ReadonlySet<string> {
  const known = remembered.get(macro);
  if (known !== undefined) return known;
  const tracker = new Tracker();
  visitMacro(macro, tracker);
  remembered.set(macro, tracker.free);
  return tracker.free;
}

function visitMacro(macro: Macro, tracker: Tracker): void {
  for (const { name } of macro.args) tracker.assign(name);
  for (const parameter of macro.args) visit(parameter.default, tracker);
  visitBody(macro.body, tracker);
}

function visitNestedMacro(macro: Macro, tracker: Tracker): void {
  tracker.scope(() => {
    tracker.assign("caller");
    visitMacro(macro, tracker);
  });
}

function visitBody(body: Body, tracker: Tracker): void {
  for (const statement of body) visitStatement(statement, tracker);
}

// The gaps are minijinja's own: it does not look into a slice's value, the filters of blocks and the names of includes.
function visitStatement(statement: Statement, tracker: Tracker): void {
  switch (statement.typename) {
    case "Output":
      if (statement.children[0].typename !== "TemplateData") visit(statement.children[0], tracker);
      return;
    case "If":
      visit(statement.cond, tracker);
      tracker.scope(() => visitBody(statement.body, tracker));
      tracker.scope(() => visitBody(statement.else_ ?? [], tracker));
      return;
    case "For":
      tracker.scope(() => {
        tracker.assign("loop");
        visit(statement.arr, tracker);
        tracker.assignTarget(statement.name);
        visit(statement.filter, tracker);
        visitBody(statement.body, tracker);
      });
      tracker.scope(() => visitBody(statement.else_, tracker));
      return;
    case "With":
      tracker.scope(() => {
        for (const { target, value } of statement.assignments) {
          tracker.assignTarget(target);
          visit(value, tracker);
        }
        visitBody(statement.body, tracker);
      });
      return;
    case "Set":
      tracker.assignTarget(statement.target);
      visit(statement.value, tracker);
      return;
    case "SetBlock":
      tracker.assignTarget(statement.target);
      tracker.scope(() => visitBody(statement.body, tracker));
      return;
    case "FilterBlock":
    case "AutoEscape":
      tracker.scope(() => visitBody(statement.body, tracker));
      return;
    case "Block":
      tracker.scope(() => {
        tracker.assign("super");
        visitBody(statement.body, tracker);
      });
      return;
    case "Import":
      tracker.assign(statement.target);
      return;
    case "FromImport":
      for (const { alias } of statement.names) tracker.assign(alias);
      return;
    case "Macro":
      tracker.assign(statement.name);
      visitNestedMacro(statement, tracker);
      return;
    case "CallBlock":
      visit(statement.call, tracker);
      visitNestedMacro(statement.caller, tracker);
      return;
    case "Do":
      visit(statement.call, tracker);
      return;
    case "Extends":
    case "Include":
    case "Break":
    case "Continue":
      return;
    default:
      statement satisfies never;
  }
}

function visitArguments(args: readonly Argument[], tracker: Tracker): void {
  for (const { value } of args) visit(value, tracker);
}

function visit(expression: Expression | undefined, tracker: Tracker): void {
  switch (expression?.typename) {
    case undefined:
    case "Literal":
      return;
    case "Symbol":
      tracker.use(expression.value);
      return;
    case "Array":
      for (const child of expression.children) visit(child, tracker);
      return;
    case "Dict":
      for (const { key, value } of expression.children) {
        visit(key, tracker);
        visit(value, tracker);
      }
      return;
    case "LookupVal":
      visit(expression.target, tracker);
      visit(expression.val, tracker);
      return;
    case "Slice":
      for (const bound of [expression.start, expression.stop, expression.step]) visit(bound, tracker);
      return;
    case "FunCall":
      visit(expression.name, tracker);
      visitArguments(expression.args, tracker);
      return;
    case "Filter":
    case "Is":
      visit(expression.target, tracker);
      visitArguments(expression.args, tracker);
      return;
    case "InlineIf":
      visit(expression.cond, tracker);
      visit(expression.body, tracker);
      visit(expression.else_, tracker);
      return;
    case "And":
    case "Or":
    case "BinOp":
      visit(expression.left, tracker);
      visit(expression.right, tracker);
      return;
    case "Not":
    case "Neg":
      visit(expression.target, tracker);
      return;
    case "Compare":
      visit(expression.expr, tracker);
      for (const { expr } of expression.ops) visit(expr, tracker);
      return;
    default:
      expression satisfies never;
  }
}
