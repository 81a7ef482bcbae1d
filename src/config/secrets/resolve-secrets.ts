/** Merged configurations in, the same with their secret references replaced by secrets out. */
import { formatLocation, type SourceLocation, UserError } from "../../errors.ts";
import { type ConfigDocument, formatDocumentId, type MachineConfig } from "../machine-config.ts";
import { type ConfigNode, type ConfigPath, formatPath, type ScalarNode } from "../tree/config-node.ts";
import { findReferences, wellKnownSchemes } from "./find-references.ts";
import { lookUpReferences } from "./look-up-references.ts";
import { Secret } from "./secret.ts";
import type { SecretLookup, SecretReference, SecretStore } from "./secret-store.ts";

export type ResolvedConfig =
  | { readonly kind: "resolved"; readonly config: MachineConfig }
  /** Code `secret_missing`: names every reference without a value, and where each stands. */
  | { readonly kind: "failed"; readonly error: UserError };

export interface ResolveOptions {
  readonly stores: readonly SecretStore[];
  readonly signal: AbortSignal;
  /** For all look-ups together, 30 seconds unless told. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 30_000;

/**
 * Replaces each scalar that holds references by a `Secret`; keys of maps are not touched. Every reference is looked up once
 * for all configs. Values are not searched for further references.
 *
 * @returns one result for each config, in order.
 * @throws UserError `secret_store_failed` when a store cannot be asked or does not answer in time.
 */
export async function resolveSecrets(
  configs: readonly MachineConfig[],
  options: ResolveOptions,
): Promise<readonly ResolvedConfig[]> {
  const { stores, signal, timeoutMs = defaultTimeoutMs } = options;
  const schemes = [...new Set([...wellKnownSchemes, ...stores.map((store) => store.scheme)])];
  const references = collectReferences(configs, schemes);
  const lookups = await lookUpReferences(references, stores, { signal, timeoutMs });
  return configs.map((config) => replaceReferences(config, schemes, lookups));
}

type Lookups = ReadonlyMap<string, SecretLookup>;

function collectReferences(configs: readonly MachineConfig[], schemes: readonly string[]): readonly SecretReference[] {
  const found = new Map<string, SecretReference>();
  const visit = (node: ConfigNode): void => {
    if (node.kind === "map") for (const value of node.entries.values()) visit(value);
    else if (node.kind === "list") node.items.forEach(visit);
    else for (const { index: _, ...reference } of referencesOf(node, schemes)) found.set(reference.text, reference);
  };
  for (const { documents } of configs) for (const { root } of documents) visit(root);
  return [...found.values()];
}

function referencesOf(node: ScalarNode, schemes: readonly string[]) {
  return typeof node.value === "string" ? findReferences({ text: node.value, quoted: node.quoted }, schemes) : [];
}

interface MissingReference {
  readonly text: string;
  readonly reason: string;
  readonly place: string;
  readonly origin: SourceLocation | undefined;
}

function replaceReferences(config: MachineConfig, schemes: readonly string[], lookups: Lookups): ResolvedConfig {
  const missing: MissingReference[] = [];
  const documents = config.documents.map((document): ConfigDocument => {
    const root = replace(document.root, []);
    return root.kind === "map" ? { ...document, root } : document;

    function replace(node: ConfigNode, path: ConfigPath): ConfigNode {
      if (node.kind === "scalar") return replaceScalar(node, path);
      if (node.kind === "list")
        return { ...node, items: node.items.map((item, index) => replace(item, [...path, index])) };
      return {
        ...node,
        entries: new Map([...node.entries].map(([key, value]) => [key, replace(value, [...path, key])])),
      };
    }

    function replaceScalar(node: ScalarNode, path: ConfigPath): ScalarNode {
      const references = referencesOf(node, schemes);
      if (references.length === 0 || typeof node.value !== "string") return node;
      const written = node.value;
      const parts = new Map<string, string>();
      let value = "";
      let end = 0;
      for (const { text, index } of references) {
        const lookup = lookups.get(text);
        if (lookup === undefined) throw new Error("a reference was not looked up");
        if (lookup.kind === "missing") {
          missing.push({ text, reason: lookup.reason, place: placeOf(document, path), origin: node.origin });
          continue;
        }
        parts.set(text, lookup.value);
        value += written.slice(end, index) + lookup.value;
        end = index + text.length;
      }
      const whole = value + written.slice(end);
      const texts = references.map(({ text }) => text);
      const secret = new Secret(whole, texts, written === texts[0] ? undefined : parts);
      return { ...node, value: secret, text: secret.toString() };
    }
  });
  return missing.length === 0
    ? { kind: "resolved", config: { documents } }
    : { kind: "failed", error: missingError(missing) };
}

function placeOf(document: ConfigDocument, path: ConfigPath): string {
  const place = formatPath(path);
  return document.id.kind === undefined ? place : `${formatDocumentId(document.id)} ${place}`;
}

const maxNamed = 5;

/** What is wrong with many references is mostly one thing: it is said once, with the first of them. */
function missingError(missing: readonly MissingReference[]): UserError {
  const described = [...Map.groupBy(missing, ({ reason }) => reason)].map(([reason, references]) => {
    const named = references.slice(0, maxNamed).map((one) => nameReference(one, missing.length === 1));
    const more = references.length - named.length;
    return `${named.join(", ")}${more === 0 ? "" : ` and ${more} more`}: ${reason}`;
  });
  const what = missing.length === 1 ? "the secret reference" : `${missing.length} secret references:`;
  const message = `Cannot resolve ${what} ${described.join("; ")}`;
  const location = missing.find(({ origin }) => origin !== undefined)?.origin;
  return new UserError(message, {
    code: "secret_missing",
    hint: "Create the secret in its store, or correct the reference.",
    ...(location && { location }),
  });
}

/** The line of a single one is the error's location. */
function nameReference({ text, place, origin }: MissingReference, isSingle: boolean): string {
  return `${text} (${origin === undefined || isSingle ? place : `${place}, ${formatLocation(origin)}`})`;
}
