import type { ConfigNode, MapNode, ScalarNode } from "../tree/config-node.ts";
import { goType } from "./go-type.ts";
import { isZero } from "./is-zero.ts";
import { isKeyed, mergeLists } from "./merge-lists.ts";
import type { MergePlace } from "./merge-place.ts";
import { mergeUrls } from "./merge-url.ts";
import { findRule, hasRule } from "./rules-for.ts";

/**
 * Merges a patch's value onto the configuration's by the rules of Talos's strategic merge.
 * Each value of the result keeps the origin of the layer that wrote it.
 *
 * @throws UserError `patch_failed` where Talos refuses the merge.
 */
export function mergeNodes(left: ConfigNode, right: ConfigNode, place: MergePlace): ConfigNode {
  if (isNull(left)) return right;
  if (isNull(right)) return mergeNull(left, right, place);
  if (hasRule(place.rules, "refused")) {
    const hint = "Write the value in one layer only, or replace it with a JSON patch.";
    throw place.fail(right, "is already set, and Talos cannot merge a second value into it", hint);
  }
  refuseOtherType(left, right, place);
  if (left.kind === "map" && right.kind === "map") return mergeMaps(left, right, place);
  if (left.kind === "list" && right.kind === "list") return mergeLists(left, right, place, mergeNodes);
  if (left.kind === "scalar" && right.kind === "scalar") return mergeScalars(left, right, place);
  return right;
}

function mergeMaps(left: MapNode, right: MapNode, place: MergePlace): MapNode {
  if (hasRule(place.rules, "replace")) return right.entries.size === 0 ? left : right;
  const fields = findRule(place.rules, "pair")?.fields;
  if (fields !== undefined) return mergePair(left, right, fields, place);
  const entries = new Map(left.entries);
  const replacesValues = hasRule(place.rules, "values");
  for (const [key, value] of right.entries) {
    entries.set(key, replacesValues ? value : mergeEntry(entries.get(key), value, place.below(key)));
  }
  clearOmitted(entries, right, place);
  return { ...left, entries };
}

/** A keyed list folds equal keys even when it is the first one, as its Go type merges into an empty list. */
function mergeEntry(old: ConfigNode | undefined, value: ConfigNode, place: MergePlace): ConfigNode {
  if (old !== undefined) return mergeNodes(old, value, place);
  if (value.kind !== "list" || !isKeyed(place.rules)) return value;
  return mergeLists({ ...value, items: [] }, value, place, mergeNodes);
}

/** Values that Talos overwrites with nothing when a patch reaches the struct around them without naming them. */
function clearOmitted(entries: Map<string, ConfigNode>, right: MapNode, place: MergePlace): void {
  for (const [key, rules] of place.rules.children) {
    const old = entries.get(key);
    const given = right.entries.get(key);
    if (old === undefined || isNull(old) || (given !== undefined && !isNull(given))) continue;
    const below = place.below(key);
    if (hasRule(rules, "cleared")) {
      entries.delete(key);
      warnCleared(right, below);
    } else if (hasRule(rules, "struct") && old.kind === "map") {
      entries.set(key, mergeMaps(old, { ...right, entries: new Map() }, below));
    }
  }
}

function warnCleared(right: MapNode, place: MergePlace): void {
  const hint = "Repeat the value in this patch, so that it stays.";
  place.warn(
    "patch_clears_sibling",
    right,
    "is removed, because this patch changes the same document without repeating it",
    hint,
  );
}

function mergePair(left: MapNode, right: MapNode, fields: readonly string[], place: MergePlace): MapNode {
  const entries = new Map(right.entries);
  for (const field of fields) {
    const given = right.entries.get(field);
    if (given !== undefined && !isNull(given)) continue;
    const old = left.entries.get(field);
    if (old === undefined || (old.kind === "scalar" && isZero(old, place.rules, place.rules))) continue;
    entries.set(field, {
      kind: "scalar",
      value: "",
      text: "",
      quoted: true,
      ...(right.origin && { origin: right.origin }),
    });
    const hint = "Write certificate and key together in one patch.";
    place
      .below(field)
      .warn("certificate_pair_incomplete", right, "is blanked, because this patch holds only the other half", hint);
  }
  return { ...right, entries };
}

function mergeScalars(left: ScalarNode, right: ScalarNode, place: MergePlace): ScalarNode {
  if (hasRule(place.rules, "cleared") || hasRule(place.rules, "pointer")) return right;
  if (isZero(right, place.rules, place.around)) return left;
  if (hasRule(place.rules, "url")) return mergeUrlNodes(left, right, place);
  if (hasRule(place.rules, "size") && isPercentage(right) && left.text !== "" && !isPercentage(left)) {
    const hint = "Set it once, or delete it with $patch: delete in an earlier patch.";
    place.warn("patch_ignored", right, "stays as it is: Talos does not replace a size in bytes by a percentage", hint);
    return left;
  }
  return right;
}

function isPercentage(node: ScalarNode): boolean {
  return node.text.includes("%");
}

function mergeUrlNodes(left: ScalarNode, right: ScalarNode, place: MergePlace): ScalarNode {
  const url = mergeUrls(left.text, right.text);
  if (url === undefined) throw place.fail(right, "cannot be merged: both URLs hold user information");
  return url === right.text ? right : { ...right, value: url, text: url };
}

/** `null` gives nothing; in free YAML it makes Talos fail. */
function mergeNull(left: ConfigNode, right: ConfigNode, place: MergePlace): ConfigNode {
  if (!place.rules.free) return left;
  throw place.fail(right, "is null, which Talos cannot merge into free YAML", "Write $patch: delete.");
}

function refuseOtherType(left: ConfigNode, right: ConfigNode, place: MergePlace): void {
  const [old, given] = place.rules.free ? [goType(left), goType(right)] : [left.kind, right.kind];
  if (old === given) return;
  throw place.fail(right, `is a ${given} in the patch and a ${old} in the configuration`);
}

function isNull(node: ConfigNode): boolean {
  return node.kind === "scalar" && node.value === null;
}
