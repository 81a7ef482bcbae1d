/** How references go into a program and values come out of it, many in one run, values of several lines included. */
import { randomBytes } from "node:crypto";
import type { SecretLookup, SecretReference } from "../../config/secrets/secret-store.ts";
import { missing, parseJson, plainValue } from "./find-values.ts";

export interface Request {
  readonly request: string;
  /** Random, so that no value can look like the end of another one. */
  readonly boundary: string;
}

/** Each reference on its own line, a boundary line before each and at the end. */
export function writeRequest(references: readonly SecretReference[]): Request {
  const boundary = `talos-chatops-${randomBytes(16).toString("hex")}`;
  const lines = references.flatMap(({ text }, index) => [`${boundary}-${index}`, text]);
  return { request: `${[...lines, `${boundary}-${references.length}`].join("\n")}\n`, boundary };
}

/**
 * Reads the program's output: the request with values in place of references, or a JSON object in which the path of a
 * reference is a path of keys.
 *
 * @returns undefined for any other output.
 */
export function readAnswer(
  output: string,
  references: readonly SecretReference[],
  boundary: string,
): readonly SecretLookup[] | undefined {
  return cutOut(output, references, boundary) ?? readDocument(output, references);
}

function cutOut(
  output: string,
  references: readonly SecretReference[],
  boundary: string,
): readonly SecretLookup[] | undefined {
  const values: SecretLookup[] = [];
  let rest = `\n${output}\n`;
  for (const [index, { text }] of references.entries()) {
    const after = cutAt(rest, `${boundary}-${index}`)?.after;
    const end = after === undefined ? undefined : cutAt(after, `${boundary}-${index + 1}`);
    if (after === undefined || end === undefined) return undefined;
    const isUntouched = end.before.trim() === text;
    values.push(isUntouched ? missing("the program left it as it is") : { kind: "found", value: end.before.slice(1) });
    rest = after;
  }
  return values;
}

/** Cuts a text at a line; what comes after it keeps the line break that ends the line. */
function cutAt(text: string, line: string): { before: string; after: string } | undefined {
  const match = new RegExp(`\\r?\\n${line}\\r?(?=\\n)`).exec(text);
  if (match === null) return undefined;
  return { before: text.slice(0, match.index), after: text.slice(match.index + match[0].length) };
}

function readDocument(output: string, references: readonly SecretReference[]): readonly SecretLookup[] | undefined {
  const document = parseJson(output);
  if (typeof document !== "object" || document === null || Array.isArray(document)) return undefined;
  return references.map(({ path }) => valueAt(document, path));
}

function valueAt(document: object, path: string): SecretLookup {
  let value: unknown = document;
  for (const key of path.split("/")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) {
      return missing(`the program's output has no ${path}`);
    }
    value = (value as Record<string, unknown>)[key];
  }
  return plainValue(value, path);
}
