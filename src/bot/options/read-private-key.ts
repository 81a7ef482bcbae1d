import { createPrivateKey } from "node:crypto";
import type { OptionName } from "./option-table.ts";

export type ReadKey =
  | { readonly kind: "key"; readonly pem: string }
  | { readonly kind: "problem"; readonly problem: readonly [name: OptionName, problem: string] };

/** The App's key as PKCS#8, from its text or its file. GitHub hands out PKCS#1; containers like one line without breaks. */
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
  try {
    const key = createPrivateKey(toPem(text));
    if (key.asymmetricKeyType !== "rsa") return { kind: "problem", problem: [name, "holds a key that is not RSA"] };
    return { kind: "key", pem: key.export({ type: "pkcs8", format: "pem" }).toString() };
  } catch {
    return { kind: "problem", problem: [name, "holds no private key in PEM form"] };
  }
}

function toPem(text: string): string {
  const plain = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString();
  return plain.replaceAll("\\n", "\n").trim();
}
