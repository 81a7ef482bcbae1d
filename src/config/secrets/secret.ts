import { inspect } from "node:util";

const mask = "<secret>";

/** A value that must not be shown: every way to print it gives a mask; only `reveal()` gives the value. */
export class Secret {
  readonly #value: string;
  /** The references that went into the value, as written in the repository (`ak://talos/MACHINE_TOKEN`). */
  readonly references: readonly string[];
  readonly #parts: ReadonlyMap<string, string>;

  /** @param parts What each reference stands for, where a value holds more than that. */
  constructor(value: string, references: readonly string[], parts: ReadonlyMap<string, string> = new Map()) {
    this.#value = value;
    this.references = references;
    this.#parts = parts;
  }

  /** The value itself: for encoding a config that goes to a node, and for redaction. */
  reveal(): string {
    return this.#value;
  }

  /** The references' own values, where the whole is not one of them: for redaction. */
  revealParts(): ReadonlyMap<string, string> {
    return this.#parts;
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  [Symbol.toPrimitive](): string {
    return mask;
  }

  [inspect.custom](): string {
    return mask;
  }
}
