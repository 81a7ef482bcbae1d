import { type ConfigDocument, documentKey, type MachineConfig } from "../config/machine-config.ts";
import type { ConfigNode, MapNode } from "../config/tree/config-node.ts";
import { compareTrees } from "./compare-trees.ts";
import type { DocumentDiff } from "./node-diff.ts";
import { normaliseDocument } from "./normalise-document.ts";

/** The documents that differ in meaning, in the desired config's order, removed ones last. Document order does not count. */
export function compareConfigs(desired: MachineConfig, live: MachineConfig): readonly DocumentDiff[] {
  const liveByKey = new Map(live.documents.map((document) => [documentKey(document.id), document]));
  const desiredKeys = new Set(desired.documents.map((document) => documentKey(document.id)));
  const kept = desired.documents.flatMap((document) =>
    compareDocument(document, liveByKey.get(documentKey(document.id))),
  );
  const removed = live.documents.filter((document) => !desiredKeys.has(documentKey(document.id)));
  return [...kept, ...removed.map(removedDocument)];
}

function compareDocument(desired: ConfigDocument, live: ConfigDocument | undefined): readonly DocumentDiff[] {
  const tree = normaliseDocument(desired);
  if (live === undefined) {
    const change = { kind: "added", path: [], desired: tree, ...(tree.origin && { origin: tree.origin }) } as const;
    return [{ id: desired.id, kind: "added", desired: tree, changes: [change] }];
  }
  const liveTree = normaliseDocument(live);
  const changes = compareTrees(tree, liveTree);
  if (changes.length === 0) return [];
  return [{ id: desired.id, kind: "changed", desired: tree, live: orderLike(liveTree, tree), changes }];
}

function removedDocument(document: ConfigDocument): DocumentDiff {
  const live = normaliseDocument(document);
  return { id: document.id, kind: "removed", live, changes: [{ kind: "removed", path: [], live }] };
}

/** Puts map keys in the order of `model`, its own further keys after them, so that a text diff shows no moves. */
function orderLike(map: MapNode, model: MapNode): MapNode {
  const keys = [...model.entries.keys()].filter((key) => map.entries.has(key));
  const own = [...map.entries.keys()].filter((key) => !model.entries.has(key));
  const entries = new Map<string, ConfigNode>();
  for (const key of [...keys, ...own]) {
    const value = map.entries.get(key);
    if (value !== undefined) entries.set(key, orderNode(value, model.entries.get(key)));
  }
  return { ...map, entries };
}

function orderNode(node: ConfigNode, model: ConfigNode | undefined): ConfigNode {
  if (node.kind === "map" && model?.kind === "map") return orderLike(node, model);
  if (node.kind !== "list" || model?.kind !== "list") return node;
  return { ...node, items: node.items.map((item, index) => orderNode(item, model.items[index])) };
}
