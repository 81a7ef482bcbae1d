import type { ConfigNode, ListNode, MapNode } from "../tree/config-node.ts";
import type { Deletion } from "./config-patch.ts";
import type { MergePlace } from "./merge-place.ts";
import { hasRule } from "./rules-for.ts";

export interface DeleteOptions {
  /** Talos up to 1.11 does not look for keys inside free YAML. */
  readonly insideFreeYaml: boolean;
}

/**
 * Carries out one `$patch: delete` below a document's root.
 *
 * @throws UserError `patch_failed` when the key's parent, a key of a free map, or the list element is missing.
 */
export function deleteAt(root: MapNode, deletion: Deletion, place: MergePlace, options: DeleteOptions): MapNode {
  return new Deleter(deletion, options).fromMap(root, 0, place);
}

class Deleter {
  private readonly deletion: Deletion;
  private readonly options: DeleteOptions;

  constructor(deletion: Deletion, options: DeleteOptions) {
    this.deletion = deletion;
    this.options = options;
  }

  fromMap(map: MapNode, depth: number, place: MergePlace): MapNode {
    const step = this.deletion.path[depth];
    if (typeof step !== "string") throw this.missing(place);
    const below = place.below(step);
    if (this.isClosed(place)) throw this.missing(below);
    const child = map.entries.get(step);
    const isLast = depth === this.deletion.path.length - 1;
    const entries = new Map(map.entries);
    if (isLast && this.deletion.element === undefined) {
      if (child === undefined) this.refuseMissingKey(below);
      entries.delete(step);
    } else {
      entries.set(step, this.fromChild(child, depth + 1, below, isLast));
      if (child === undefined) entries.delete(step);
    }
    return { ...map, entries };
  }

  private fromChild(child: ConfigNode | undefined, depth: number, place: MergePlace, isLast: boolean): ConfigNode {
    if (isLast && child?.kind === "list") return this.fromList(child, place);
    if (!isLast && child?.kind === "map") return this.fromMap(child, depth, place);
    if (!isLast && child === undefined && hasRule(place.rules, "struct")) {
      return this.fromMap({ kind: "map", entries: new Map() }, depth, place);
    }
    throw this.missing(place);
  }

  private fromList(list: ListNode, place: MergePlace): ListNode {
    const index = place.rules.free ? -1 : list.items.findIndex((item) => this.isSelected(item));
    if (index < 0) throw this.missing(place);
    return { ...list, items: list.items.toSpliced(index, 1) };
  }

  /** Talos compares text fields only: a number or a boolean never matches, an absent text is empty. */
  private isSelected(item: ConfigNode): boolean {
    const { element } = this.deletion;
    if (item.kind !== "map" || element === undefined) return false;
    const value = item.entries.get(element.key);
    if (value === undefined) return element.value === "";
    const isText = value.kind === "scalar" && (value.quoted || typeof value.value === "string");
    return isText && value.text === element.value;
  }

  /** Structs that Talos's delete does not look into. */
  private isClosed(place: MergePlace): boolean {
    if (hasRule(place.rules, "pair") || hasRule(place.rules, "url")) return true;
    return hasRule(place.rules, "free") && !this.options.insideFreeYaml;
  }

  /** A field of a struct is always there; a key of a free map has to be. */
  private refuseMissingKey(place: MergePlace): void {
    const isMapKey = ["free", "texts", "open", "values"] as const;
    if (place.rules.free || isMapKey.some((rule) => hasRule(place.around, rule))) throw this.missing(place);
    place.warn(
      "patch_deletes_nothing",
      this.deletion,
      "is not set, there is nothing to delete",
      "Remove the deletion.",
    );
  }

  private missing(place: MergePlace) {
    return place.fail(
      this.deletion,
      "cannot be deleted: it is not there",
      "Delete only what an earlier layer has written.",
    );
  }
}
