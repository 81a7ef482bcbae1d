/** The `format` filter: Python's printf-style formatting, as minijinja has it. */
import { TemplateFault, unsupported } from "../template-fault.ts";
import { attributeOf } from "../values/member.ts";
import { isMap, isUndefined, SafeText, type Value } from "../values/value.ts";
import { type Arguments, asText } from "./arguments.ts";
import { type FieldFormat, formatField } from "./format-field.ts";
import type { Host } from "./host.ts";

const field = /%(?:%|(?:\(([^)]*)\))?([#0\- +]*)(\d*)(?:\.(\d*))?[hlL]?(.?))/gsu;
const types = "dieEfFgGoxXcs";

export function formatFilter(args: Arguments, host: Host): Value {
  const value = args.value();
  const values = args.rest();
  if (value instanceof SafeText) throw unsupported("formatting text that is marked safe");
  let next = 0;
  return asText(value).replace(field, (all, key, flags, width, precision, type) => {
    if (all === "%%") return "%";
    const argument = key === undefined ? positional(values, next++) : named(values, key);
    const text = formatField(argument, fieldFormat(flags, width, precision, type), host);
    host.meter.allocate(text.length);
    return text;
  });
}

function positional(values: readonly Value[], index: number): Value {
  if (index >= values.length) throw new TemplateFault("format has fewer arguments than fields");
  return values[index];
}

function named(values: readonly Value[], key: string): Value {
  const [map] = values;
  const value = isMap(map) ? attributeOf(map, key) : undefined;
  if (isUndefined(value)) throw new TemplateFault("format lacks an argument of a name in its text");
  return value;
}

function fieldFormat(flags: string, width: string, precision: string | undefined, type: string): FieldFormat {
  if (type === "" || !types.includes(type)) throw new TemplateFault("format has a field of an unknown type");
  const left = flags.includes("-");
  const zero = flags.includes("0") && !left;
  return {
    left,
    plus: flags.includes("+"),
    space: flags.includes(" ") && !flags.includes("+"),
    alternate: flags.includes("#"),
    zero: zero && width !== "",
    width: width === "" ? undefined : sizeOf(width),
    precision: precision === undefined || precision === "" ? undefined : sizeOf(precision),
    type: type === "i" ? "d" : type,
  };
}

function sizeOf(digits: string): number {
  const size = Number(digits);
  if (size > 10_000) throw new TemplateFault("format makes no field wider than 10000", { code: "template_limit" });
  return size;
}
