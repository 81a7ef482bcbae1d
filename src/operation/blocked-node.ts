import type { Node } from "../cluster/cluster.ts";
import { UserError } from "../errors.ts";
import type { NodeWork } from "./node-work.ts";

/** A node for which no work can be planned: the operation is refused, and the node is shown with why. */
export function blockedNode(node: Node, message: string): NodeWork {
  const fail = async () => {
    throw new UserError(message, { code: "gate_refused" });
  };
  return {
    intent: { node, disrupts: false, drains: false, leavesEtcd: false },
    summary: message,
    unchanged: false,
    standing: fail,
    run: fail,
  };
}
