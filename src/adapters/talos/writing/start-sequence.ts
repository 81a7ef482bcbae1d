/** Starts what takes a node down. An OK to the request says only that it was heard: whether it starts, the events tell. */
import { setTimeout as pause } from "node:timers/promises";
import type { Node } from "../../../cluster/cluster.ts";
import { UserError } from "../../../errors.ts";
import type { Waiting } from "../../../health/probes.ts";
import { bootTimeQuestion } from "../reading/node-questions.ts";
import { type FollowOptions, followEvents, type NodeEvent } from "./follow-events.ts";
import { type NodeOperation, type Perform, UnansweredError } from "./perform.ts";

export interface SequenceRequest extends Omit<NodeOperation<string>, "once"> {
  /** The node's name for what starts: `reboot`. */
  readonly sequence: string;
  /** Gives the actor id by which the events tell whose doing they are; empty where the call has none. */
  readonly run: NodeOperation<string>["run"];
}

export interface StartOptions extends Waiting {
  readonly perform: Perform;
  /** From the call to the request. */
  readonly readyMs: number;
  /** From the answer to the start. */
  readonly startMs: number;
  /** The events and the request itself. */
  readonly workMs: number;
}

const reconnectMs = 200;

/**
 * Resolves once the sequence has started, or the node has gone away after it was asked.
 *
 * @throws UserError `credential_invalid` and `timeout` before anything is asked; `node_busy` when another sequence keeps it from starting
 */
export async function startSequence(node: Node, request: SequenceRequest, options: StartOptions): Promise<void> {
  const { perform, startMs, workMs, signal } = options;
  perform.admit(node, request);
  const isStale = expiresAfter(options.readyMs);
  const over = new AbortController();
  const following = { perform, limitMs: workMs, signal: AbortSignal.any([signal, over.signal]) };
  try {
    const [events, bootTime] = await Promise.all([followEvents(node, following), readBootTime(node, following)]);
    const asked = await ask(node, request, { perform, signal, isStale });
    const late = setTimeout(() => over.abort(), startMs);
    const watched = { node, request, actor: asked.actor, bootTime, following };
    await untilStarted(events, watched).finally(() => clearTimeout(late));
    signal.throwIfAborted();
    if (over.signal.aborted) throw asked.failure ?? neverStarted(node, request, startMs);
  } finally {
    over.abort();
  }
}

interface Asked {
  readonly actor: string;
  /** There was no answer: the events tell whether it was heard. */
  readonly failure?: UnansweredError;
}

async function ask(
  node: Node,
  request: SequenceRequest,
  { perform, signal, isStale }: Pick<StartOptions, "perform" | "signal"> & { readonly isStale: () => boolean },
): Promise<Asked> {
  const run: SequenceRequest["run"] = (...connection) => {
    if (isStale()) throw tookTooLong(node, request);
    return request.run(...connection);
  };
  try {
    return { actor: await perform(node, { ...request, once: true, run }, { signal }) };
  } catch (error) {
    if (error instanceof UnansweredError) return { actor: "", failure: error };
    throw error;
  }
}

/** By the clock that is further on: one stands still while the machine sleeps, the other can be set back. */
function expiresAfter(ms: number): () => boolean {
  const [steady, wall] = [performance.now(), Date.now()];
  return () => Math.max(performance.now() - steady, Date.now() - wall) > ms;
}

const tookTooLong = (node: Node, { action }: SequenceRequest): UserError =>
  new UserError(`Cannot ${action}: it took too long until ${node.name} could be asked, so it was not`, {
    code: "timeout",
    hint: "Continue: what is true by now is looked at anew.",
  });

interface Watched {
  readonly node: Node;
  readonly request: SequenceRequest;
  /** Empty: unknown. */
  readonly actor: string;
  /** Before the request. */
  readonly bootTime: number;
  readonly following: FollowOptions;
}

async function untilStarted(events: AsyncIterable<NodeEvent>, watched: Watched): Promise<void> {
  for await (const event of events) if (hasStarted(event, watched)) return;
  // The stream ended: the node goes down, or only the way to it was lost.
  for (let again = await followAgain(watched); again !== undefined; again = await followAgain(watched)) {
    for await (const event of again) if (mayBeOurs(event, watched) && hasStarted(event, watched)) return;
  }
}

/** What is past and bears no name may be long past. */
const mayBeOurs = (event: NodeEvent, { actor }: Watched): boolean => actor === "" || event.actor !== "";

/** Undefined when the node has gone, or is back already: actor ids do not outlive a boot. */
async function followAgain({
  node,
  actor,
  bootTime,
  following,
}: Watched): Promise<AsyncIterable<NodeEvent> | undefined> {
  try {
    await pause(reconnectMs, undefined, { signal: following.signal });
    // What is past tells of others, too: it is no use without a name for ours.
    const events = await followEvents(node, { ...following, past: actor !== "" });
    const hasRebooted = Math.abs((await readBootTime(node, following)) - bootTime) > clockStepSeconds;
    return hasRebooted ? undefined : events;
  } catch (error) {
    if (following.signal.aborted || error instanceof UserError) return undefined;
    throw error;
  }
}

/** The boot time is counted back from now, so that setting the clock moves it. */
const clockStepSeconds = 2;

const readBootTime = (node: Node, { perform, signal }: FollowOptions): Promise<number> =>
  perform(node, { ...bootTimeQuestion, roles: ["os:reader", "os:operator"] }, { signal });

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
