/** Renders a small template that stands in a settings file: no includes, names given as data. */
import { render } from "./evaluate/render.ts";
import { parseTemplate } from "./syntax/parse-template.ts";
import { TemplateFault, toUserError } from "./template-fault.ts";
import { defaultLimits, Meter } from "./template-limits.ts";
import type { Value } from "./values/value.ts";
import { ValueMap } from "./values/value-map.ts";

/** What a settings template may see. */
export type InlineValue = string | number | boolean | null | undefined | readonly InlineValue[] | InlineNames;

export interface InlineNames {
  readonly [name: string]: InlineValue;
}

const inlineLimits = { ...defaultLimits, steps: 50_000, outputLength: 100_000, allocated: 1_000_000 };

/**
 * The text of a template string, for example `{{ 'true' if node.role == 'controlplane' else '' }}` over `{ node }`.
 * `name` says in errors where the string stands. Undefined values are refused.
 */
export function renderInline(source: string, names: InlineNames, options: { readonly name: string }): string {
  const { name } = options;
  try {
    const syntax = parseTemplate(source, { trimBlocks: false, lstripBlocks: false }, name, inlineLimits.sourceLength);
    const { text } = render({
      template: { path: name, syntax, autoescape: "none" },
      definitions: new Map(Object.entries(names).map(([key, value]) => [key, toValue(value)])),
      environment: undefined,
      strict: true,
      pyCompat: false,
      meter: new Meter(inlineLimits),
      load: () => undefined,
    });
    return text;
  } catch (error) {
    throw error instanceof TemplateFault ? toUserError(error, name) : error;
  }
}

function toValue(value: InlineValue): Value {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toValue);
  return new ValueMap(Object.entries(value).map(([key, item]) => [key, toValue(item)]));
}
