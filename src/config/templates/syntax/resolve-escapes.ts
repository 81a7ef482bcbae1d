import { TemplateFault } from "../template-fault.ts";

const simple: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["'", "'"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

const escapeSequence = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S]))/gu;

/** The text between a string literal's quotes, with its escapes resolved; an unknown escape keeps its backslash. */
export function resolveEscapes(text: string): string {
  const resolved = text.replace(escapeSequence, (all, unicode, byte, octal, other) => {
    if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
    if (byte !== undefined) return String.fromCharCode(Number.parseInt(byte, 16));
    if (octal !== undefined) return octalCharacter(octal);
    if (other === "u" || other === "x") throw badEscape(all);
    return simple.get(other) ?? all;
  });
  if (!resolved.isWellFormed()) throw badEscape("\\u");
  return resolved;
}

function octalCharacter(digits: string): string {
  const code = Number.parseInt(digits, 8);
  if (code > 255) throw badEscape(`\\${digits}`);
  return String.fromCharCode(code);
}

function badEscape(sequence: string): TemplateFault {
  return new TemplateFault(`invalid escape ${sequence} in a string`);
}
