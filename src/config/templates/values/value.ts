/** What template expressions yield. Nothing here is a plain JavaScript object, so no look-up can reach a prototype. */

export type Value =
  | undefined
  | SilentUndefined
  | null
  | boolean
  /** An integer. */
  | bigint
  /** A float. */
  | number
  | string
  | SafeText
  | readonly Value[]
  | TemplateObject;

/** What `a if b` yields without an else: undefined, but no error in strict mode. */
export class SilentUndefined {
  readonly silent = true;
}

export const silentUndefined = new SilentUndefined();

/** Text that autoescaping leaves alone. */
export class SafeText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type ObjectKind = "map" | "iterable" | "sequence" | "plain";

/** A value with behaviour of its own. What it does not define it does not have. */
export abstract class TemplateObject {
  abstract readonly kind: ObjectKind;

  has(_key: Value): boolean {
    return false;
  }

  /** The entry under a key; undefined when there is none. */
  get(_key: Value): Value {
    return undefined;
  }

  /** Keys of a map, items of anything else; undefined when it cannot be iterated. */
  items(): readonly Value[] | undefined {
    return undefined;
  }

  /** How many items there are, where that is known beforehand. */
  get size(): number | undefined {
    return this.items()?.length;
  }

  /** How it prints, where not as a list or map. */
  display(): Value {
    return undefined;
  }
}

/** A list that is computed when it is iterated: a range, a slice, the pairs of a map. */
export class Iterable extends TemplateObject {
  readonly kind = "iterable";
  readonly #make: () => readonly Value[];
  readonly #sized: boolean;
  #made: readonly Value[] | undefined;

  constructor(make: () => readonly Value[], options: { readonly sized: boolean } = { sized: true }) {
    super();
    this.#make = make;
    this.#sized = options.sized;
  }

  override items(): readonly Value[] {
    this.#made ??= this.#make();
    return this.#made;
  }

  override get size(): number | undefined {
    return this.#sized ? this.items().length : undefined;
  }
}

export type ValueKind =
  | "undefined"
  | "none"
  | "bool"
  | "number"
  | "string"
  | "sequence"
  | "map"
  | "iterator"
  | "plain object";

export function kindOf(value: Value): ValueKind {
  if (value === undefined || value instanceof SilentUndefined) return "undefined";
  if (value === null) return "none";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint" || typeof value === "number") return "number";
  if (typeof value === "string" || value instanceof SafeText) return "string";
  if (!(value instanceof TemplateObject)) return "sequence";
  if (value.kind === "iterable") return "iterator";
  return value.kind === "plain" ? "plain object" : value.kind;
}

export function isUndefined(value: Value): value is undefined | SilentUndefined {
  return value === undefined || value instanceof SilentUndefined;
}

export function isAbsent(value: Value): value is undefined | SilentUndefined | null {
  return value === null || isUndefined(value);
}

export function isNumber(value: Value): value is bigint | number {
  return typeof value === "bigint" || typeof value === "number";
}

/** The text of a string, safe or not; undefined for everything else. */
export function textOf(value: Value): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof SafeText ? value.text : undefined;
}

/** Text of the same safety as the value it was made from. */
export function sameSafety(value: Value, text: string): Value {
  return value instanceof SafeText ? new SafeText(text) : text;
}

export function isObject(value: Value): value is readonly Value[] | TemplateObject {
  return value instanceof TemplateObject || Array.isArray(value);
}

export function isMap(value: Value): value is TemplateObject {
  return value instanceof TemplateObject && value.kind === "map";
}

export function isListLike(value: Value): value is readonly Value[] | TemplateObject {
  return isObject(value) && (Array.isArray(value) || kindOf(value) === "sequence" || kindOf(value) === "iterator");
}

/** minijinja's truth: empty strings, lists, maps and zero are false. */
export function isTrue(value: Value): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return value !== "";
  if (value instanceof SafeText) return value.text !== "";
  if (typeof value === "bigint") return value !== 0n;
  if (typeof value === "number") return value !== 0; // NaN is true
  if (isAbsent(value)) return false;
  return sizeOf(value) !== 0;
}

/** Items of a list or map, characters of a string. */
export function sizeOf(value: Value): number | undefined {
  const text = textOf(value);
  if (text !== undefined) return countCharacters(text);
  if (value instanceof TemplateObject) return value.size;
  return Array.isArray(value) ? value.length : undefined;
}

/** Code points, as minijinja counts; JavaScript's length counts UTF-16 units. */
function countCharacters(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff) count--;
  }
  return count;
}
