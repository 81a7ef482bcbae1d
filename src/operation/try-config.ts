/** Mode try: the configuration is active at once, and taken back by the node itself unless it is confirmed in time. */
import { UserError } from "../errors.ts";
import type { ConfigChange } from "./config-change.ts";
import { factsOf } from "./facts-of.ts";
import type { NodeTurn } from "./node-work.ts";
import { poll } from "./poll.ts";
import { hasConfig, verifyConfig } from "./verify-config.ts";

/** Confirming has to reach the node before its timer ends. */
const shareToVerify = 0.7;
/** How much later than announced a node may go back. */
const graceSeconds = 30;

/** @throws UserError `node_failed` which says whether the node went back */
export async function tryConfig(
  turn: NodeTurn,
  { config, live }: ConfigChange,
  revertAfterSeconds: number,
): Promise<void> {
  const { work, ports, reading, signal } = turn;
  const { node } = work.intent;
  if (factsOf(node, reading).stagedConfig) throw stagedAlready(node.name);
  const endsAt = ports.pace.now() + revertAfterSeconds * 1000;
  await turn.write("apply", (detail) => {
    detail(`taken back after ${revertAfterSeconds} seconds`);
    return ports.nodes.apply(node, { config, mode: "try", revertAfterSeconds }, { signal });
  });
  try {
    await verifyConfig(turn, config, revertAfterSeconds * shareToVerify);
    await turn.gate();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw await afterRevert(turn, error, live, revertAfterSeconds);
  }
  await turn.write("confirm", async () => {
    // A node that went back meanwhile did not stand the try: confirming would make it permanent all the same.
    if (ports.pace.now() >= endsAt || !(await hasConfig(turn, config))) throw endedEarly(node.name);
    await ports.nodes.apply(node, { config, mode: "no-reboot" }, { signal });
  });
}

function endedEarly(name: string): UserError {
  return new UserError(`The try on ${name} ended before it could be confirmed: the node goes back by itself`, {
    code: "node_failed",
    hint: "Look at the node, and try again for a longer time: --for 5m.",
  });
}

/** What a second try goes back to is the first one's configuration, not the one on disk. */
function stagedAlready(name: string): UserError {
  return new UserError(`Cannot try on ${name}: it has a configuration that is staged or tried already`, {
    code: "operation_refused",
    hint: "Wait until it went back, or apply without try.",
  });
}

async function afterRevert(turn: NodeTurn, error: UserError, live: Uint8Array, seconds: number): Promise<UserError> {
  const { ports, signal } = turn;
  const went = await turn.step("wait", (detail) => {
    detail("for the node to go back");
    const ask = async () => ((await hasConfig(turn, live)) ? true : undefined);
    return poll(ask, { pace: ports.pace, signal, seconds: seconds + graceSeconds });
  });
  const { name } = turn.work.intent.node;
  const left = went ? `${name} went back to the configuration before` : `${name} did not go back yet`;
  return new UserError(`${error.message}. ${left}`, {
    code: "node_failed",
    hint: went
      ? "Nothing is left of the try. Look at the difference again."
      : `Look at ${name}: a reboot takes the try back.`,
    cause: error,
  });
}
