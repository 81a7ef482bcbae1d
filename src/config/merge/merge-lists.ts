import type { ConfigNode, ListNode, MapNode } from "../tree/config-node.ts";
import { equalNodes, meaning } from "./equal-nodes.ts";
import type { MergePlace } from "./merge-place.ts";
import { findRule, hasRule, type RuleNode } from "./rules-for.ts";

type MergeNodes = (left: ConfigNode, right: ConfigNode, place: MergePlace) => ConfigNode;

/** Lists append, except those that are replaced or whose elements have a key. */
export function mergeLists(left: ListNode, right: ListNode, place: MergePlace, mergeNodes: MergeNodes): ListNode {
  if (hasRule(place.rules, "replace")) return right;
  if (hasRule(place.rules, "images")) return replaceByImage(left, right);
  const matches = elementMatcher(place);
  if (matches === undefined) return append(left, right, place);
  const items = [...left.items];
  for (const item of right.items) {
    const index = items.findIndex((old) => matches(old, item));
    const old = items[index];
    if (old === undefined) items.push(item);
    else items[index] = mergeNodes(old, item, place.below(index));
  }
  return { ...left, items };
}

export function isKeyed(rules: RuleNode): boolean {
  return hasRule(rules, "interfaces") || hasRule(rules, "keyed");
}

function append(left: ListNode, right: ListNode, place: MergePlace): ListNode {
  if (left.items.length === 0) return right;
  const known = new Set(left.items.map(meaning));
  const repeated = place.rules.free ? undefined : right.items.find((item) => known.has(meaning(item)));
  if (repeated !== undefined) {
    const hint = "Talos appends this list: keep the entry in one layer only.";
    place.warn("duplicate_list_entry", repeated, "holds the same entry twice after this patch", hint);
  }
  return { ...left, items: [...left.items, ...right.items] };
}

type Matches = (old: ConfigNode, item: ConfigNode) => boolean;

function elementMatcher(place: MergePlace): Matches | undefined {
  if (hasRule(place.rules, "interfaces")) return sameInterface;
  const key = findRule(place.rules, "keyed")?.key;
  if (key === undefined) return undefined;
  return (old, item) => keyText(old, key) === keyText(item, key);
}

function sameInterface(old: ConfigNode, item: ConfigNode): boolean {
  const name = keyText(item, "interface");
  if (name !== "") return keyText(old, "interface") === name;
  const [a, b] = [selectorOf(old), selectorOf(item)];
  if (a === undefined || b === undefined) return false;
  // Go compares the structs, and two pointers to equal booleans differ.
  return !a.entries.has("physical") && !b.entries.has("physical") && equalNodes(a, b);
}

function selectorOf(node: ConfigNode): MapNode | undefined {
  const selector = node.kind === "map" ? node.entries.get("deviceSelector") : undefined;
  return selector?.kind === "map" ? withoutEmpty(selector) : undefined;
}

function withoutEmpty(map: MapNode): MapNode {
  const isEmpty = (node: ConfigNode) => node.kind === "scalar" && (node.value === null || node.value === "");
  return { ...map, entries: new Map([...map.entries].filter(([, value]) => !isEmpty(value))) };
}

/** Empty for an absent key: Go's zero value equals itself. */
function keyText(node: ConfigNode, key: string): string {
  const value = node.kind === "map" ? node.entries.get(key) : undefined;
  if (value?.kind !== "scalar" || value.value === null || value.value === 0) return "";
  return typeof value.value === "number" ? String(value.value) : value.text;
}

/** Equal images in the patch itself are all kept: Talos looks among the rules that were there before. */
function replaceByImage(left: ListNode, right: ListNode): ListNode {
  const items = [...left.items];
  const known = new Map(left.items.map((item, index) => [keyText(item, "image"), index]));
  for (const item of right.items) {
    const index = known.get(keyText(item, "image"));
    if (index === undefined) items.push(item);
    else items[index] = item;
  }
  return { ...left, items };
}
