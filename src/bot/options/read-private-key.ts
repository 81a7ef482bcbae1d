import { parsePrivateKey } from "../../adapters/github/private-key.ts";
import type { OptionName } from "./option-table.ts";

export type ReadKey =
  | { readonly kind: "key"; readonly pem: string }
  | { readonly kind: "problem"; readonly problem: readonly [name: OptionName, problem: string] };

/** The App's key as PKCS#8, from its text or its file. */
export function readPrivateKey(
  text: string | undefined,
  path: string | undefined,
  readFile: (path: string) => string,
): ReadKey {
  if (text !== undefined) return parseKey(text, "PRIVATE_KEY");
  if (path === undefined) return { kind: "problem", problem: ["PRIVATE_KEY", "is missing"] };
  try {
    return parseKey(readFile(path), "PRIVATE_KEY_PATH");
  } catch {
    return { kind: "problem", problem: ["PRIVATE_KEY_PATH", "names a file that cannot be read"] };
  }
}

function parseKey(text: string, name: OptionName): ReadKey {
  const parsed = parsePrivateKey(text);
  if (parsed.kind === "key") {
    return { kind: "key", pem: parsed.key.export({ type: "pkcs8", format: "pem" }).toString() };
  }
  const problem = parsed.kind === "not-rsa" ? "holds a key that is not RSA" : "holds no private key in PEM form";
  return { kind: "problem", problem: [name, problem] };
}
