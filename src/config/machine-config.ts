/** A Talos machine configuration: the v1alpha1 root document and any number of typed documents. */
import type { MapNode, Origin } from "./tree/config-node.ts";

/** The root document has neither `apiVersion` nor `kind`; typed ones have both, and many a name. */
export interface DocumentId {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
}

export interface ConfigDocument {
  readonly id: DocumentId;
  readonly root: MapNode;
  readonly origin?: Origin;
}

export interface MachineConfig {
  readonly documents: readonly ConfigDocument[];
}

/** `v1alpha1` for the root document, else `VolumeConfig EPHEMERAL`: how people speak of a document. */
export function formatDocumentId(id: DocumentId): string {
  if (id.kind === undefined) return "v1alpha1";
  return id.name === undefined ? id.kind : `${id.kind} ${id.name}`;
}

/** Equal for exactly the documents that Talos treats as one (apiVersion, kind and name). */
export function documentKey(id: DocumentId): string {
  return JSON.stringify([id.apiVersion ?? "", id.kind ?? "", id.name ?? ""]);
}

/** The root document, unless the config has only typed ones. */
export function rootDocument(config: MachineConfig): ConfigDocument | undefined {
  return config.documents.find((document) => document.id.kind === undefined);
}
