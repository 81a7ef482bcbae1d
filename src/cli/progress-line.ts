import type { PlanProgress } from "../plan.ts";
import type { Output } from "./output.ts";

/** Counts nodes, not steps: with a base each node is rendered twice. */
export function progressLine(output: Output): (progress: PlanProgress) => void {
  const done = { rendered: new Set<string>(), read: new Set<string>() };
  return ({ step, node, total }) => {
    done[step].add(node);
    output.progress(`${step} ${done[step].size}/${total}: ${node}`);
  };
}
