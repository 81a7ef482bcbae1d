/** Executes statements. */

import type {
  AutoEscape,
  Body,
  CallBlock,
  Expression,
  If,
  Output,
  SetBlock,
  Statement,
  With,
} from "../syntax/nodes.ts";
import { type Position, TemplateFault } from "../template-fault.ts";
import { equals } from "../values/compare.ts";
import { type AutoEscape as EscapeMode, escapeValue } from "../values/escape.ts";
import { textOf, type Value } from "../values/value.ts";
import { assign } from "./assign.ts";
import { writeBlock, writeSuper } from "./blocks.ts";
import { call, recurse } from "./call.ts";
import { applyFilter, conditionOf, evaluate, requireDefined } from "./evaluate.ts";
import { executeFor } from "./execute-for.ts";
import { extendTemplate, importNames, importTemplate, includeTemplate } from "./inclusion.ts";
import { declareMacro } from "./macro-object.ts";
import { Frame } from "./scope.ts";
import type { Completion, State } from "./state.ts";

export function execute(body: Body, state: State): Completion {
  for (const statement of body) {
    const completion = executeStatement(statement, state);
    if (completion !== undefined) return completion;
  }
  return undefined;
}

function executeStatement(statement: Statement, state: State): Completion {
  state.meter.step();
  try {
    return executeNode(statement, state);
  } catch (error) {
    throw error instanceof TemplateFault ? error.at(state.template.path, statement) : error;
  }
}

function executeNode(statement: Statement, state: State): Completion {
  switch (statement.typename) {
    case "If":
      return executeIf(statement, state);
    case "For":
      return executeFor(statement, state);
    case "Break":
      return "break";
    case "Continue":
      return "continue";
    default:
      executeSimple(statement, state);
      return undefined;
  }
}

type Simple = Exclude<Statement, { typename: "If" | "For" | "Break" | "Continue" }>;

function executeSimple(statement: Simple, state: State): void {
  switch (statement.typename) {
    case "Output":
      writeOutput(statement, state);
      return;
    case "Set":
      assign(statement.target, evaluate(statement.value, state), state);
      return;
    case "SetBlock":
      executeSetBlock(statement, state);
      return;
    case "With":
      executeWith(statement, state);
      return;
    case "FilterBlock": {
      const captured = state.captured(() => execute(statement.body, state));
      write(applyFilter(statement.filter, state, captured), statement, state);
      return;
    }
    case "AutoEscape":
      executeAutoEscape(statement, state);
      return;
    case "Macro":
      state.scope.store(statement.name, declareMacro(statement, state));
      return;
    case "CallBlock":
      executeCallBlock(statement, state);
      return;
    case "Do":
      call(statement.call, state);
      return;
    case "Block":
      writeBlock(statement.name, state);
      return;
    case "Extends":
      extendTemplate(statement, state);
      return;
    case "Include":
      includeTemplate(statement, state);
      return;
    case "Import":
      importTemplate(statement, state);
      return;
    case "FromImport":
      importNames(statement, state);
      return;
    default:
      statement satisfies never;
  }
}

function writeOutput({ children: [child], lineno }: Output, state: State): void {
  if (child.typename === "TemplateData") {
    const { path } = state.template;
    state.run.output.write(child.value, (line) => ({ file: path, line: child.lineno + line + 1 }));
    return;
  }
  if (writesDirectly(child, state)) return;
  const value = evaluate(child, state);
  requireDefined(value, child, state);
  write(value, { lineno, colno: 0 }, state, child.typename === "FunCall");
}

/** Calls that write themselves instead of giving a text. */
function writesDirectly(child: Expression, state: State): boolean {
  if (child.typename !== "FunCall") return false;
  const { name: callee, args } = child;
  if (callee.typename === "Symbol") {
    if (callee.value === "super" && args.length === 0) {
      writeSuper(state);
      return true;
    }
    if (callee.value !== "loop" || args.length !== 1 || args[0]?.kind !== "positional") return false;
    const items = evaluate(args[0].value, state);
    const { loop } = state.scope;
    if (loop === undefined) throw new TemplateFault("loop() is called outside a loop");
    recurse(loop, items, state);
    return true;
  }
  if (callee.typename !== "LookupVal" || !callee.dotted || callee.val.typename !== "Literal") return false;
  if (callee.target.typename !== "Symbol" || callee.target.value !== "self") return false;
  writeBlock(String(callee.val.value), state);
  return true;
}

function write(value: Value, at: Position, state: State, called = false): void {
  const text = escapeValue(value, state.autoescape, state.meter);
  state.run.output.write(text, state.run.origins.originOf(text, state.originAt(at), called));
}

function executeSetBlock({ target, filter, body }: SetBlock, state: State): void {
  const captured = state.captured(() => execute(body, state));
  assign(target, filter === undefined ? captured : applyFilter(filter, state, captured), state);
}

function executeIf({ cond, body, else_ }: If, state: State): Completion {
  const holds = conditionOf(evaluate(cond, state), cond, state);
  return execute(holds ? body : (else_ ?? []), state);
}

function executeWith({ assignments, body }: With, state: State): void {
  state.scope.push(new Frame());
  for (const { target, value } of assignments) assign(target, evaluate(value, state), state);
  execute(body, state);
  state.scope.pop();
}

function executeAutoEscape({ enabled, body }: AutoEscape, state: State): void {
  const outer = state.autoescape;
  state.autoescape = deriveAutoEscape(evaluate(enabled, state), state);
  execute(body, state);
  state.autoescape = outer;
}

function deriveAutoEscape(value: Value, state: State): EscapeMode {
  const mode = textOf(value);
  if (mode === "html" || mode === "json" || mode === "none") return mode;
  if (mode !== undefined) throw new TemplateFault("autoescape takes a bool, html, json or none");
  if (!equals(value, true, state.meter)) return "none";
  return state.enteredAutoescape === "none" ? "html" : state.enteredAutoescape;
}

function executeCallBlock(statement: CallBlock, state: State): void {
  const value = call(statement.call, state, statement.caller);
  requireDefined(value, statement.call, state);
  write(value, statement, state, true);
}
