/** Calls: functions, macros, methods, blocks, `super()`, and loops that call themselves. */
import { Cycler, Joiner } from "../library/functions.ts";
import { NativeFunction } from "../library/native-function.ts";
import { callPythonMethod } from "../library/python-methods.ts";
import type { Call, Macro } from "../syntax/nodes.ts";
import { TemplateFault, unsupported } from "../template-fault.ts";
import { attributeOf } from "../values/member.ts";
import { isUndefined, kindOf, TemplateObject, type Value } from "../values/value.ts";
import { writeBlock, writeSuper } from "./blocks.ts";
import { describe } from "./describe.ts";
import { evaluate, evaluateArguments } from "./evaluate.ts";
import { LoopObject } from "./loop-object.ts";
import { callMacro, MacroObject } from "./macro-object.ts";
import type { State } from "./state.ts";

/** The value of a call; `caller` is the body of a call block. */
export function call(expression: Call, state: State, caller?: Macro): Value {
  const { name: callee, args } = expression;
  if (callee.typename === "Symbol") return callNamed(callee.value, evaluateArguments(args, state, caller), state);
  if (callee.typename === "LookupVal" && callee.dotted && callee.val.typename === "Literal") {
    const name = String(callee.val.value);
    if (callee.target.typename === "Symbol" && callee.target.value === "self") {
      return state.captured(() => writeBlock(name, state));
    }
    const target = evaluate(callee.target, state);
    if (isUndefined(target)) throw new TemplateFault(`${describe(callee.target)} is undefined, so it has no methods`);
    return callMethod(target, name, evaluateArguments(args, state, caller), state);
  }
  const target = evaluate(callee, state);
  return callValue(target, evaluateArguments(args, state, caller), state, describe(callee));
}

function callNamed(name: string, args: readonly Value[], state: State): Value {
  if (name === "super") {
    if (args.length > 0) throw new TemplateFault("super() takes no arguments");
    return state.captured(() => writeSuper(state));
  }
  const found = state.scope.find(name);
  if (found === undefined) throw new TemplateFault(`there is no function "${name}"`);
  if (!(found.value instanceof LoopObject)) return callValue(found.value, args, state, `"${name}"`);
  const [items] = args;
  if (args.length !== 1) throw new TemplateFault("loop() takes one argument");
  const loop = found.value;
  if (loop.hasElse) throw unsupported("calling a recursive loop that has an else inside an expression");
  return state.captured(() => recurse(loop, items, state));
}

/** Runs a recursive loop's body over other items, writing where the template writes. */
export function recurse(loop: LoopObject, items: Value, state: State): void {
  if (loop.recurse === undefined) throw new TemplateFault("this loop is not recursive");
  loop.recurse(items, state);
}

function callValue(callee: Value, args: readonly Value[], state: State, described: string): Value {
  state.meter.step();
  if (callee instanceof MacroObject) return callMacro(callee, args, state);
  if (callee instanceof NativeFunction) return state.invoke(callee.call, args);
  if (callee instanceof Joiner) return state.invoke((bound) => callee.call(bound), args);
  throw new TemplateFault(`${described} is a ${kindOf(callee)} and cannot be called`);
}

function callMethod(target: Value, name: string, args: readonly Value[], state: State): Value {
  if (target instanceof LoopObject) {
    if (name === "changed") return target.changed(args, state.meter);
    if (name === "cycle") return target.cycle(args);
  }
  if (target instanceof Cycler && name === "next") return state.invoke((bound) => target.next(bound), args);
  if (state.run.pyCompat) {
    const result = callPythonMethod(target, name, args, state);
    if (result !== undefined) return result.value;
  }
  if (target instanceof TemplateObject && target.has(name)) {
    return callValue(attributeOf(target, name), args, state, `"${name}"`);
  }
  throw new TemplateFault(`a ${kindOf(target)} has no method "${name}"`, hintFor(name));
}

const filterInstead: ReadonlyMap<string, string> = new Map([
  ["items", "| items"],
  ["get", "| default('…') after the look-up"],
  ["upper", "| upper"],
  ["lower", "| lower"],
  ["split", "| split('…')"],
  ["replace", "| replace('…', '…')"],
  ["strip", "| trim"],
]);

function hintFor(name: string): { readonly hint?: string } {
  const filter = filterInstead.get(name);
  if (filter === undefined) return {};
  return { hint: `Write ${filter}, or set py-compat = true in .minijinja.toml if minijinja-cli is called with it` };
}
