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

/** Nodes worked on at a time. More than eight hide the waiting no better, and cost half as much memory again. */
export function concurrencyOf({ concurrency = 8 }: PlanPorts): number {
  return concurrency;
}

/** How nodes are rendered, telling the progress; `onFirst` is called with each one, for who waits for the first. */
export function desireOptions(ports: PlanPorts, total: number, onFirst?: () => void): DesireOptions {
  const onRendered = (node: string) => {
    onFirst?.();
    ports.onProgress?.({ step: "rendered", node, total });
  };
  return { concurrency: concurrencyOf(ports), onRendered };
}
