import type { Expression, Target } from "../syntax/nodes.ts";
import { TemplateFault } from "../template-fault.ts";
import { objectItems } from "../values/iterate.ts";
import { Namespace } from "../values/namespace.ts";
import { isObject, kindOf, textOf, type Value } from "../values/value.ts";
import { evaluate } from "./evaluate.ts";
import type { State } from "./state.ts";

/** Gives a value to a name, to a namespace's attribute, or its items to several of them. */
export function assign(target: Target, value: Value, state: State): void {
  if (target.typename === "Symbol") {
    state.scope.store(target.value, value);
    return;
  }
  if (target.typename === "LookupVal") {
    setAttribute(target.target, target.val, value, state);
    return;
  }
  const items = isObject(value) ? objectItems(value) : undefined;
  if (items === undefined) throw new TemplateFault(`a ${kindOf(value)} cannot be unpacked`);
  if (items.length !== target.children.length) {
    throw new TemplateFault(`${items.length} values cannot be unpacked into ${target.children.length} names`);
  }
  for (const [index, child] of target.children.entries()) assign(child, items[index], state);
}

function setAttribute(target: Expression, name: Expression, value: Value, state: State): void {
  const namespace = evaluate(target, state);
  if (!(namespace instanceof Namespace)) {
    throw new TemplateFault(`only a namespace's attributes can be set, not those of a ${kindOf(namespace)}`);
  }
  namespace.set(textOf(evaluate(name, state)) ?? "", value);
}
