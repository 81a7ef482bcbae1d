/** Boots one node into its other boot entry. */
import type { Node } from "../cluster/cluster.ts";
import { UserError } from "../errors.ts";
import type { NodeFacts } from "../health/observation.ts";
import { afterFailure, disruptNode } from "./disrupt-node.ts";
import { factsOf } from "./facts-of.ts";
import type { NodeTurn, NodeWork } from "./node-work.ts";
import { rebootedSince } from "./reboot-node.ts";
import { waitUntilBack } from "./wait-until-back.ts";
import { whatRuns } from "./what-runs.ts";

/** @param facts what runs when this is planned; undefined when that could not be read */
export function rollbackNode(node: Node, facts: NodeFacts | undefined): NodeWork {
  return {
    intent: { node, disrupts: true, drains: true, leavesEtcd: false },
    unchanged: false,
    summary: `reboots into what ran before ${facts?.version ?? "the present version"}`,
    standing: async (look) => {
      const { reading, begun } = look;
      if (reading.kind !== "read" || begun === undefined || !rebootedSince(look)) return "open";
      if (begun.ran !== whatRuns(reading.facts)) return "done";
      // A second call would flip back again, unless somebody asked for it who knows.
      return begun.state === "running" ? "acted" : "open";
    },
    run: async (turn) => {
      const before = factsOf(node, turn.reading);
      if (rebootedSince(turn) && turn.begun?.state === "running") {
        throw await afterFailure(turn, nothingElse(node, before));
      }
      await flip(turn, before);
    },
  };
}

async function flip(turn: NodeTurn, before: NodeFacts): Promise<void> {
  const { work, ports, signal } = turn;
  const { node } = work.intent;
  await disruptNode(turn, {
    act: () => turn.write("rollback", () => ports.nodes.rollback(node, { signal })),
    wait: () =>
      turn.step("wait", async (detail) => {
        const back = await waitUntilBack(turn, { bootTimeBefore: before.bootTime, detail });
        if (whatRuns(back) === whatRuns(before)) throw nothingElse(node, before);
        detail(back.version);
      }),
  });
}

function nothingElse({ name }: Node, { version }: NodeFacts): UserError {
  return new UserError(`${name} came back with ${version} again: its other boot entry is gone, or does not boot`, {
    code: "node_failed",
    hint: "Upgrade it to the version that is wanted.",
  });
}
