import type { Note } from "../../errors.ts";
import { type ConfigDocument, documentKey, formatDocumentId, type MachineConfig } from "../machine-config.ts";
import { atLeast } from "../talos-version.ts";
import type { MapNode } from "../tree/config-node.ts";
import type { Deletion, PatchDocument, StrategicPatch } from "./config-patch.ts";
import { deleteAt } from "./delete-at.ts";
import { patchError } from "./merge-error.ts";
import { mergeNodes } from "./merge-nodes.ts";
import { MergePlace } from "./merge-place.ts";
import type { VersionRules } from "./rules-for.ts";

export interface StrategicOptions {
  readonly talosVersion: string;
  readonly rules: VersionRules;
  /** Warnings are added here. */
  readonly notes: Note[];
}

/** Documents of equal apiVersion, kind and name are merged, others appended; the root document comes first. */
export function applyStrategicPatch(
  config: MachineConfig,
  patch: StrategicPatch,
  options: StrategicOptions,
): MachineConfig {
  const merge = new PatchedDocuments(config, patch.file, options);
  refuseRepeated(patch, options.talosVersion);
  for (const document of patch.documents) merge.apply(document);
  return { documents: merge.documents() };
}

class PatchedDocuments {
  private readonly byKey: Map<string, ConfigDocument>;
  private readonly file: string;
  private readonly options: StrategicOptions;

  constructor(config: MachineConfig, file: string, options: StrategicOptions) {
    this.byKey = new Map(config.documents.map((document) => [documentKey(document.id), document]));
    this.file = file;
    this.options = options;
  }

  documents(): readonly ConfigDocument[] {
    const all = [...this.byKey.values()];
    const isRoot = (document: ConfigDocument) => document.id.kind === undefined;
    return [...all.filter(isRoot), ...all.filter((document) => !isRoot(document))];
  }

  apply(patch: PatchDocument): void {
    for (const deletion of patch.deletes) this.delete(patch, deletion);
    if (patch.root === undefined) return;
    const key = documentKey(patch.id);
    const old = this.byKey.get(key);
    const { root } = patch;
    if (old === undefined) {
      this.byKey.set(key, { id: patch.id, root, ...(patch.origin && { origin: patch.origin }) });
    } else {
      this.byKey.set(key, { ...old, root: this.merge(old.root, root, this.placeOf(patch)) });
    }
  }

  private merge(left: MapNode, right: MapNode, place: MergePlace): MapNode {
    const merged = mergeNodes(left, right, place);
    return merged.kind === "map" ? merged : left;
  }

  private delete(patch: PatchDocument, deletion: Deletion): void {
    const key = documentKey(patch.id);
    const old = this.byKey.get(key);
    if (old === undefined) {
      this.reportMissing(patch, deletion);
    } else if (deletion.path.length === 0) {
      this.byKey.delete(key);
    } else {
      const insideFreeYaml = atLeast(this.options.talosVersion, "1.12");
      const root = deleteAt(old.root, deletion, this.placeOf(patch), { insideFreeYaml });
      this.byKey.set(key, { ...old, root });
    }
  }

  /** Talos skips it from 1.14 on; before, it appends an empty document, with which no node can start. */
  private reportMissing(patch: PatchDocument, deletion: Deletion): void {
    const reason = `cannot be deleted: there is no document ${formatDocumentId(patch.id)}`;
    const place = { file: this.file, origin: deletion.origin };
    const hint = "Delete only what an earlier layer has written.";
    if (!atLeast(this.options.talosVersion, "1.14")) throw patchError({ ...place, path: deletion.path }, reason, hint);
    this.placeOf(patch).warn("patch_deletes_nothing", deletion, reason, hint);
  }

  private placeOf(patch: PatchDocument): MergePlace {
    const rules = this.options.rules(patch.id);
    return new MergePlace({
      file: this.file,
      document: patch.id,
      path: [],
      rules,
      around: rules,
      notes: this.options.notes,
    });
  }
}

/** Talos up to 1.13 refuses a patch with two documents of one identity. */
function refuseRepeated(patch: StrategicPatch, talosVersion: string): void {
  if (atLeast(talosVersion, "1.14")) return;
  const seen = new Set<string>();
  for (const document of patch.documents) {
    const key = documentKey(document.id);
    if (document.root !== undefined && seen.has(key)) {
      const reason = `it has two documents ${formatDocumentId(document.id)}`;
      throw patchError({ file: patch.file, origin: document.origin }, reason, "Join the two.");
    }
    if (document.root !== undefined) seen.add(key);
  }
}
