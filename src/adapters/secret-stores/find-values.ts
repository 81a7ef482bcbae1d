import type { SecretLookup, SecretReference } from "../../config/secrets/secret-store.ts";

/** What a store has under a name: a text, or why there is none. */
export type StoredText = SecretLookup;

/** Looks names up; has an entry for each name asked. */
export type ReadNames = (names: readonly string[]) => Promise<ReadonlyMap<string, StoredText>>;

/**
 * Looks references up in two steps: first the whole path as a name; where there is none, the path is cut at its last slash,
 * and what comes before it must name a JSON object that has the rest as a key.
 */
export async function findValues(
  references: readonly SecretReference[],
  readNames: ReadNames,
): Promise<readonly SecretLookup[]> {
  const whole = await readNames(unique(references.map(({ path }) => path)));
  const split = references.flatMap(({ path }) => {
    if (whole.get(path)?.kind === "found") return [];
    const parts = splitPath(path);
    return parts === undefined ? [] : [parts.parent];
  });
  const parents = split.length === 0 ? new Map<string, StoredText>() : await readNames(unique(split));
  return references.map(({ path }) => {
    const value = whole.get(path);
    if (value?.kind === "found") return value;
    const parts = splitPath(path);
    if (parts === undefined) return value ?? missing("there is no such secret");
    return keyOf(parts.parent, parts.key, parents.get(parts.parent) ?? missing("there is no such secret"));
  });
}

export function missing(reason: string): SecretLookup {
  return { kind: "missing", reason };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function splitPath(path: string): { parent: string; key: string } | undefined {
  const slash = path.lastIndexOf("/");
  return slash <= 0 || slash === path.length - 1
    ? undefined
    : { parent: path.slice(0, slash), key: path.slice(slash + 1) };
}

function keyOf(parent: string, key: string, stored: StoredText): SecretLookup {
  if (stored.kind === "missing") return missing(`neither it nor ${parent} can be read: ${stored.reason}`);
  const object = parseJson(stored.value);
  if (typeof object !== "object" || object === null || Array.isArray(object)) {
    return missing(`there is no such secret, and ${parent} is no JSON object that could have the key ${key}`);
  }
  if (!Object.hasOwn(object, key)) return missing(`there is no such secret, and ${parent} has no key ${key}`);
  return plainValue((object as Record<string, unknown>)[key], `the key ${key} of ${parent}`);
}

/** JSON's numbers, true and false are written as text; a null or a whole structure is no secret's value. */
export function plainValue(value: unknown, name: string): SecretLookup {
  if (typeof value === "string") return { kind: "found", value };
  if (typeof value === "boolean" || Number.isSafeInteger(value)) return { kind: "found", value: String(value) };
  const found =
    value === null
      ? "null"
      : typeof value === "number"
        ? "a number that is not whole; write it as text"
        : "no plain value";
  return missing(`${name} is ${found}`);
}

/** The parser's own message is dropped: it quotes the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
