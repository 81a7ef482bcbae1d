import { unsupported } from "../template-fault.ts";
import { isObject, kindOf, SafeText, TemplateObject, type Value } from "./value.ts";

/** A map that keeps the order of insertion; keys of the same value are the same key, `1` and `1.0` included. */
export class ValueMap extends TemplateObject {
  readonly kind = "map";
  readonly #entries = new Map<unknown, { readonly key: Value; readonly value: Value }>();

  constructor(entries: Iterable<readonly [Value, Value]> = []) {
    super();
    for (const [key, value] of entries) this.set(key, value);
  }

  /** Only for whoever builds the map: templates cannot change one. An existing key keeps its place. */
  set(key: Value, value: Value): void {
    if (isObject(key) || Number.isNaN(key)) throw unsupported(`a ${kindOf(key)} as the key of a map`);
    const id = identityOf(key);
    this.#entries.set(id, { key: this.#entries.get(id)?.key ?? key, value });
  }

  override has(key: Value): boolean {
    return this.#entries.has(identityOf(key));
  }

  override get(key: Value): Value {
    return this.#entries.get(identityOf(key))?.value;
  }

  override items(): readonly Value[] {
    return [...this.#entries.values()].map(({ key }) => key);
  }

  override get size(): number {
    return this.#entries.size;
  }
}

/** The keyword arguments of a call: a map as the last argument, known by its class. */
export class Keywords extends ValueMap {
  /** The names that stand in the template; others come from a map, and an error must not repeat them. */
  readonly written = new Set<string>();
}

/** Something that is equal for equal keys. */
export function identityOf(key: Value): unknown {
  if (key instanceof SafeText) return key.text;
  if (typeof key === "number" && Number.isInteger(key)) return BigInt(key);
  return kindOf(key) === "undefined" ? undefined : key;
}

/** The keys and values of a map, in its order. */
export function entriesOf(map: TemplateObject): readonly (readonly [Value, Value])[] {
  return (map.items() ?? []).map((key) => [key, map.get(key)] as const);
}
