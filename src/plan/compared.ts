import type { DesireOptions } from "../config/desire-nodes.ts";
import type { NodeEvidence } from "../diff/digest-plan.ts";
import type { NodeDiff } from "../diff/node-diff.ts";
import type { UserError } from "../errors.ts";
import type { PlanPorts } from "./plan-request.ts";

/** What became of one node. */
export interface Compared {
  readonly diff: NodeDiff;
  readonly evidence: NodeEvidence;
}

/** A node that cannot be compared, and why. */
export function invalid(name: string, error: UserError): Compared {
  return { diff: { kind: "invalid", node: { name }, error }, evidence: { name } };
}

/** More hide the waiting for nodes no better, and cost half as much memory again. */
export const defaultConcurrency = 8;

export function desireOptions(
  { concurrency = defaultConcurrency, onProgress }: PlanPorts,
  total: number,
  onFirst?: () => void,
): DesireOptions {
  const onRendered = (node: string) => {
    onFirst?.();
    onProgress?.({ step: "rendered", node, total });
  };
  return { concurrency, onRendered };
}
