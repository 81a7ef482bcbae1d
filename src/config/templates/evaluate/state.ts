/** One rendering (`Run`) and one running template, block or macro of it (`State`). */

import type { SourceLocation } from "../../../errors.ts";
import type { Origin } from "../../tree/config-node.ts";
import { Arguments } from "../library/arguments.ts";
import type { Host } from "../library/host.ts";
import type { LibraryFunction } from "../library/library.ts";
import type { Block, Body, Call, Expression, Macro } from "../syntax/nodes.ts";
import type { Syntax } from "../syntax/parse-template.ts";
import type { Position } from "../template-fault.ts";
import type { Meter } from "../template-limits.ts";
import type { AutoEscape } from "../values/escape.ts";
import { SafeText, textOf, type Value } from "../values/value.ts";
import type { OriginMemory } from "./origins.ts";
import type { Output, WrittenText } from "./output.ts";
import type { Names, Scope } from "./scope.ts";

export interface Template {
  readonly path: string;
  readonly syntax: Syntax;
  /** As the settings and the template's name ask for. */
  readonly autoescape: AutoEscape;
}

/** How a body ended: at its end, or at a `break` or `continue`. */
export type Completion = "break" | "continue" | undefined;

/** The parts of the evaluator that need each other. */
export interface Interpreter {
  evaluate(expression: Expression, state: State): Value;
  execute(body: Body, state: State): Completion;
  call(call: Call, state: State, caller?: Macro): Value;
}

export interface Run {
  readonly interpreter: Interpreter;
  readonly meter: Meter;
  readonly output: Output;
  readonly origins: OriginMemory;
  readonly strict: boolean;
  readonly pyCompat: boolean;
  /** What a template sees at its top: the definitions. */
  readonly root: Names;
  /** Finds a template by its name as `from` wrote it; undefined when there is none. */
  load(name: string, from: string): Template | undefined;
}

/** A block's bodies, the overriding one first; `super()` goes one further. */
export interface BlockLayers {
  readonly layers: { readonly block: Block; readonly template: Template }[];
  depth: number;
}

export class State implements Host {
  readonly run: Run;
  readonly scope: Scope;
  template: Template;
  autoescape: AutoEscape;
  blocks = new Map<string, BlockLayers>();
  block: string | undefined;
  /** Templates extended so far, to find a cycle. */
  extended: ReadonlySet<string> = new Set();
  /** Set by `extends`: what is rendered in place of the template that is running. */
  parent: Template | undefined;
  /** Where the parent is extended. */
  extendedFrom: SourceLocation | undefined;
  /** The autoescaping with which the running template, block or macro began. */
  enteredAutoescape: AutoEscape;

  constructor(run: Run, scope: Scope, template: Template, autoescape: AutoEscape = template.autoescape) {
    this.run = run;
    this.scope = scope;
    this.template = template;
    this.autoescape = autoescape;
    this.enteredAutoescape = autoescape;
  }

  get meter(): Meter {
    return this.run.meter;
  }

  get strict(): boolean {
    return this.run.strict;
  }

  get initialAutoescape(): AutoEscape {
    return this.template.autoescape;
  }

  lookup(name: string): Value {
    return this.scope.find(name)?.value;
  }

  carryOrigins(from: string, to: string): void {
    this.run.origins.carry(from, to);
  }

  invoke(callee: LibraryFunction, args: readonly Value[]): Value {
    for (const value of args) this.meter.walk(textOf(value)?.length ?? 0);
    return callee(new Arguments(args, this), this);
  }

  originAt(position: Position): Origin {
    return { file: this.template.path, line: position.lineno + 1 };
  }

  /** Runs something and gives back what it wrote. */
  captured(write: () => void): Value {
    this.run.output.capture();
    write();
    return this.toValue(this.run.output.release());
  }

  toValue(written: WrittenText): Value {
    this.run.origins.remember(written);
    this.meter.allocate(written.text.length);
    return this.autoescape === "none" ? written.text : new SafeText(written.text);
  }
}
