import { tooMuch } from "../template-fault.ts";
import type { Value } from "../values/value.ts";
import type { LoopObject } from "./loop-object.ts";

/** minijinja's own limit on nested scopes, includes and macro calls. */
const maxDepth = 500;

export type Names = ReadonlyMap<string, Value>;

/** One level of names: a loop's round, a with block, a macro's body. */
export class Frame {
  readonly locals = new Map<string, Value>();
  /** Names that were there before: the definitions, or what a macro took from around it. */
  readonly context: Names | undefined;
  readonly loop: LoopObject | undefined;
  /** False while a loop's `if` is evaluated, where `loop` still means the loop around. */
  readonly loopVisible: boolean;
  /** What macros declared in this frame see of it; later assignments reach them. */
  closure: Map<string, Value> | undefined;

  constructor(options: { context?: Names; loop?: LoopObject; loopVisible?: boolean } = {}) {
    this.context = options.context;
    this.loop = options.loop;
    this.loopVisible = options.loopVisible ?? false;
  }
}

/** The names visible at one point of a template, innermost frame first. */
export class Scope {
  readonly #frames: Frame[];
  /** Names that every template and macro sees. */
  readonly globals: Names;
  #outerDepth: number;

  constructor(globals: Names, frames: readonly Frame[], outerDepth = 0) {
    this.globals = globals;
    this.#frames = [...frames];
    this.#outerDepth = outerDepth;
    this.#checkDepth();
  }

  get depth(): number {
    return this.#outerDepth + this.#frames.length;
  }

  get top(): Frame {
    const frame = this.#frames.at(-1);
    if (frame === undefined) throw new Error("a scope has at least one frame");
    return frame;
  }

  push(frame: Frame): void {
    this.#frames.push(frame);
    this.#checkDepth();
  }

  pop(): void {
    this.#frames.pop();
  }

  /** Counts what nests without a frame, such as an include. */
  deepen(by: number): void {
    this.#outerDepth += by;
    this.#checkDepth();
  }

  #checkDepth(): void {
    if (this.depth > maxDepth) throw tooMuch("includes, macros or loops are nested too deeply");
  }

  store(name: string, value: Value): void {
    const { top } = this;
    top.closure?.set(name, value);
    top.locals.set(name, value);
  }

  /** Whether a name means anything, even undefined. */
  find(name: string): { readonly value: Value } | undefined {
    for (let at = this.#frames.length - 1; at >= 0; at--) {
      const frame = this.#frames[at];
      if (frame === undefined) break;
      if (frame.locals.has(name)) return { value: frame.locals.get(name) };
      if (name === "loop" && frame.loopVisible) return { value: frame.loop };
      if (frame.context?.has(name)) return { value: frame.context.get(name) };
    }
    return this.globals.has(name) ? { value: this.globals.get(name) } : undefined;
  }

  /** The innermost loop, visible or not. */
  get loop(): LoopObject | undefined {
    return this.#frames.findLast((frame) => frame.loop !== undefined)?.loop;
  }
}
