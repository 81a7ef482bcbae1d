import type { SafeNodeDiff, SafePlan } from "../redaction/redacted.ts";
import { needsUpgrade } from "./summarize-plan.ts";

/** What a person would comment next: apply what changes, upgrade what runs another image. Empty for an offline plan. */
export function nextCommands(plan: SafePlan): readonly string[] {
  if (plan.mode === "offline") return [];
  const commands: string[] = [];
  const changed = plan.nodes.filter((node) => node.kind === "changed");
  const outdated = plan.nodes.filter(needsUpgrade);
  if (changed.length > 0) commands.push(`/talos apply ${selectNodes(changed, plan)}`);
  if (outdated.length > 0) commands.push(`/talos upgrade ${selectNodes(outdated, plan)}`);
  return commands;
}

/** Selectors for exactly these nodes; `all` only where the plan has the whole cluster. */
function selectNodes(nodes: readonly SafeNodeDiff[], plan: SafePlan): string {
  const isWholeCluster = plan.command.split(" ").at(-1) === "all";
  if (isWholeCluster && nodes.length === plan.nodes.length && nodes.length > 1) return "all";
  return nodes.map((node) => node.name).join(" ");
}
