/** Shuts one node down. */
import type { Node } from "../cluster/cluster.ts";
import { disruptNode } from "./disrupt-node.ts";
import { factsOf } from "./facts-of.ts";
import type { NodeWork } from "./node-work.ts";
import { waitUntilGone } from "./take-away.ts";

export function shutdownNode(node: Node, { force }: { readonly force: boolean }): NodeWork {
  return {
    intent: { node, disrupts: true, drains: !force, leavesEtcd: false, staysAway: true },
    unchanged: false,
    summary: force ? "shuts down without a drain" : "shuts down",
    standing: async ({ reading, begun }) => {
      const wasTold = begun?.step === "shutdown" || begun?.step === "uncordon";
      return reading.kind === "problem" && wasTold ? "done" : "open";
    },
    run: async (turn) => {
      factsOf(node, turn.reading);
      await disruptNode(turn, {
        act: () => turn.write("shutdown", () => turn.ports.nodes.shutdown(node, { force }, { signal: turn.signal })),
        wait: () => waitUntilGone(turn),
      });
    },
  };
}
