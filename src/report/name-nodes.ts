import type { SafePlan, SafeText } from "../redaction/redacted.ts";

export interface NodeNames {
  /** Fits a title: the names, "all 12 nodes", "11 nodes, all but k8s-5", or only how many. */
  readonly short: string;
  /** All names, where `short` leaves them out. */
  readonly list?: string;
}

const maxNames = 6;
const maxExceptions = 3;

/** Says which of the plan's nodes these are; `write` makes a name fit for where it stands. */
export function nameNodes(
  nodes: readonly SafeText[],
  plan: SafePlan,
  write: (name: SafeText) => string = (name) => name,
): NodeNames {
  const others = plan.nodes.filter((node) => !nodes.includes(node.name)).map((node) => node.name);
  if (others.length === 0 && nodes.length > 1) return { short: `all ${nodes.length} nodes` };
  const names = nodes.map(write).join(", ");
  if (nodes.length <= maxNames) return { short: names };
  if (others.length <= maxExceptions) {
    return { short: `${nodes.length} nodes, all but ${others.map(write).join(", ")}` };
  }
  return { short: `${nodes.length} nodes`, list: names };
}
