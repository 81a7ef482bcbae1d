/** What a node is at, in a few words of its own. */
import type { Node } from "../../../cluster/cluster.ts";
import { UserError } from "../../../errors.ts";
import { type FollowOptions, followEvents, type NodeEvent } from "./follow-events.ts";

/**
 * `sequence reboot`, `phase stopEverything`, `stage rebooting`: foreign text, but for the first word. It is there to be
 * looked at, so it ends quietly: with the connection, with the signal, and when no connection comes about.
 */
export async function* followProgress(node: Node, options: FollowOptions): AsyncGenerator<string> {
  const events = await followEvents(node, options).catch((error: unknown) => {
    if (options.signal.aborted || error instanceof UserError) return [];
    throw error;
  });
  for await (const event of events) {
    const text = describeEvent(event);
    if (text !== undefined) yield text;
  }
}

function describeEvent(event: NodeEvent): string | undefined {
  if (event.kind === "sequence" && event.state !== "started") return undefined;
  return `${event.kind} ${event.name}`;
}
