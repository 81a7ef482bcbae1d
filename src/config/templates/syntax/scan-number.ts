import { TemplateFault, unsupported } from "../template-fault.ts";

interface ScannedNumber {
  /** Decimal digits of an integer, or a float as JavaScript reads it. */
  readonly text: string;
  readonly float: boolean;
  /** Characters of the template that it took. */
  readonly length: number;
}

type State = "radix" | "integer" | "fraction" | "exponent" | "exponent-sign";

const identifierStart = /[_\p{XID_Start}]/uy;

/** Reads `12`, `1_000`, `0x1f`, `1.5`, `2e3` …, which starts at `start`. */
export function scanNumber(source: string, start: number): ScannedNumber {
  const prefix = /^0[bBoOxX]/.exec(source.slice(start, start + 2))?.[0].toLowerCase() ?? "";
  const from = start + prefix.length;
  const { end, state } = scanDigits(source, from, prefix);
  const written = source.slice(from, end);
  if (written.endsWith("_")) throw new TemplateFault("'_' may not stand at the end of a number");
  const digits = written.replaceAll("_", "");
  const float = state !== "integer" && state !== "radix";
  if (float && !/^\d+(\.\d*)?(e[-+]?\d+)?$/i.test(digits)) throw new TemplateFault(`invalid number ${written}`);
  const text = float ? digits : integerText(prefix, digits);
  return { text, float, length: end - start };
}

function integerText(prefix: string, digits: string): string {
  const valid = { "": /^\d+$/, "0b": /^[01]+$/, "0o": /^[0-7]+$/, "0x": /^[0-9a-f]+$/i }[prefix];
  if (valid === undefined || !valid.test(digits)) throw new TemplateFault(`invalid number ${prefix}${digits}`);
  const value = BigInt(prefix + digits);
  if (value >= 1n << 127n) throw unsupported(`the number ${prefix}${digits}, which needs more than 127 bits,`);
  return String(value);
}

function scanDigits(source: string, from: number, prefix: string): { end: number; state: State } {
  let state: State = prefix === "" ? "integer" : "radix";
  let end = from;
  while (isDigit(source.charAt(end))) end++;
  for (; end < source.length; end++) {
    const next = nextState(state, source, end, prefix);
    if (next === undefined) break;
    state = next;
  }
  return { end, state };
}

function nextState(state: State, source: string, at: number, prefix: string): State | undefined {
  const character = source.charAt(at);
  if (character === "." && state === "integer") return startsFraction(source, at) ? "fraction" : undefined;
  if (/[eE]/.test(character) && (state === "integer" || state === "fraction")) return "exponent";
  if (/[-+]/.test(character) && state === "exponent") return "exponent-sign";
  if (isDigit(character)) return state === "exponent" ? "exponent-sign" : state;
  if (character === "_") return state;
  return state === "radix" && prefix === "0x" && /[a-fA-F]/.test(character) ? state : undefined;
}

/** `1.5` and `1.e3` are floats; in `1.name` the point looks something up. */
function startsFraction(source: string, point: number): boolean {
  if (/^[eE][-+0-9]/.test(source.slice(point + 1, point + 3))) return true;
  identifierStart.lastIndex = point + 1;
  return !identifierStart.test(source);
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}
