import type { ConfigNode, ConfigPath, ListNode, MapNode, ScalarNode } from "../config/tree/config-node.ts";
import { alignItems } from "./align-items.ts";
import type { Change } from "./node-diff.ts";

/** The differences between two normalised trees: changed leaves, and whole branches that only one side has. */
export function compareTrees(desired: ConfigNode, live: ConfigNode, path: ConfigPath = []): readonly Change[] {
  if (desired.kind === "map" && live.kind === "map") return compareMaps(desired, live, path);
  if (desired.kind === "list" && live.kind === "list") return compareLists(desired, live, path);
  return canonicalText(desired) === canonicalText(live) ? [] : [changed(desired, live, path)];
}

/**
 * Equal for two trees exactly when they mean the same; the order of map keys does not count.
 *
 * @param secrets `names`: secrets are told by their references instead of their values.
 */
export function canonicalText(node: ConfigNode, secrets: "values" | "names" = "values"): string {
  switch (node.kind) {
    case "scalar":
      return JSON.stringify(secrets === "names" ? withoutSecret(node) : plainValue(node));
    case "list":
      return `[${node.items.map((item) => canonicalText(item, secrets)).join(",")}]`;
    case "map": {
      const keys = [...node.entries.keys()].sort();
      return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(entry(node, key), secrets)}`).join(",")}}`;
    }
    default:
      return node satisfies never;
  }
}

/**
 * Numbers compare by their text, so that a secret of digits equals the number that a node holds. Only free-form YAML
 * still has quoted digits after normalisation: there they are another value than the number.
 */
function plainValue({ value, quoted }: ScalarNode): string | boolean | null {
  if (typeof value === "object" && value !== null) return value.reveal();
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  const isQuotedNumber = typeof value === "string" && quoted && value !== "" && !Number.isNaN(Number(value));
  return isQuotedNumber ? `quoted ${value}` : value;
}

function withoutSecret(node: ScalarNode): unknown {
  return typeof node.value === "object" && node.value !== null ? [node.value.references] : plainValue(node);
}

function compareMaps(desired: MapNode, live: MapNode, path: ConfigPath): readonly Change[] {
  const changes: Change[] = [];
  for (const [key, value] of desired.entries) {
    const other = live.entries.get(key);
    const below = [...path, key];
    if (other === undefined) changes.push(added(value, below));
    else changes.push(...compareTrees(value, other, below));
  }
  for (const [key, value] of live.entries) {
    if (!desired.entries.has(key)) changes.push({ kind: "removed", path: [...path, key], live: value });
  }
  return changes;
}

function compareLists(desired: ListNode, live: ListNode, path: ConfigPath): readonly Change[] {
  return alignItems(desired.items, live.items, (item) => canonicalText(item)).flatMap((pair): readonly Change[] => {
    if (pair.desired === undefined)
      return pair.live === undefined ? [] : [{ kind: "removed", path: [...path, pair.liveIndex], live: pair.live }];
    const below = [...path, pair.desiredIndex];
    return pair.live === undefined ? [added(pair.desired, below)] : compareTrees(pair.desired, pair.live, below);
  });
}

function added(desired: ConfigNode, path: ConfigPath): Change {
  return { kind: "added", path, desired, ...(desired.origin && { origin: desired.origin }) };
}

function changed(desired: ConfigNode, live: ConfigNode, path: ConfigPath): Change {
  return { ...added(desired, path), kind: "changed", live };
}

function entry(map: MapNode, key: string): ConfigNode {
  const value = map.entries.get(key);
  if (value === undefined) throw new Error(`key ${key} vanished`);
  return value;
}
