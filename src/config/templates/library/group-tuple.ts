import { indexOf } from "../values/numbers.ts";
import { Iterable, TemplateObject, textOf, type Value } from "../values/value.ts";

/** One group of `groupby`: a pair of the common value and the items, also known as `grouper` and `list`. */
export class GroupTuple extends TemplateObject {
  readonly kind = "sequence";
  readonly #grouper: Value;
  readonly #list: Iterable;

  constructor(grouper: Value, items: readonly Value[]) {
    super();
    this.#grouper = grouper;
    this.#list = new Iterable(() => items);
  }

  override has(key: Value): boolean {
    return this.#position(key) !== undefined;
  }

  override get(key: Value): Value {
    const position = this.#position(key);
    if (position === undefined) return undefined;
    return position === 0 ? this.#grouper : this.#list;
  }

  #position(key: Value): 0 | 1 | undefined {
    const name = textOf(key);
    const index = indexOf(key);
    if (name === "grouper" || index === 0) return 0;
    return name === "list" || index === 1 ? 1 : undefined;
  }

  override items(): readonly Value[] {
    return [this.#grouper, this.#list];
  }
}
