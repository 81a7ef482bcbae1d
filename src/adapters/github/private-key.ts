import { createPrivateKey, type KeyObject } from "node:crypto";

export type PrivateKey =
  | {
      readonly kind: "key";
      readonly key: KeyObject;
      /** As it was given, with line breaks. */
      readonly pem: string;
    }
  | { readonly kind: "no-key" }
  | { readonly kind: "not-rsa" };

/**
 * The private key of a GitHub App, which GitHub hands out as PKCS#1. Environment files have no line breaks: there it is
 * written with `\n` for them, or the whole as base64.
 */
export function parsePrivateKey(text: string): PrivateKey {
  try {
    const pem = toPem(text);
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === "rsa" ? { kind: "key", key, pem } : { kind: "not-rsa" };
  } catch {
    return { kind: "no-key" };
  }
}

function toPem(text: string): string {
  const plain = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString();
  return `${plain.replaceAll("\\n", "\n").trim()}\n`;
}
