/** The arguments of a filter, test or function, taken one after the other and converted as minijinja converts them. */
import { TemplateFault } from "../template-fault.ts";
import { display } from "../values/display.ts";
import { itemsOf } from "../values/iterate.ts";
import { countOf, indexOf } from "../values/numbers.ts";
import { isAbsent, isTrue, kindOf, SafeText, SilentUndefined, textOf, type Value } from "../values/value.ts";
import { entriesOf, Keywords } from "../values/value-map.ts";
import type { Host } from "./host.ts";

/** A value as text, with what autoescaping has to know of it. */
export interface TextInput {
  readonly text: string;
  readonly safe: boolean;
}

export class Arguments {
  readonly #host: Host;
  readonly #values: Value[];
  #keywords: NamedArguments | undefined;

  constructor(values: readonly Value[], host: Host) {
    this.#host = host;
    this.#values = [...values];
  }

  /** The keyword arguments. Ask first: what is not asked for stays among the positional arguments, as a map. */
  keywords(): NamedArguments {
    const last = this.#values.at(-1);
    if (last instanceof Keywords) this.#values.pop();
    this.#keywords = new NamedArguments(last instanceof Keywords ? last : new Keywords());
    return this.#keywords;
  }

  value(): Value {
    if (this.#values.length === 0) throw new TemplateFault("an argument is missing");
    return this.#values.shift();
  }

  required<T>(convert: (value: Value) => T): T {
    return convert(this.value());
  }

  /** undefined when it is left out, undefined or none. */
  optional<T>(convert: (value: Value) => T): T | undefined {
    const value = this.#values.shift();
    return isAbsent(value) ? undefined : convert(value);
  }

  /** Any value as text; in strict mode not an undefined one. */
  text(): TextInput {
    const value = this.value();
    assertDefined(value, this.#host);
    return toTextInput(value, this.#host);
  }

  optionalText(): TextInput | undefined {
    return this.optional((value) => toTextInput(value, this.#host));
  }

  rest(): readonly Value[] {
    return this.#values.splice(0);
  }

  /** Nothing is left over, keyword arguments aside. */
  endPositional(): void {
    if (this.#values.length > 0) throw new TemplateFault("too many arguments");
  }

  end(): void {
    this.endPositional();
    this.#keywords?.end();
  }
}

/** `f(name=value)`. */
export class NamedArguments {
  readonly #values: Keywords;
  readonly #used = new Set<string>();

  constructor(values: Keywords) {
    this.#values = values;
  }

  /** undefined when it is left out, undefined or none. */
  optional<T>(name: string, convert: (value: Value) => T): T | undefined {
    const value = this.take(name);
    return isAbsent(value) ? undefined : convert(value);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  entries(): readonly (readonly [Value, Value])[] {
    return entriesOf(this.#values);
  }

  take(name: string): Value {
    this.#used.add(name);
    return this.#values.get(name);
  }

  end(): void {
    for (const name of this.#values.items()) {
      const text = textOf(name);
      if (text === undefined || !this.#used.has(text)) {
        const shown = text !== undefined && this.#values.written.has(text) ? ` "${text}"` : "";
        throw new TemplateFault(`unknown keyword argument${shown}`);
      }
    }
  }
}

/** In strict mode an undefined value is a fault. */
export function assertDefined(value: Value, host: Host): void {
  if (host.strict && value === undefined) throw new TemplateFault("undefined value");
}

/** Truth of a value; in strict mode not of an undefined one. */
export function truthOf(value: Value, host: Host): boolean {
  assertDefined(value, host);
  return isTrue(value);
}

export function iterate(value: Value, host: Host): readonly Value[] {
  assertDefined(value, host);
  const items = itemsOf(value);
  host.meter.step(items.length);
  host.meter.allocateItems(items.length);
  return items;
}

function toTextInput(value: Value, host: Host): TextInput {
  if (value instanceof Keywords) throw new TemplateFault("keyword arguments are not text");
  if (value instanceof SilentUndefined) return { text: "", safe: false };
  return { text: display(value, host.meter), safe: value instanceof SafeText };
}

export function asText(value: Value): string {
  const text = textOf(value);
  if (text === undefined) throw new TemplateFault(`a ${kindOf(value)} is no string`);
  return text;
}

export function asBool(value: Value): boolean {
  if (typeof value !== "boolean") throw new TemplateFault(`a ${kindOf(value)} is no bool`);
  return value;
}

export function asCount(value: Value): number {
  const count = countOf(value);
  if (count === undefined) throw new TemplateFault(`a ${kindOf(value)} is no integer from 0 on`);
  return count;
}

export function asIndex(value: Value): number {
  const index = indexOf(value);
  if (index === undefined) throw new TemplateFault(`a ${kindOf(value)} is no integer`);
  return index;
}
