import { freeNames } from "../syntax/free-names.ts";
import type { Macro } from "../syntax/nodes.ts";
import { TemplateFault } from "../template-fault.ts";
import { isUndefined, TemplateObject, textOf, type Value } from "../values/value.ts";
import { Keywords } from "../values/value-map.ts";
import { Frame, type Names, Scope } from "./scope.ts";
import { State, type Template } from "./state.ts";

const macroDepth = 4;

/** What a macro statement declares. */
export class MacroObject extends TemplateObject {
  readonly kind = "map";
  readonly macro: Macro;
  readonly template: Template;
  readonly closure: Names;

  constructor(macro: Macro, template: Template, closure: Names) {
    super();
    this.macro = macro;
    this.template = template;
    this.closure = closure;
  }

  get usesCaller(): boolean {
    return freeNames(this.macro).has("caller");
  }

  override has(key: Value): boolean {
    return key === "name" || key === "arguments" || key === "caller";
  }

  override get(key: Value): Value {
    if (key === "name") return this.macro.name;
    if (key === "arguments") return this.macro.args.map(({ name }) => name);
    return key === "caller" ? this.usesCaller : undefined;
  }

  override items(): readonly Value[] {
    return ["name", "arguments", "caller"];
  }

  override display(): Value {
    return `<macro ${this.macro.name}>`;
  }
}

/** Declares a macro: the names that it takes from around it are copied now, and kept up to date by this frame. */
export function declareMacro(macro: Macro, state: State): MacroObject {
  const { top } = state.scope;
  for (const name of freeNames(macro)) {
    if (name === "caller") continue;
    top.closure ??= new Map();
    if (!top.closure.has(name)) top.closure.set(name, state.lookup(name));
  }
  return new MacroObject(macro, state.template, top.closure ?? new Map());
}

export function callMacro(callee: MacroObject, values: readonly Value[], state: State): Value {
  const { args, caller } = bind(callee, values);
  const frames = [new Frame({ context: state.run.root }), new Frame({ context: callee.closure })];
  const scope = new Scope(state.scope.globals, frames, state.scope.depth + macroDepth);
  const inner = new State(state.run, scope, callee.template, state.autoescape);
  if (callee.usesCaller) scope.store("caller", caller);
  return state.captured(() => {
    // Defaults may use the arguments after them: minijinja fills them in from the last to the first.
    for (const [index, parameter] of [...callee.macro.args.entries()].reverse()) {
      const given = args[index];
      const value =
        isUndefined(given) && parameter.default !== undefined
          ? state.run.interpreter.evaluate(parameter.default, inner)
          : given;
      scope.store(parameter.name, value);
    }
    state.run.interpreter.execute(callee.macro.body, inner);
  });
}

function bind(callee: MacroObject, values: readonly Value[]): { args: readonly Value[]; caller: Value } {
  const last = values.at(-1);
  const keywords = last instanceof Keywords ? last : new Keywords();
  const positional = last instanceof Keywords ? values.slice(0, -1) : values;
  const { name: macroName, args: parameters } = callee.macro;
  if (positional.length > parameters.length) throw new TemplateFault(`too many arguments for the macro "${macroName}"`);
  const used = new Set<string>(callee.usesCaller ? ["caller"] : []);
  const args = parameters.map(({ name }, index) => {
    if (index < positional.length) {
      if (keywords.has(name)) throw new TemplateFault(`the argument "${name}" is given twice`);
      return positional[index];
    }
    if (keywords.has(name)) used.add(name);
    return keywords.get(name);
  });
  for (const key of keywords.items()) {
    const name = textOf(key);
    if (name !== undefined && !used.has(name))
      throw new TemplateFault(
        `the macro "${macroName}" has no argument${keywords.written.has(name) ? ` "${name}"` : " of a name given here"}`,
      );
  }
  return { args, caller: keywords.get("caller") };
}
