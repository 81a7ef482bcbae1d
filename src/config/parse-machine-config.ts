import { UserError } from "../errors.ts";
import {
  type ConfigDocument,
  type DocumentId,
  documentKey,
  formatDocumentId,
  type MachineConfig,
} from "./machine-config.ts";
import type { MapNode } from "./tree/config-node.ts";
import { type ParseOptions, parseYaml } from "./tree/parse-yaml.ts";

/**
 * Reads a multi-document machine configuration.
 *
 * @throws UserError `config_invalid` for broken YAML, a document that is no map, and two documents of one identity.
 */
export function parseMachineConfig(text: string, options: ParseOptions): MachineConfig {
  const documents = parseYaml(text, options).map((node) => {
    if (node.kind === "map") return { id: documentId(node), root: node, ...(node.origin && { origin: node.origin }) };
    throw new UserError(`Cannot read ${options.file}: a document must be a map, found a ${node.kind}`, {
      code: "config_invalid",
      location: node.origin ?? { file: options.file },
    });
  });
  refuseDuplicates(documents, options.file);
  return { documents };
}

/** The identity by which Talos matches documents. */
export function documentId(root: MapNode): DocumentId {
  const field = (name: string) => {
    const node = root.entries.get(name);
    return node?.kind === "scalar" && node.value !== null && node.text !== "" ? node.text : undefined;
  };
  const kind = field("kind");
  if (kind === undefined) return {};
  const apiVersion = field("apiVersion");
  const name = field("name");
  return { ...(apiVersion && { apiVersion }), kind, ...(name && { name }) };
}

function refuseDuplicates(documents: readonly ConfigDocument[], file: string): void {
  const seen = new Set<string>();
  for (const document of documents) {
    const key = documentKey(document.id);
    if (seen.has(key)) {
      throw new UserError(`Cannot read ${file}: it has two documents ${formatDocumentId(document.id)}`, {
        code: "config_invalid",
        location: document.origin ?? { file },
        hint: "Join the two, or give them different names.",
      });
    }
    seen.add(key);
  }
}
