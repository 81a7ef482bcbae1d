/** Asks one node several things at once and gives up on all of them together. */
import type { Node } from "../../../cluster/cluster.ts";
import type { NodeProblem } from "../../../diff/live-nodes.ts";
import { type CallNode, type NodeCall, NodeCallError } from "../connection/call-node.ts";

export type Question<Value> = Omit<NodeCall<Value>, "neededRole">;
export type Ask = <Value>(question: Question<Value>) => Promise<Value>;

export type Asked<Value> =
  | { readonly kind: "read"; readonly value: Value }
  | { readonly kind: "problem"; readonly problem: NodeProblem };

export interface AskOptions {
  readonly call: CallNode;
  /** What the whole reading takes, for messages. */
  readonly neededRole: string;
  /** Gives up after this long. */
  readonly nodeMs: number;
  readonly signal: AbortSignal;
}

/** What happens to the node is in the result; a throw is a bug, or the signal's reason. */
export async function askNode<Value>(
  node: Node,
  read: (ask: Ask) => Promise<Value>,
  { call, neededRole, nodeMs, signal }: AskOptions,
): Promise<Asked<Value>> {
  const limit = AbortSignal.timeout(nodeMs);
  // One failure settles the outcome: the calls still under way are then let go.
  const settled = new AbortController();
  const options = { signal: AbortSignal.any([signal, limit, settled.signal]) };
  try {
    return { kind: "read", value: await read((question) => call(node, { ...question, neededRole }, options)) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NodeCallError) return { kind: "problem", problem: error.problem };
    if (limit.aborted) return { kind: "problem", problem: tooSlow(node, nodeMs) };
    throw error;
  } finally {
    settled.abort();
  }
}

/** A node that does not have or know of something is no failure; one that cannot be asked is. */
export async function ifPresent<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NodeCallError && error.absent) return undefined;
    throw error;
  }
}

const tooSlow = (node: Node, nodeMs: number): NodeProblem => ({
  kind: "timeout",
  message: `Cannot read ${node.name}: not done within ${nodeMs / 1000} s`,
  hint: "Check the network to the endpoints and the node's load.",
});
