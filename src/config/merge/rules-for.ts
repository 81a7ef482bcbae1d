import type { DocumentId } from "../machine-config.ts";
import { atLeast } from "../talos-version.ts";
import { documentRules } from "./document-rules.ts";
import type { MergeRule, RuleRow } from "./merge-rule.ts";
import { rootRules } from "./root-rules.ts";

/** The rules at one place of a document, and the way to those below it. */
export interface RuleNode {
  readonly rows: readonly RuleRow[];
  readonly children: ReadonlyMap<string, RuleNode>;
  /** Whether the place is inside free YAML. */
  readonly free: boolean;
}

/** Rules of one Talos version, by kind. */
export type VersionRules = (id: DocumentId) => RuleNode;

export function rulesFor(talosVersion: string): VersionRules {
  const byKind = new Map<string, MutableNode>();
  for (const row of [...rootRules, ...documentRules]) {
    if (!appliesTo(row, talosVersion)) continue;
    for (const kind of row.kinds) {
      const top = byKind.get(kind) ?? emptyNode();
      byKind.set(kind, top);
      for (const path of row.paths) nodeAt(top, path).rows.push(row);
    }
  }
  return (id) => byKind.get(id.kind ?? "v1alpha1") ?? noRules;
}

/** The rules of a key or list element (`*`) below a place. */
export function rulesBelow(rules: RuleNode, step: string): RuleNode {
  const below = rules.children.get(step) ?? rules.children.get("*");
  if (below !== undefined) return below;
  return rules.free || hasRule(rules, "free") ? freeRules : noRules;
}

export function hasRule(rules: RuleNode, rule: MergeRule): boolean {
  return rules.rows.some((row) => row.rule === rule);
}

export function findRule(rules: RuleNode, rule: MergeRule): RuleRow | undefined {
  return rules.rows.find((row) => row.rule === rule);
}

const noRules: RuleNode = { rows: [], children: new Map(), free: false };
const freeRules: RuleNode = { rows: [], children: new Map(), free: true };

interface MutableNode extends RuleNode {
  readonly rows: RuleRow[];
  readonly children: Map<string, MutableNode>;
}

function emptyNode(): MutableNode {
  return { rows: [], children: new Map(), free: false };
}

function nodeAt(top: MutableNode, path: string): MutableNode {
  if (path === "") return top;
  return path.split(".").reduce((node, step) => {
    const child = node.children.get(step) ?? emptyNode();
    node.children.set(step, child);
    return child;
  }, top);
}

function appliesTo(row: RuleRow, talosVersion: string): boolean {
  if (row.since !== undefined && !atLeast(talosVersion, row.since)) return false;
  return row.before === undefined || !atLeast(talosVersion, row.before);
}
