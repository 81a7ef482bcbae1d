import type { SecretReference } from "./secret-store.ts";

/** Schemes that mean nothing else in a configuration: without a store for them they are an error, not ordinary text. */
export const wellKnownSchemes: readonly string[] = ["ak", "op", "env"];

const path = "[a-zA-Z0-9/_.-]+";

/** What may follow `scheme://`, where it differs from Akeyless's characters. */
const paths: ReadonlyMap<string, string> = new Map([
  ["ak", path],
  // with the query that 1Password allows (?attribute=otp), so that it is never left behind as text
  ["op", `${path}(?:\\?[a-zA-Z0-9=&_-]+)?`],
  ["env", "[A-Za-z_][A-Za-z0-9_]*"],
  // file:///… is an ordinary URL: the store's files are named relative to its folder
  ["file", `(?!/)${path}`],
]);

/** For schemes of the user's own commands: also what separates a document's path from a key in it. */
const commandPath = "[a-zA-Z0-9/_.#%+=~-]+";

/** As 1Password's own tools do, names with spaces are allowed where quotes show the reference's end. */
const quotedOnePassword = /^op:\/\/[\w. -]*[\w.-](?:\/[\w. -]*[\w.-]){2,3}(?:\?[\w=&-]+)?$/;

export interface FoundReference extends SecretReference {
  /** Where in the text it begins. */
  readonly index: number;
}

/**
 * Finds secret references in a scalar's text, from left to right. As with the tools that these schemes come from, a
 * reference is as long as its characters allow: a dot at the end of a sentence belongs to it.
 *
 * @param schemes those that count; anything else with `://` is ordinary text.
 */
export function findReferences(
  scalar: { readonly text: string; readonly quoted: boolean },
  schemes: readonly string[],
): readonly FoundReference[] {
  const { text, quoted } = scalar;
  if (!text.includes("://")) return [];
  if (quoted && schemes.includes("op") && quotedOnePassword.test(text)) {
    return [{ scheme: "op", path: text.slice("op://".length), text, index: 0 }];
  }
  return [...text.matchAll(patternOf(schemes))].map((match) => {
    const [reference] = match;
    const scheme = reference.slice(0, reference.indexOf("://"));
    return { scheme, path: reference.slice(scheme.length + 3), text: reference, index: match.index };
  });
}

/** A scheme begins where no longer word ends in it: `break://x` is not `ak://x`. */
function patternOf(schemes: readonly string[]): RegExp {
  const alternatives = schemes.map(
    (scheme) => `${scheme.replace(/[.+]/g, "\\$&")}://${paths.get(scheme) ?? commandPath}`,
  );
  return new RegExp(`(?<![A-Za-z0-9])(?:${alternatives.join("|")})`, "g");
}
