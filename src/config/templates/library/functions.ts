/** The global functions of minijinja-cli. */
import { TemplateFault, unsupported } from "../template-fault.ts";
import { inspect } from "../values/display.ts";
import { itemsOf } from "../values/iterate.ts";
import { Namespace } from "../values/namespace.ts";
import {
  Iterable,
  isListLike,
  isMap,
  isUndefined,
  kindOf,
  TemplateObject,
  textOf,
  type Value,
} from "../values/value.ts";
import { entriesOf, ValueMap } from "../values/value-map.ts";
import { type Arguments, asIndex } from "./arguments.ts";
import type { Host } from "./host.ts";
import type { LibraryFunction } from "./library.ts";
import { NativeFunction } from "./native-function.ts";

const maxRange = 100_000;

/** What `cycler(list)` gives: `next()` goes round the list. */
export class Cycler extends TemplateObject {
  readonly kind = "plain";
  readonly #values: readonly Value[];
  #next = 0;

  constructor(values: readonly Value[]) {
    super();
    this.#values = values;
  }

  next(args: Arguments): Value {
    args.end();
    const value = this.#values[this.#next];
    this.#next = (this.#next + 1) % this.#values.length;
    return value;
  }
}

/** What `joiner(separator)` gives: called, it gives nothing the first time, then the separator. */
export class Joiner extends TemplateObject {
  readonly kind = "plain";
  readonly #separator: Value;
  #used = false;

  constructor(separator: Value) {
    super();
    this.#separator = separator;
  }

  call(args: Arguments): Value {
    args.end();
    if (this.#used) return this.#separator;
    this.#used = true;
    return "";
  }
}

function range(args: Arguments, host: Host): Value {
  const first = asIndex(args.value());
  const second = args.optional(asIndex);
  const step = args.optional(asIndex) ?? 1;
  args.end();
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  if (step === 0) throw new TemplateFault("cannot make a range with steps of 0");
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (length > maxRange) {
    throw new TemplateFault(`a range cannot have more than ${maxRange} items`, { code: "template_limit" });
  }
  host.meter.allocateItems(length);
  const items = Array.from({ length }, (_, index) => BigInt(start) + BigInt(index) * BigInt(step));
  return new Iterable(() => items);
}

function dict(args: Arguments): Value {
  const keywords = args.keywords();
  const base = args.optional((value) => value);
  args.endPositional();
  if (!isUndefined(base) && !isMap(base)) throw new TemplateFault(`a ${kindOf(base)} cannot become a map`);
  return new ValueMap([...(isMap(base) ? entriesOf(base) : []), ...keywords.entries()]);
}

function namespace(args: Arguments): Value {
  const defaults = args.optional((value) => value);
  args.end();
  const result = new Namespace();
  if (isUndefined(defaults)) return result;
  if (!isMap(defaults)) throw new TemplateFault(`a ${kindOf(defaults)} cannot become a namespace`);
  for (const [key, value] of entriesOf(defaults)) {
    const name = textOf(key);
    if (name !== undefined) result.set(name, value);
  }
  return result;
}

function debug(args: Arguments, host: Host): Value {
  const values = args.rest();
  if (values.length === 0) throw unsupported("debug() without arguments", "It would print every variable");
  return inspect(values.length === 1 ? values[0] : values, host.meter, "");
}

function cycler(args: Arguments): Value {
  const values = args.value();
  args.end();
  if (!isListLike(values)) throw new TemplateFault(`cycler takes a list, not a ${kindOf(values)}`);
  const items = itemsOf(values);
  if (items.length === 0) throw new TemplateFault("cycler needs at least one value");
  return new Cycler(items);
}

function joiner(args: Arguments): Value {
  const separator = args.optional((value) => value) ?? ", ";
  args.end();
  return new Joiner(separator);
}

/** A machine configuration must come out the same each time. */
function refuse(name: string, why: string): LibraryFunction {
  return () => {
    throw unsupported(`${name}()`, `It gives ${why}, and a machine configuration must be reproducible`);
  };
}

const functions: ReadonlyMap<string, LibraryFunction> = new Map<string, LibraryFunction>([
  ["range", range],
  ["dict", dict],
  ["debug", debug],
  ["namespace", namespace],
  ["cycler", cycler],
  ["joiner", joiner],
  ["now", refuse("now", "another value at each rendering")],
  ["randrange", refuse("randrange", "a random number")],
  ["lipsum", refuse("lipsum", "random text")],
]);

/** The global names that every template sees, `ENV` aside. */
export const globals: ReadonlyMap<string, NativeFunction> = new Map(
  [...functions].map(([name, call]) => [name, new NativeFunction(call)]),
);
