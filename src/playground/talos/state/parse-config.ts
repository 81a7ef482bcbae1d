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
  if (roots.length > 1) throw new InvalidConfigError("duplicate document: v1alpha1//");
  return { root: roots[0], documents: [...roots, ...typed] };
}

/** Decodes what is submitted. */
export function parseConfig(bytes: Uint8Array, profile: VersionProfile): ParsedConfig {
  const config = readConfig(bytes);
  const typed = config.documents.filter((document) => document !== config.root);
  for (const document of typed) refuseUnknownKind(document, profile);
  refuseDuplicates(typed);
  if (config.root !== undefined) refuseUnknownKeys(config.root, profile);
  return config;
}

/** What validation finds wrong with a decoded configuration, joined as Talos joins it. */
export function validateConfig({ root }: ParsedConfig): void {
  if (root === undefined) return;
  const problems = [
    ...(isMap(root.get("machine")) ? [] : ["machine instructions are required"]),
    ...(isMap(root.get("cluster")) ? [] : ["cluster instructions are required"]),
    ...typeProblems(root.getIn(["machine", "type"])),
  ];
  if (problems.length === 0) return;
  const count = problems.length === 1 ? "1 error" : `${problems.length} errors`;
  throw new InvalidConfigError(`${count} occurred:\n${problems.map((problem) => `\t* ${problem}\n`).join("")}\n`);
}

function typeProblems(type: unknown): readonly string[] {
  if (type === undefined || type === null || type === "") return ["machine type is required"];
  return ["controlplane", "init", "worker"].includes(String(type)) ? [] : [`invalid machine type: ${String(type)}`];
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

function refuseUnknownKind(document: YAMLMap, profile: VersionProfile): void {
  const [kind, apiVersion] = [String(document.get("kind")), String(document.get("apiVersion") ?? "")];
  if (apiVersion === "v1alpha1" && isKnownKind(kind, profile)) return;
  throw new InvalidConfigError(
    `error decoding document ${apiVersion}/${kind}/: "${kind}" "${apiVersion}": not registered`,
  );
}

function refuseDuplicates(documents: readonly YAMLMap[]): void {
  const seen = new Set<string>();
  for (const document of documents) {
    const [kind, name] = [String(document.get("kind")), String(document.get("name") ?? "")];
    const id = `v1alpha1/${kind}/${name}`;
    if (seen.has(id)) throw new InvalidConfigError(`duplicate document: ${id}`);
    seen.add(id);
  }
}

function refuseUnknownKeys(root: YAMLMap, profile: VersionProfile): void {
  const unknown = unknownPart(root, "", profile);
  if (unknown === undefined) return;
  throw new InvalidConfigError(
    `unknown keys found during decoding:\n${stringify(unknown, { indent: 4, lineWidth: 0, aliasDuplicateObjects: false })}`,
  );
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
    if (known !== undefined && !(known.includes(name) && isThere(child, profile))) return [[name, toPlain(value)]];
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
