import type { ConfigNode, MapNode } from "../../config/tree/config-node.ts";
import { encodeYaml } from "../../config/tree/encode-yaml.ts";
import type { SafeDocumentDiff } from "../../redaction/redacted.ts";
import { type OutlineLine, outlineYaml } from "./outline-yaml.ts";

export interface EncodedDocument {
  readonly live: readonly OutlineLine[];
  readonly desired: readonly OutlineLine[];
}

/** In the root document two levels (`machine.sysctls`) are left out where nothing below them changed; else none. */
const prunedLevels = 2;

/** Both sides of a document as lines; of a changed root document only the branches that differ. */
export function encodeDocument(document: SafeDocumentDiff): EncodedDocument {
  const { live, desired } = document;
  if (live === undefined || desired === undefined) return { live: encode(live), desired: encode(desired) };
  const levels = document.id.kind === undefined ? prunedLevels : 0;
  const [liveBranches, desiredBranches] = differingBranches(live, desired, levels);
  return { live: encode(liveBranches), desired: encode(desiredBranches) };
}

function encode(root: MapNode | undefined): readonly OutlineLine[] {
  if (root === undefined || root.entries.size === 0) return [];
  // A SafeTree holds no Secret: the mask is for the type's sake.
  return outlineYaml(encodeYaml(root, { secret: () => "<secret>" }));
}

function differingBranches(live: MapNode, desired: MapNode, levels: number): [MapNode, MapNode] {
  if (levels === 0) return [live, desired];
  const liveEntries = new Map<string, ConfigNode>();
  const desiredEntries = new Map<string, ConfigNode>();
  for (const key of new Set([...live.entries.keys(), ...desired.entries.keys()])) {
    const [a, b] = [live.entries.get(key), desired.entries.get(key)];
    if (a !== undefined && b !== undefined && isEqual(a, b)) continue;
    const isDeeper = a?.kind === "map" && b?.kind === "map" && a.entries.size > 0 && b.entries.size > 0;
    const [liveBranch, desiredBranch] = isDeeper ? differingBranches(a, b, levels - 1) : [a, b];
    if (liveBranch !== undefined) liveEntries.set(key, liveBranch);
    if (desiredBranch !== undefined) desiredEntries.set(key, desiredBranch);
  }
  return [inOrder(live, liveEntries), inOrder(desired, desiredEntries)];
}

/** Keys in the order of the document they came from. */
function inOrder(map: MapNode, branches: ReadonlyMap<string, ConfigNode>): MapNode {
  const entries = [...map.entries.keys()].flatMap((key) => {
    const branch = branches.get(key);
    return branch === undefined ? [] : [[key, branch] as const];
  });
  return { kind: "map", entries: new Map(entries) };
}

function isEqual(a: ConfigNode, b: ConfigNode): boolean {
  if (a.kind === "scalar") return b.kind === "scalar" && a.value === b.value && a.text === b.text;
  if (a.kind === "list") {
    if (b.kind !== "list" || a.items.length !== b.items.length) return false;
    return a.items.every((item, index) => {
      const other = b.items[index];
      return other !== undefined && isEqual(item, other);
    });
  }
  if (b.kind !== "map" || a.entries.size !== b.entries.size) return false;
  return [...a.entries].every(([key, value]) => {
    const other = b.entries.get(key);
    return other !== undefined && isEqual(value, other);
  });
}
