import { UserError } from "../errors.ts";
import type { NodeTurn } from "./node-work.ts";
import { poll } from "./poll.ts";
import { waitUntilBack } from "./wait-until-back.ts";

/** Services start anew with what changed for them. */
const activeSeconds = 120;

/**
 * Ends when the node has exactly this as its active configuration, and is well with it.
 *
 * @throws UserError `node_failed`, `node_timeout`
 */
export async function verifyConfig(turn: NodeTurn, config: Uint8Array, seconds = activeSeconds): Promise<void> {
  const { work, ports, signal } = turn;
  await turn.step("verify", async (detail) => {
    const active = await poll(async () => ((await hasConfig(turn, config)) ? true : undefined), {
      pace: ports.pace,
      signal,
      seconds,
    });
    if (active === undefined) {
      throw new UserError(`${work.intent.node.name} took the configuration, but runs with another`, {
        code: "node_failed",
        hint: "Compare it again with talos-chatops diff.",
      });
    }
    await waitUntilBack(turn, { seconds, detail });
  });
}

/** Nodes keep a configuration byte for byte as it was sent. */
export async function hasConfig({ work, ports, signal }: NodeTurn, config: Uint8Array): Promise<boolean> {
  const reading = await ports.liveNodes.read(work.intent.node, { signal });
  return reading.kind === "read" && Buffer.compare(reading.live.config, config) === 0;
}
