/** Data whose every free text may be shown: what has a literal type is ours and stays, every other string is redacted. */
import type { SafeText } from "./redacted.ts";

export type Safe<T> = T extends string
  ? string extends T
    ? SafeText
    : T
  : T extends bigint | boolean | number | null | undefined
    ? T
    : { readonly [K in keyof T]: Safe<T[K]> };

/** Copies plain data (objects, lists, scalars) with every string redacted; keys of records too. */
export function redactData<T>(value: T, text: (value: string) => SafeText): Safe<T> {
  return redact(value, text) as Safe<T>; // the copy has the shape of the original
}

function redact(value: unknown, text: (value: string) => SafeText): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map((item) => redact(item, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), redact(item, text)]));
}
