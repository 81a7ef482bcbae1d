/** Calls to nodes through whichever endpoint works. */
import type { Transport } from "@connectrpc/connect";
import type { Node } from "../../../cluster/cluster.ts";
import type { NodeProblem } from "../../../diff/live-nodes.ts";
import type { CallFailure } from "./call-failure.ts";
import type { CallLimits } from "./call-limits.ts";
import type { Channel, Connected } from "./channel.ts";
import { classifyFailure } from "./classify-failure.ts";
import type { DataCallOptions, Sessions } from "./stream-data.ts";

/** What to do, and how to speak of it when it fails. */
export interface NodeCall<Value> {
  /** Completes "Cannot …". */
  readonly action: string;
  /** The least role that may do it, `os:admin`. */
  readonly neededRole: string;
  /** Instead of the limit for calls, in milliseconds. */
  readonly limitMs?: number;
  /** Doing it twice is worse than not knowing: it is not tried again once the node may have got it. */
  readonly once?: boolean;
  readonly run: (transport: Transport, options: DataCallOptions, sessions: Sessions) => Promise<Value>;
}

/** No endpoint gave an answer. */
export class NodeCallError extends Error {
  override readonly name = "NodeCallError";
  readonly problem: NodeProblem;
  /** The node does not have what was asked for, or does not know of it. */
  readonly absent: boolean;
  /** The node may have got the call, without that an answer tells. */
  readonly unanswered: boolean;

  constructor({ problem, absent, unanswered }: CallFailure) {
    super(problem.message);
    this.problem = problem;
    this.absent = absent;
    this.unanswered = unanswered;
  }
}

/** @throws NodeCallError, or the signal's reason when it is aborted */
export type CallNode = <Value>(
  node: Node,
  call: NodeCall<Value>,
  options: { readonly signal: AbortSignal },
) => Promise<Value>;

export interface Caller {
  /** At least one, in the order in which they are tried at first. */
  readonly channels: readonly Channel[];
  readonly limits: CallLimits;
  /** Of the client certificate, as last read. */
  readonly roles: () => readonly string[];
  /** Sent with every call, besides the node's address. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A failing endpoint leads to the next one. A node that is an endpoint itself is asked directly: the others go on waiting for
 * it, up to 20 s, when they tried to reach it while it was down. Else the one that worked last comes first. What was only
 * read, or does the same twice, is so repeated until an answer comes.
 */
export function createCallNode(caller: Caller): CallNode {
  let lastGood: Channel | undefined;

  return async (node, call, { signal }) => {
    const failures: CallFailure[] = [];
    for (const channel of inOrder(node, lastGood, caller.channels)) {
      const tried = await tryChannel(channel, { caller, node, call, signal });
      if (tried.kind === "answered") {
        lastGood = channel;
        return tried.value;
      }
      failures.push(tried.failure);
      if (mayNotRepeat(call, tried.failure)) throw new NodeCallError(tried.failure);
      if (!tried.failure.elsewhere || isHopeless(failures)) break;
    }
    throw new NodeCallError(mostTelling(failures));
  };
}

const mayNotRepeat = ({ once }: NodeCall<unknown>, { unanswered }: CallFailure) => once === true && unanswered;

const isOwn = ({ endpoint }: Channel, { address }: Node): boolean => endpoint.host === address;

function inOrder(node: Node, lastGood: Channel | undefined, channels: readonly Channel[]): readonly Channel[] {
  const own = channels.find((channel) => isOwn(channel, node));
  return [...new Set([own, lastGood, ...channels])].filter((channel) => channel !== undefined);
}

interface Try<Value> {
  readonly caller: Caller;
  readonly node: Node;
  readonly call: NodeCall<Value>;
  readonly signal: AbortSignal;
}

type Tried<Value> =
  | { readonly kind: "answered"; readonly value: Value }
  | { readonly kind: "failed"; readonly failure: CallFailure };

/** A kept connection shows only in use that it has died: once more over a new one, before the endpoint is given up. */
async function tryChannel<Value>(channel: Channel, details: Try<Value>): Promise<Tried<Value>> {
  const tried = await tryOnce(channel, details);
  const again = tried.kind === "failed" && tried.failure.lost && !mayNotRepeat(details.call, tried.failure);
  return again ? tryOnce(channel, details) : tried;
}

async function tryOnce<Value>(channel: Channel, { caller, node, call, signal }: Try<Value>): Promise<Tried<Value>> {
  const limitMs = call.limitMs ?? caller.limits.callMs;
  let connected: Connected | undefined;
  try {
    connected = await untilAborted(() => channel.open(), signal);
    // With its address an endpoint would forward the call even to itself, over a connection of its own.
    const headers = isOwn(channel, node) ? caller.headers : { ...caller.headers, node: node.address };
    const { transport, sessions } = connected;
    return { kind: "answered", value: await call.run(transport, { headers, timeoutMs: limitMs, signal }, sessions) };
  } catch (error) {
    signal.throwIfAborted();
    const failure = classifyFailure(error, {
      node,
      endpoint: channel.endpoint,
      action: call.action,
      neededRole: call.neededRole,
      roles: caller.roles(),
      limitMs,
      welcomed: connected?.welcomed() ?? false,
    });
    return { kind: "failed", failure };
  }
}

/** A node that stays silent through two endpoints would also do so through the third. */
const isHopeless = (failures: readonly CallFailure[]): boolean =>
  failures.filter(({ problem }) => problem.kind === "timeout").length >= 2;

/** A word about the node itself says most; of words about endpoints, one that a person has to act on. */
function mostTelling(failures: readonly CallFailure[]): CallFailure {
  const [best] = failures.toSorted((left, right) => rank(left) - rank(right));
  if (best === undefined) throw new TypeError("a caller needs at least one channel");
  return best;
}

const kindsByWeight: readonly NodeProblem["kind"][] = [
  "credential",
  "maintenance",
  "timeout",
  "rebooting",
  "unreachable",
];

const rank = ({ about, problem }: CallFailure): number => (about === "node" ? -1 : kindsByWeight.indexOf(problem.kind));

async function untilAborted<Value>(start: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([start(), aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
