import type { Redactor } from "../redaction/create-redactor.ts";
import type { SafeNodeDiff, SafePlan } from "../redaction/redacted.ts";

/** What an upgrade does of a plan: it brings images, and leaves every configuration as it is, which the node's notes say. */
export function onlyImages(plan: SafePlan, { text }: Pick<Redactor, "text">): SafePlan {
  const leave = (node: SafeNodeDiff): SafeNodeDiff => {
    if (node.kind !== "changed") return node;
    const { documents: _, reboot: __, ...rest } = node;
    const note = {
      code: "configuration_left",
      severity: "info",
      message: text("Its configuration differs too; an upgrade leaves it as it is"),
      hint: text(`See diff ${node.name}, and bring it with apply ${node.name}.`),
    } as const;
    return { ...rest, kind: "unchanged", notes: [...rest.notes, note] };
  };
  return { ...plan, nodes: plan.nodes.map(leave) };
}
