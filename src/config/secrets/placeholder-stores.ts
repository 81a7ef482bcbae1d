import { wellKnownSchemes } from "./find-references.ts";
import type { SecretStore } from "./secret-store.ts";

/** Stores that give each reference itself as its value: they tell where secrets are without asking anybody for one. */
export function placeholderStores(stores: readonly SecretStore[]): readonly SecretStore[] {
  const schemes = new Set([...wellKnownSchemes, ...stores.map(({ scheme }) => scheme)]);
  return [...schemes].map((scheme) => ({
    scheme,
    read: async (references) => references.map(({ text }) => ({ kind: "found", value: text })),
  }));
}
