/** include, import, from … import and extends. */
import type { SourceLocation } from "../../../errors.ts";
import type { Expression, Extends, FromImport, Import, Include } from "../syntax/nodes.ts";
import { locate, type Position, TemplateFault } from "../template-fault.ts";
import { compareText } from "../values/compare.ts";
import { objectItems } from "../values/iterate.ts";
import { isObject, kindOf, TemplateObject, textOf, type Value } from "../values/value.ts";
import { addParentBlocks, blocksOf } from "./blocks.ts";
import { Frame, type Names } from "./scope.ts";
import type { State, Template } from "./state.ts";

const includeDepth = 10;

/** Runs a template from its top, and in place of it the one that it extends. */
export function runTemplate(template: Template, state: State): void {
  const outer = { template: state.template, parent: state.parent, entered: state.enteredAutoescape };
  state.enteredAutoescape = state.autoescape;
  for (let next: Template | undefined = template; next !== undefined; next = state.parent) {
    if (next !== template) state.run.output.release();
    state.parent = undefined;
    state.template = next;
    executeParent(next, state, next === template ? undefined : state.extendedFrom);
  }
  state.template = outer.template;
  state.parent = outer.parent;
  state.enteredAutoescape = outer.entered;
}

/** Runs a body; what fails in a parent's own text says who extends it. */
function executeParent(template: Template, state: State, extendedFrom: SourceLocation | undefined): void {
  try {
    state.run.interpreter.execute(template.syntax.body, state);
  } catch (error) {
    const own = error instanceof TemplateFault && error.location?.file === template.path;
    if (own && extendedFrom !== undefined) error.includedFrom.push(extendedFrom);
    throw error;
  }
}

export function extendTemplate({ template: name, ...at }: Extends, state: State): void {
  const wanted = textOf(state.run.interpreter.evaluate(name, state));
  if (wanted === undefined) throw new TemplateFault("the name of a template must be a string");
  if (state.parent !== undefined) throw new TemplateFault("a template can extend only one other");
  const parent = state.run.load(wanted, state.template.path);
  if (parent === undefined) throw missing(name);
  if (state.extended.has(parent.path)) throw new TemplateFault("a template extends itself");
  state.extended = new Set([...state.extended, parent.path]);
  addParentBlocks(parent, state);
  state.parent = parent;
  state.extendedFrom = locate(state.template.path, at);
  // What the child still does counts, what it writes does not.
  state.run.output.discard();
}

export function includeTemplate({ template: name, ignoreMissing, ...at }: Include, state: State): void {
  const choices = namesOf(state.run.interpreter.evaluate(name, state));
  for (const choice of choices) {
    const template = state.run.load(choice, state.template.path);
    if (template !== undefined) {
      runIncluded(template, at, state);
      return;
    }
  }
  if (choices.length > 0 && !ignoreMissing) throw missing(name);
}

function namesOf(value: Value): readonly string[] {
  const choices = isObject(value) ? (objectItems(value) ?? []) : [value];
  return choices.map((choice) => {
    const name = textOf(choice);
    if (name === undefined) throw new TemplateFault(`the name of a template must be a string, not a ${kindOf(choice)}`);
    return name;
  });
}

/** Only a name that stands in the template is repeated: any other is a value. */
function missing(name: Expression): TemplateFault {
  const written = [name, ...(name.typename === "Array" ? name.children : [])]
    .map((expression) => (expression.typename === "Literal" ? expression.value : undefined))
    .filter((value) => typeof value === "string");
  const which = written.map((value) => JSON.stringify(value)).join(" or ") || "of the name given here";
  return new TemplateFault(`there is no template ${which}`, {
    code: "file_missing",
    hint: "Paths are relative to the file that includes",
  });
}

/** An included template shares the names of the one that includes it, and what it sets stays set. */
function runIncluded(template: Template, at: Position, state: State): void {
  const outer = { autoescape: state.autoescape, blocks: state.blocks, extended: state.extended };
  const { top } = state.scope;
  const { closure } = top;
  const includer = state.template.path;
  top.closure = undefined;
  state.autoescape = template.autoescape;
  state.blocks = blocksOf(template);
  state.scope.deepen(includeDepth);
  try {
    runTemplate(template, state);
  } catch (error) {
    if (error instanceof TemplateFault) {
      error.at(template.path, { lineno: 0, colno: 0 });
      error.includedFrom.push(locate(includer, at));
    }
    throw error;
  }
  state.scope.deepen(-includeDepth);
  top.closure = closure;
  Object.assign(state, outer);
}

/** What `import … as name` gives: the names that the template sets. */
class ModuleObject extends TemplateObject {
  readonly kind = "map";
  readonly #names: Names;
  readonly #text: Value;

  constructor(names: Names, text: Value) {
    super();
    this.#names = names;
    this.#text = text;
  }

  override has(key: Value): boolean {
    const name = textOf(key);
    return name !== undefined && this.#names.has(name);
  }

  override get(key: Value): Value {
    return this.#names.get(textOf(key) ?? "");
  }

  override items(): readonly Value[] {
    return [...this.#names.keys()].sort(compareText);
  }

  override display(): Value {
    return this.#text;
  }
}

export function importTemplate({ template, target, ...at }: Import, state: State): void {
  const frame = new Frame();
  state.scope.push(frame);
  const text = state.captured(() => includeByName(template, at, state));
  state.scope.pop();
  state.scope.store(target, new ModuleObject(frame.locals, text));
}

export function importNames({ template, names, ...at }: FromImport, state: State): void {
  state.run.output.discard();
  state.scope.push(new Frame());
  includeByName(template, at, state);
  // A name that the template does not set is looked up around it, as minijinja does.
  const values = names.map(({ name }) => state.lookup(name));
  state.scope.pop();
  state.run.output.release();
  for (const [index, { alias }] of [...names.entries()].reverse()) state.scope.store(alias, values[index]);
}

function includeByName(name: Expression, at: Position, state: State): void {
  const choices = namesOf(state.run.interpreter.evaluate(name, state));
  const template = choices
    .map((choice) => () => state.run.load(choice, state.template.path))
    .reduce<Template | undefined>((found, next) => found ?? next(), undefined);
  if (template !== undefined) {
    runIncluded(template, at, state);
    return;
  }
  if (choices.length > 0) throw missing(name);
}
