import { compareText } from "./compare.ts";
import { TemplateObject, textOf, type Value } from "./value.ts";

/** What `namespace()` gives: the only value that a template can change. Its names are sorted. */
export class Namespace extends TemplateObject {
  readonly kind = "map";
  readonly #values = new Map<string, Value>();

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  override has(key: Value): boolean {
    return this.#values.has(textOf(key) ?? "") && textOf(key) !== undefined;
  }

  override get(key: Value): Value {
    const name = textOf(key);
    return name === undefined ? undefined : this.#values.get(name);
  }

  override items(): readonly Value[] {
    return [...this.#values.keys()].sort(compareText);
  }
}
