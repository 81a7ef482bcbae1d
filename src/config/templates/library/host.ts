/** What filters, tests and functions may ask of the template that calls them. */
import type { Meter } from "../template-limits.ts";
import type { AutoEscape } from "../values/escape.ts";
import type { Value } from "../values/value.ts";

export interface Host {
  readonly meter: Meter;
  /** Undefined values are faults. */
  readonly strict: boolean;
  readonly autoescape: AutoEscape;
  /** How the current template's name asks to be escaped. */
  readonly initialAutoescape: AutoEscape;
  /** A name as the template sees it. */
  lookup(name: string): Value;
  /** For a text made of another line by line. */
  carryOrigins(from: string, to: string): void;
}
