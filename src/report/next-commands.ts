import type { SafeNodeDiff, SafePlan } from "../redaction/redacted.ts";
import { needsUpgrade } from "./summarize-plan.ts";

/** What a person would comment next: apply what changes, upgrade what runs another image. Empty for an offline plan. */
export function nextCommands(plan: SafePlan): readonly string[] {
  if (plan.mode === "offline") return [];
  const commands: string[] = [];
  const changed = plan.nodes.filter((node) => node.kind === "changed");
  const outdated = plan.nodes.filter(needsUpgrade);
  if (changed.length > 0) commands.push(`/talos apply ${nameNodes(changed, plan)}`);
  if (outdated.length > 0) commands.push(`/talos upgrade ${nameNodes(outdated, plan)}`);
  return commands;
}

/** The shortest way to name exactly these nodes. */
function nameNodes(nodes: readonly SafeNodeDiff[], plan: SafePlan): string {
  if (nodes.length === plan.nodes.length && plan.nodes.length > 1) return "all";
  return nodes.map((node) => node.name).join(" ");
}
