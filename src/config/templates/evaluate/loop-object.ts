import { TemplateFault } from "../template-fault.ts";
import type { Meter } from "../template-limits.ts";
import { equals } from "../values/compare.ts";
import { TemplateObject, type Value } from "../values/value.ts";

type Attribute = (loop: LoopObject) => Value;

const attributes: ReadonlyMap<string, Attribute> = new Map<string, Attribute>([
  ["index0", (loop) => BigInt(loop.index)],
  ["index", (loop) => BigInt(loop.index + 1)],
  ["length", (loop) => whole(loop.length)],
  ["revindex", (loop) => whole(loop.remaining)],
  ["revindex0", (loop) => whole(loop.remaining === undefined ? undefined : Math.max(0, loop.remaining - 1))],
  ["first", (loop) => loop.index === 0],
  ["last", (loop) => loop.length !== undefined && (loop.length === 0 || loop.index === loop.length - 1)],
  ["depth", (loop) => BigInt(loop.depth + 1)],
  ["depth0", (loop) => BigInt(loop.depth)],
  ["previtem", (loop) => loop.rounds[loop.index - 1]],
  ["nextitem", (loop) => loop.rounds[loop.index + 1]],
]);

function whole(count: number | undefined): Value {
  return count === undefined ? undefined : BigInt(count);
}

/** The `loop` of a for statement. */
export class LoopObject extends TemplateObject {
  readonly kind = "map";
  /** What the loop goes over. */
  readonly rounds: readonly Value[];
  /** Known beforehand only for what has a length; a string has none here. */
  readonly length: number | undefined;
  readonly depth: number;
  /** Runs the loop's body over other items, for a recursive loop. */
  readonly recurse: ((items: Value, owner: object) => void) | undefined;
  /** minijinja mixes up its values when such a loop is called inside an expression. */
  readonly hasElse: boolean;
  index = -1;
  #lastChanged: readonly Value[] | undefined;

  constructor(
    items: readonly Value[],
    options: {
      readonly length: number | undefined;
      readonly depth: number;
      readonly recurse?: ((items: Value, owner: object) => void) | undefined;
      readonly hasElse?: boolean;
    },
  ) {
    super();
    this.rounds = items;
    this.length = options.length;
    this.depth = options.depth;
    this.recurse = options.recurse;
    this.hasElse = options.hasElse ?? false;
  }

  get remaining(): number | undefined {
    return this.length === undefined ? undefined : Math.max(0, this.length - this.index);
  }

  override has(key: Value): boolean {
    return typeof key === "string" && attributes.has(key);
  }

  override get(key: Value): Value {
    const attribute = typeof key === "string" && this.index >= 0 ? attributes.get(key) : undefined;
    return attribute?.(this);
  }

  override items(): readonly Value[] {
    return [...attributes.keys()];
  }

  override display(): Value {
    return `<loop ${this.index}/${this.length ?? "?"}>`;
  }

  /** `loop.changed(…)`: whether the arguments differ from those of the call before. */
  changed(values: readonly Value[], meter: Meter): boolean {
    const last = this.#lastChanged;
    const same =
      last !== undefined &&
      last.length === values.length &&
      last.every((value, index) => equals(value, values[index], meter));
    if (!same) this.#lastChanged = values;
    return !same;
  }

  cycle(values: readonly Value[]): Value {
    if (values.length === 0) throw new TemplateFault("loop.cycle needs at least one argument");
    return values[this.index % values.length];
  }
}
