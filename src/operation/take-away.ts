/** Takes one node out of the cluster for longer than a reboot: drained, off, and free of our cordon once it is seen as gone. */
import { UserError } from "../errors.ts";
import { findKubernetesNode } from "../health/find-kubernetes-node.ts";
import type { NodeReading } from "../health/observation.ts";
import type { NodeTurn } from "./node-work.ts";
import { poll } from "./poll.ts";

/** Looks this many times in a row, so that a lost answer is not taken for the end. */
const silentLooks = 3;

/**
 * Waits until the node no longer answers, or is in maintenance mode, and Kubernetes has seen it go: from then on nothing is
 * placed there whether it is cordoned or not.
 *
 * @throws UserError `node_timeout`
 */
export async function waitUntilGone(turn: NodeTurn): Promise<void> {
  const { work, ports, limits, signal } = turn;
  const { node } = work.intent;
  let silent = 0;
  await turn.step("wait", async (detail) => {
    const gone = await poll(
      async () => {
        const reading = await ports.probes.nodes.observe(node, { signal });
        silent = isGone(reading) ? silent + 1 : 0;
        if (reading.kind !== "maintenance" && silent < silentLooks) return undefined;
        detail(reading.kind === "maintenance" ? "in maintenance mode" : "it is off");
        return (await isSeenGone(turn, reading)) ? true : undefined;
      },
      { pace: ports.pace, signal, seconds: limits.rebootSeconds },
    );
    if (gone === undefined) {
      throw new UserError(`${node.name} is not gone after ${limits.rebootSeconds} seconds`, {
        code: "node_timeout",
        hint: "Look at its console.",
      });
    }
  });
}

function isGone({ kind }: NodeReading): boolean {
  return kind !== "read";
}

async function isSeenGone({ work, ports, kubernetesName, signal }: NodeTurn, reading: NodeReading): Promise<boolean> {
  if (kubernetesName === undefined) return true;
  const kubernetes = await ports.probes.kubernetes.observe({ signal });
  // The last control plane takes the API with it.
  if (kubernetes.kind === "problem") return work.intent.node.role === "controlplane";
  return findKubernetesNode({ node: work.intent.node, reading }, kubernetes)?.ready !== true;
}
