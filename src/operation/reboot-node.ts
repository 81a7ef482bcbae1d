/** Reboots one node, drained. */
import type { Node } from "../cluster/cluster.ts";
import { hasRebooted } from "../health/node-state.ts";
import { disruptNode } from "./disrupt-node.ts";
import { factsOf } from "./facts-of.ts";
import type { NodeLook, NodeTurn, NodeWork } from "./node-work.ts";
import { waitUntilBack } from "./wait-until-back.ts";

export function rebootNode(node: Node, mode: "default" | "powercycle"): NodeWork {
  return {
    intent: { node, disrupts: true, drains: true, leavesEtcd: false },
    unchanged: false,
    summary: mode === "powercycle" ? "reboots, through the firmware" : "reboots",
    standing: async (look) => (rebootedSince(look) ? "done" : "open"),
    run: (turn) => drainAndReboot(turn, mode),
  };
}

/** Only the journal can tell that this operation rebooted a node. */
export function rebootedSince({ reading, begun }: NodeLook): boolean {
  if (reading.kind !== "read" || begun?.bootTime === undefined) return false;
  return hasRebooted(begun.bootTime, reading.facts.bootTime);
}

/** @param prepare what has to be done before, while the node is drained already */
export async function drainAndReboot(
  turn: NodeTurn,
  mode: "default" | "powercycle",
  prepare?: () => Promise<void>,
): Promise<void> {
  const { work, ports, signal } = turn;
  const { node } = work.intent;
  const { bootTime: bootTimeBefore } = factsOf(node, turn.reading);
  await disruptNode(turn, {
    ...(prepare && { prepare }),
    act: () => turn.write("reboot", () => ports.nodes.reboot(node, mode, { signal })),
    wait: () =>
      turn.step("wait", async (detail) => {
        await waitUntilBack(turn, { bootTimeBefore, detail });
        detail("up again");
      }),
  });
}
