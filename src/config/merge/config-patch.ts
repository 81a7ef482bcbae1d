/** A patch as data: what Talos calls a strategic merge patch, or a list of JSON patch operations. */
import type { DocumentId } from "../machine-config.ts";
import type { ConfigNode, ConfigPath, MapNode, Origin } from "../tree/config-node.ts";

export type ConfigPatch = StrategicPatch | JsonPatch;

export interface StrategicPatch {
  readonly kind: "strategic";
  readonly file: string;
  readonly documents: readonly PatchDocument[];
}

/** One document of a strategic patch; its deletes run before its merge. */
export interface PatchDocument {
  readonly id: DocumentId;
  readonly deletes: readonly Deletion[];
  /** What is left to merge once the deletes are taken out; undefined when nothing is. */
  readonly root?: MapNode;
  readonly origin?: Origin;
}

/** A `$patch: delete`: of the whole document (empty path), of a key, or of the first list element that matches. */
export interface Deletion {
  readonly path: ConfigPath;
  readonly element?: { readonly key: string; readonly value: string };
  readonly origin?: Origin;
}

/** RFC 6902. */
export interface JsonPatch {
  readonly kind: "json6902";
  readonly file: string;
  readonly operations: readonly JsonOperation[];
}

export type JsonOperation =
  | {
      readonly op: "add" | "replace" | "test";
      readonly path: string;
      readonly value: ConfigNode;
      readonly origin?: Origin;
    }
  | { readonly op: "remove"; readonly path: string; readonly origin?: Origin }
  | { readonly op: "copy" | "move"; readonly path: string; readonly from: string; readonly origin?: Origin };
