/** A submitted configuration as a node decodes it: refused when it holds what this version does not know. */
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  stringify,
  visit,
  type YAMLMap,
} from "yaml";
import { isAtLeast, type VersionProfile } from "../version-profile.ts";
import { configKeys, laterKeys } from "./config-keys.ts";
import { isKnownKind } from "./config-kinds.ts";

export interface ParsedConfig {
  /** The document without apiVersion and kind. */
  readonly root: YAMLMap | undefined;
  /** All documents, the root one first. */
  readonly documents: readonly YAMLMap[];
}

/** What Talos answers, with InvalidArgument, to a configuration that it cannot take. */
export class InvalidConfigError extends Error {
  override readonly name = "InvalidConfigError";
}

/** Decodes without a look at kinds and keys: for what the node already has. */
export function readConfig(bytes: Uint8Array): ParsedConfig {
  const documents = readDocuments(Buffer.from(bytes).toString());
  const typed = documents.filter((document) => document.has("kind"));
  const roots = documents.filter((document) => !document.has("kind"));
  if (roots.length > 1) throw new InvalidConfigError("duplicate document /v1alpha1/ is not allowed");
  return { root: roots[0], documents: [...roots, ...typed] };
}

/** Decodes what is submitted. */
export function parseConfig(bytes: Uint8Array, profile: VersionProfile): ParsedConfig {
  const text = Buffer.from(bytes).toString();
  const config = readConfig(bytes);
  refuseDuplicates(config.documents);
  for (const document of config.documents) {
    const problem = unknownKind(document, profile) ?? unknownKeys(document, profile);
    if (problem === undefined) continue;
    // Older versions do not say where.
    const line = text.slice(0, document.range?.[0] ?? 0).split("\n").length;
    const place = isAtLeast(profile, "1.12") ? `error decoding document ${documentId(document)} (line ${line}): ` : "";
    throw new InvalidConfigError(`${place}${problem}`);
  }
  return config;
}

/** Where the schema of a document begins. */
export function schemaPath(document: YAMLMap): string {
  return String(document.get("kind") ?? "");
}

/** `v1alpha1/VolumeConfig/EPHEMERAL`; the root document counts as the kind v1alpha1 without a version. */
function documentId(document: YAMLMap): string {
  if (!document.has("kind")) return "/v1alpha1/";
  return [document.get("apiVersion") ?? "", document.get("kind"), document.get("name") ?? ""].join("/");
}

function readDocuments(text: string): readonly YAMLMap[] {
  const documents = parseAllDocuments(text, { version: "1.2", keepSourceTokens: false });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document: Document.Parsed) => {
    const [problem] = document.errors;
    if (problem !== undefined) throw new InvalidConfigError(`decode error: yaml: ${problem.message.split("\n", 1)[0]}`);
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === null)) return [];
    if (!isMap(contents)) throw new InvalidConfigError("decode error: a document must be a map");
    return [expandAliases(contents, document)];
  });
}

function expandAliases(contents: YAMLMap, document: Document.Parsed): YAMLMap {
  visit(contents, {
    Alias: (_, alias) => {
      const target = alias.resolve(document);
      return target === undefined ? undefined : (target.clone() as Node);
    },
  });
  return contents;
}

function unknownKind(document: YAMLMap, profile: VersionProfile): string | undefined {
  if (!document.has("kind")) return undefined;
  const [kind, apiVersion] = [String(document.get("kind")), String(document.get("apiVersion") ?? "")];
  if (apiVersion === "") return "missing apiVersion";
  return apiVersion === "v1alpha1" && isKnownKind(kind, profile)
    ? undefined
    : `"${kind}" "${apiVersion}": not registered`;
}

function refuseDuplicates(documents: readonly YAMLMap[]): void {
  const seen = new Set<string>();
  for (const id of documents.map(documentId)) {
    if (seen.has(id)) throw new InvalidConfigError(`duplicate document ${id} is not allowed`);
    seen.add(id);
  }
}

function unknownKeys(document: YAMLMap, profile: VersionProfile): string | undefined {
  const unknown = unknownPart(document, schemaPath(document), profile);
  if (unknown === undefined) return undefined;
  return `unknown keys found during decoding:\n${stringify(unknown, { indent: 4, lineWidth: 0, sortMapEntries: true })}`;
}

/** The part of a tree that has no place in the schema; undefined when all of it has. */
function unknownPart(node: unknown, path: string, profile: VersionProfile): unknown {
  if (isSeq(node)) {
    const parts = node.items
      .map((item) => unknownPart(item, `${path}[]`, profile))
      .filter((part) => part !== undefined);
    return parts.length === 0 ? undefined : parts;
  }
  if (!isMap(node)) return undefined;
  const known = configKeys.get(path);
  if (known === undefined && !configKeys.has(`${path}{}`)) return undefined;
  const parts = node.items.flatMap(({ key, value }) => {
    const name = String(isScalar(key) ? key.value : key);
    const child = path === "" ? name : `${path}.${name}`;
    if (known !== undefined && !(known.some((key) => key.name === name) && isThere(child, profile)))
      return [[name, toPlain(value)]];
    const part = unknownPart(value, known === undefined ? `${path}{}` : child, profile);
    return part === undefined ? [] : [[name, part]];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

function isThere(path: string, profile: VersionProfile): boolean {
  const since = laterKeys[path];
  return since === undefined || isAtLeast(profile, since);
}

const toPlain = (value: unknown): unknown => (isNode(value) ? value.toJSON() : value);
