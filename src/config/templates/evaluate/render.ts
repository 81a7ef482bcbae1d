/** One rendering, from a parsed template to its text. */
import { globals } from "../library/functions.ts";
import { type TemplateFault, tooMuch } from "../template-fault.ts";
import type { Meter } from "../template-limits.ts";
import type { Value } from "../values/value.ts";
import { blocksOf } from "./blocks.ts";
import { runTemplate } from "./inclusion.ts";
import { interpreter } from "./interpreter.ts";
import { OriginMemory } from "./origins.ts";
import { Output, type WrittenText } from "./output.ts";
import { Frame, type Names, Scope } from "./scope.ts";
import { type Run, State, type Template } from "./state.ts";

export interface RenderRequest {
  readonly template: Template;
  /** Top-level names. */
  readonly definitions: Names;
  /** `ENV`; undefined leaves the name undefined. */
  readonly environment: Value;
  readonly strict: boolean;
  readonly pyCompat: boolean;
  readonly meter: Meter;
  readonly load: Run["load"];
}

/** Throws TemplateFault, with its place. */
export function render(request: RenderRequest): WrittenText {
  const { template, definitions, environment, meter } = request;
  const output = new Output(meter.limits.outputLength);
  const names = new Map<string, Value>(globals);
  if (environment !== undefined) names.set("ENV", environment);
  const run: Run = { ...request, root: definitions, output, interpreter, origins: new OriginMemory() };
  try {
    const state = new State(run, new Scope(names, [new Frame({ context: definitions })]), template);
    state.blocks = blocksOf(template);
    runTemplate(template, state);
  } catch (error) {
    throw error instanceof RangeError ? stackOverflow(template) : error;
  }
  return output.release();
}

/** Values nested so deeply that walking them overflows the stack, or text longer than JavaScript can hold. */
function stackOverflow(template: Template): TemplateFault {
  return tooMuch("values or calls are nested too deeply").at(template.path, { lineno: 0, colno: 0 });
}
