/** Starts what takes a node down. An OK to the request says only that it was heard: whether it starts, the events tell. */
import { setTimeout as pause } from "node:timers/promises";
import type { Node } from "../../../cluster/cluster.ts";
import { UserError } from "../../../errors.ts";
import type { Waiting } from "../../../health/probes.ts";
import { followEvents, type NodeEvent } from "./follow-events.ts";
import type { NodeOperation, Perform } from "./perform.ts";

export interface SequenceRequest extends Omit<NodeOperation<string>, "once"> {
  /** The node's name for what starts: `reboot`. */
  readonly sequence: string;
  /** Gives the actor id by which the events tell whose doing they are; empty where the call has none. */
  readonly run: NodeOperation<string>["run"];
}

export interface StartOptions extends Waiting {
  readonly perform: Perform;
  /** From the answer to the start. */
  readonly startMs: number;
  /** The events and the request itself. */
  readonly workMs: number;
}

const reconnectMs = 200;

/**
 * Resolves once the sequence has started, or the node has gone away after it was asked.
 *
 * @throws UserError `node_busy` when another sequence keeps it from starting
 */
export async function startSequence(node: Node, request: SequenceRequest, options: StartOptions): Promise<void> {
  const { perform, startMs, workMs, signal } = options;
  const over = new AbortController();
  const following = { perform, limitMs: workMs, signal: AbortSignal.any([signal, over.signal]) };
  try {
    const events = await followEvents(node, following);
    const askedAt = performance.now();
    const actor = await perform(node, { ...request, once: true }, { signal });
    const late = setTimeout(() => over.abort(), startMs);
    try {
      await untilStarted(events, { node, request, actor, follow: () => followAgain(node, following, askedAt) });
    } finally {
      clearTimeout(late);
    }
    signal.throwIfAborted();
    if (over.signal.aborted) throw neverStarted(node, request, startMs);
  } finally {
    over.abort();
  }
}

/** Undefined when the node has gone. Begins with what happened since the request: the gap may hide the start. */
async function followAgain(
  node: Node,
  following: Parameters<typeof followEvents>[1],
  askedAt: number,
): Promise<AsyncIterableIterator<NodeEvent> | undefined> {
  try {
    await pause(reconnectMs, undefined, { signal: following.signal });
    const since = Math.ceil((performance.now() - askedAt) / 1000) + 1;
    return await followEvents(node, { ...following, since });
  } catch (error) {
    if (following.signal.aborted || error instanceof UserError) return undefined;
    throw error;
  }
}

interface Watched {
  readonly node: Node;
  readonly request: SequenceRequest;
  readonly actor: string;
  readonly follow: () => Promise<AsyncIterableIterator<NodeEvent> | undefined>;
}

async function untilStarted(events: AsyncIterable<NodeEvent>, watched: Watched): Promise<void> {
  for await (const event of events) if (hasStarted(event, watched)) return;
  for (let again = await watched.follow(); again !== undefined; again = await watched.follow()) {
    for await (const event of again) if (hasStarted(event, watched) || isBoot(event)) return;
  }
}

/** What was asked for is over already: actor ids do not outlive the boot. */
const isBoot = (event: NodeEvent): boolean =>
  event.kind === "sequence" && event.state === "started" && (event.name === "initialize" || event.name === "boot");

function hasStarted(event: NodeEvent, { node, request, actor }: Watched): boolean {
  if (event.kind !== "sequence" || event.name !== request.sequence) return false;
  const isOurs = actor === "" || event.actor === actor;
  // Talos tells of a sequence that could not start without saying whose it was.
  if (event.state === "locked" && (isOurs || event.actor === "")) {
    throw new UserError(`Cannot ${request.action}: ${node.name} is busy with something else that it must end first`, {
      code: "node_busy",
      hint: "Wait until it is done: talosctl dmesg shows what it is at.",
    });
  }
  if (event.state === "failed" && isOurs) {
    throw new UserError(`Cannot ${request.action}: ${node.name} broke it off`, {
      code: "operation_refused",
      hint: "Look at the node's log: talosctl dmesg.",
    });
  }
  return isOurs && event.state !== "locked";
}

const neverStarted = (node: Node, { action }: SequenceRequest, startMs: number): UserError =>
  new UserError(`Cannot ${action}: ${node.name} was asked, but nothing began within ${startMs / 1000} s`, {
    code: "timeout",
    hint: "Look at the node's log: talosctl dmesg.",
  });
