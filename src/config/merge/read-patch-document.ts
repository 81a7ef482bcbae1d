import { nearestName } from "../../nearest-name.ts";
import type { DocumentId } from "../machine-config.ts";
import { documentId } from "../parse-machine-config.ts";
import type { ConfigNode, ConfigPath, ListNode, MapNode, ScalarNode } from "../tree/config-node.ts";
import type { Deletion, PatchDocument } from "./config-patch.ts";
import { patchError } from "./merge-error.ts";

/** The keys by which Talos takes a document without `kind` for the root document. */
const rootKeys = ["cluster", "debug", "machine", "persist"];

/** Takes the `$patch: delete` markers out of a document; a document that has nothing left gives no document. */
export function readPatchDocument(node: MapNode, file: string): readonly PatchDocument[] {
  const id = identify(node, file);
  const origin = node.origin === undefined ? {} : { origin: node.origin };
  if (isDeleteMarker(node)) {
    if (id.kind !== undefined) return [{ id, deletes: [{ path: [], ...origin }], ...origin }];
    throw patchError({ file, origin: node.origin }, "the v1alpha1 document cannot be deleted");
  }
  const extractor = new DeletionExtractor(file);
  const root = extractor.takeFromMap(node, []);
  if (root === undefined || saysNothing(root)) {
    return extractor.deletes.length === 0 ? [] : [{ id, deletes: extractor.deletes, ...origin }];
  }
  refuseUnknown(root, id, file);
  return [{ id, deletes: extractor.deletes, root, ...origin }];
}

function identify(node: MapNode, file: string): DocumentId {
  const id = documentId(node);
  if (id.kind === undefined || id.apiVersion !== undefined) return id;
  const place = { file, origin: node.origin };
  throw patchError(place, `a ${id.kind} document has no apiVersion`, "Write apiVersion: v1alpha1.");
}

function refuseUnknown(root: MapNode, id: DocumentId, file: string): void {
  if (id.kind !== undefined || rootKeys.some((key) => root.entries.has(key))) return;
  const [first = ""] = root.entries.keys();
  const nearest = nearestName(first, rootKeys);
  throw patchError(
    { file, origin: root.entries.get(first)?.origin ?? root.origin },
    nearest === undefined
      ? "a document has neither kind nor any key of the v1alpha1 document"
      : `${nearest} is misspelt, and the document has no kind`,
    nearest === undefined
      ? "A patch of the v1alpha1 document starts with machine: or cluster:."
      : `Write ${nearest}: instead of ${first}:.`,
  );
}

/** A root document without content, which Talos cannot load. */
export function saysNothing(root: MapNode): boolean {
  return [...root.entries].every(([key, value]) => key === "version" && value.kind === "scalar");
}

/** Walks a document, collects its deletions and gives what remains; emptied maps and lists vanish with their key. */
class DeletionExtractor {
  readonly deletes: Deletion[] = [];
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  takeFromMap(map: MapNode, path: ConfigPath): MapNode | undefined {
    const entries = new Map<string, ConfigNode>();
    for (const [key, value] of map.entries) {
      const rest = this.take(value, [...path, key]);
      if (rest !== undefined) entries.set(key, rest);
    }
    return entries.size === 0 && map.entries.size > 0 ? undefined : { ...map, entries };
  }

  private take(node: ConfigNode, path: ConfigPath): ConfigNode | undefined {
    if (node.kind === "scalar") return node;
    if (node.kind === "list") return this.takeFromList(node, path);
    if (!isDeleteMarker(node)) return this.takeFromMap(node, path);
    this.refuseInsideList(path, node);
    this.deletes.push({ path, ...(node.origin && { origin: node.origin }) });
    return undefined;
  }

  private takeFromList(list: ListNode, path: ConfigPath): ListNode | undefined {
    const items = list.items.flatMap((item, index) => {
      const isMarked = item.kind === "map" && isDeleteMarker(item);
      if (isMarked) this.deletes.push(this.elementDeletion(item, path));
      const rest = isMarked ? undefined : this.take(item, [...path, index]);
      return rest === undefined ? [] : [rest];
    });
    return items.length === 0 && list.items.length > 0 ? undefined : { ...list, items };
  }

  private elementDeletion(item: MapNode, path: ConfigPath): Deletion {
    this.refuseInsideList(path, item);
    const selector = [...item.entries].find(([key]) => key !== "$patch");
    if (selector === undefined) {
      const hint = "Name the element by one of its keys beside $patch: delete.";
      throw patchError({ file: this.file, path, origin: item.origin }, "does not say which element to delete", hint);
    }
    const [key, value] = selector;
    const text = value.kind === "scalar" ? value.text : "";
    return { path, element: { key, value: text }, ...(item.origin && { origin: item.origin }) };
  }

  private refuseInsideList(path: ConfigPath, node: MapNode): void {
    if (!path.some((step) => typeof step === "number")) return;
    const place = { file: this.file, path, origin: node.origin };
    throw patchError(
      place,
      "cannot be deleted: it stands inside a list element",
      "Delete the whole element and add it again.",
    );
  }
}

function isDeleteMarker(map: MapNode): boolean {
  const marker: ConfigNode | undefined = map.entries.get("$patch");
  return marker?.kind === "scalar" && isDelete(marker);
}

function isDelete(marker: ScalarNode): boolean {
  return marker.text === "delete";
}
