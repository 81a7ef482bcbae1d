/** Shuts one node down. */
import type { Node } from "../cluster/cluster.ts";
import { disruptNode } from "./disrupt-node.ts";
import { factsOf } from "./facts-of.ts";
import type { NodeWork } from "./node-work.ts";
import { rebootedSince } from "./reboot-node.ts";
import { waitUntilGone } from "./take-away.ts";

export function shutdownNode(node: Node, { force }: { readonly force: boolean }): NodeWork {
  return {
    intent: { node, disrupts: true, drains: !force, leavesEtcd: false, staysAway: true },
    unchanged: false,
    summary: force ? "shuts down without a drain" : "shuts down",
    standing: async (look) => {
      const wasTold = look.begun?.step === "shutdown" || look.begun?.step === "uncordon";
      // Switched on again since, it is not shut down a second time.
      const isDone = look.reading.kind === "problem" || rebootedSince(look);
      return wasTold && isDone ? "done" : "open";
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
