/** For statements: filtered, recursive, and with an else. */
import { iterate } from "../library/arguments.ts";
import type { Expression, For } from "../syntax/nodes.ts";
import { unsupported } from "../template-fault.ts";
import { lengthHint } from "../values/iterate.ts";
import type { Value } from "../values/value.ts";
import { assign } from "./assign.ts";
import { conditionOf, evaluate, requireDefined } from "./evaluate.ts";
import { LoopObject } from "./loop-object.ts";
import { Frame } from "./scope.ts";
import type { Completion, State } from "./state.ts";

export function executeFor(statement: For, state: State): Completion {
  const iterated = evaluate(statement.arr, state);
  requireDefined(iterated, statement.arr, state);
  const items = iterate(iterated, state);
  const kept = statement.filter === undefined ? items : filterItems(statement, statement.filter, items, state);
  const length = statement.filter === undefined ? lengthHint(iterated) : kept.length;
  return runLoop(statement, kept, length, state) ? undefined : state.run.interpreter.execute(statement.else_, state);
}

/** The `if` of a for: a loop of its own, in which `loop` still is the one around. */
function filterItems(statement: For, filter: Expression, items: readonly Value[], state: State): readonly Value[] {
  const frame = new Frame({ loop: new LoopObject(items, { length: items.length, depth: 0 }) });
  state.scope.push(frame);
  const kept = items.filter((item) => {
    frame.locals.clear();
    assign(statement.name, item, state);
    return conditionOf(evaluate(filter, state), filter, state);
  });
  state.scope.pop();
  return kept;
}

/** Whether the loop counts as run: not when it was empty, and in minijinja not when its first round broke it off. */
function runLoop(statement: For, items: readonly Value[], length: number | undefined, state: State): boolean {
  const outer = state.scope.loop;
  const depth = outer?.recurse === undefined ? 0 : outer.depth + 1;
  const loop = new LoopObject(items, {
    length,
    depth,
    recurse: recursion(statement, state),
    hasElse: statement.else_.length > 0,
  });
  const frame = new Frame({ loop, loopVisible: true });
  state.scope.push(frame);
  let broken = false;
  for (const [index, item] of items.entries()) {
    state.meter.step();
    loop.index = index;
    frame.locals.clear();
    assign(statement.name, item, state);
    broken = state.run.interpreter.execute(statement.body, state) === "break";
    if (broken) break;
  }
  if (!broken) loop.index++;
  state.scope.pop();
  return loop.index > 0;
}

/** As in minijinja, a recursive loop's calls go by its `if` and its `else`. */
function recursion(statement: For, state: State): LoopObject["recurse"] {
  if (!statement.recursive) return undefined;
  return (value, caller) => {
    if (caller !== state) throw unsupported("calling a loop from elsewhere than where it runs");
    runLoop(statement, iterate(value, state), lengthHint(value), state);
  };
}
