import type { Meter } from "../template-limits.ts";
import { compare } from "../values/compare.ts";
import { isUndefined, TemplateObject, type Value } from "../values/value.ts";
import { ValueMap } from "../values/value-map.ts";

/** Several maps as one, as `chain` gives it: the last one wins, and the keys are sorted. */
export class MergedMap extends TemplateObject {
  readonly kind = "map";
  readonly #maps: readonly TemplateObject[];
  readonly #keys: readonly Value[];

  constructor(maps: readonly TemplateObject[], meter: Meter) {
    super();
    this.#maps = maps;
    const keys = new ValueMap(maps.flatMap((map) => (map.items() ?? []).map((key) => [key, null] as const)));
    meter.allocateItems(keys.size);
    this.#keys = [...keys.items()].sort((left, right) => compare(left, right, meter));
  }

  override has(key: Value): boolean {
    return !isUndefined(this.get(key));
  }

  override get(key: Value): Value {
    return this.#maps.findLast((map) => !isUndefined(map.get(key)))?.get(key);
  }

  override items(): readonly Value[] {
    return this.#keys;
  }
}
