/** The facts of a plan that every rendering tells. */
import type { SafeNodeDiff, SafeNote, SafePlan, SafeText } from "../redaction/redacted.ts";

export interface PlanSummary {
  readonly nodes: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly unreachable: number;
  readonly invalid: number;
  readonly withheld: number;
  /** Nodes whose image differs from the desired one. */
  readonly upgrades: number;
  /** Nodes that reboot by themselves when the changes are applied. */
  readonly automaticReboots: number;
  /** Nodes on which changes wait for a reboot that somebody asks for. */
  readonly manualReboots: number;
  /** One phrase: "2 of 3 nodes change, 1 needs an upgrade". */
  readonly verdict: string;
}

export function summarizePlan(plan: SafePlan): PlanSummary {
  const count = (matches: (node: SafeNodeDiff) => boolean) => plan.nodes.filter(matches).length;
  const counts = {
    nodes: plan.nodes.length,
    changed: count((node) => node.kind === "changed"),
    unchanged: count((node) => node.kind === "unchanged"),
    unreachable: count((node) => node.kind === "unreachable"),
    invalid: count((node) => node.kind === "invalid"),
    withheld: count((node) => node.kind === "withheld"),
    upgrades: count((node) => needsUpgrade(node)),
    automaticReboots: count((node) => node.kind === "changed" && node.reboot.kind === "automatic"),
    manualReboots: count((node) => node.kind === "changed" && node.reboot.kind === "manual"),
  };
  return { ...counts, verdict: verdict(counts) };
}

export function needsUpgrade(node: SafeNodeDiff): boolean {
  return "image" in node && node.image !== undefined && node.image.upgrade !== "none";
}

function verdict(counts: Omit<PlanSummary, "verdict">): string {
  const { nodes, changed, unchanged, upgrades, unreachable, invalid, withheld } = counts;
  if (nodes === 0) return "no nodes selected";
  const parts: string[] = [];
  if (changed > 0) parts.push(`${changed} of ${plural(nodes, "node")} ${changed === 1 ? "changes" : "change"}`);
  else if (unchanged === nodes) parts.push(upgrades > 0 ? "no changes to the config" : "no changes");
  else if (unchanged > 0) parts.push(`no changes on ${unchanged} of ${plural(nodes, "node")}`);
  if (upgrades > 0) parts.push(`${upgrades} ${upgrades === 1 ? "needs" : "need"} an upgrade`);
  if (invalid > 0) parts.push(`${invalid} invalid`);
  if (unreachable > 0) parts.push(`${unreachable} unreachable`);
  if (withheld > 0) parts.push(`${withheld} withheld`);
  return parts.join(", ");
}

/** `1 node`, `3 nodes` */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export interface SharedNote {
  readonly note: SafeNote;
  /** Empty for a note on the whole plan. */
  readonly nodes: readonly SafeText[];
}

const severities = ["error", "warning", "info"] as const;

/** Notes of the plan and its nodes, the grave ones first; what several nodes have in common stands once. */
export function collectNotes(plan: SafePlan): readonly SharedNote[] {
  const shared = new Map<string, { note: SafeNote; nodes: SafeText[] }>();
  const add = (note: SafeNote, node?: SafeText) => {
    const key = JSON.stringify([note.code, note.severity, note.message, note.hint, note.location]);
    const entry = shared.get(key) ?? { note, nodes: [] };
    if (node !== undefined) entry.nodes.push(node);
    shared.set(key, entry);
  };
  for (const note of plan.notes) add(note);
  for (const node of plan.nodes) for (const note of node.notes) add(note, node.name);
  return [...shared.values()].sort((a, b) => severities.indexOf(a.note.severity) - severities.indexOf(b.note.severity));
}

/** Nodes for which `describe` gives the same text, in the plan's order. */
export function groupNodes<Described extends SafeNodeDiff>(
  nodes: readonly Described[],
  describe: (node: Described) => string,
): readonly { readonly nodes: readonly Described[]; readonly text: string }[] {
  return [...Map.groupBy(nodes, describe)].map(([text, members]) => ({ text, nodes: members }));
}
