/** A failed call, told apart by whom it concerns and by what may help. */
import type { Node } from "../../../cluster/cluster.ts";
import type { NodeProblem } from "../../../diff/live-nodes.ts";
import type { Endpoint } from "../talosconfig/parse-endpoint.ts";

/** What was tried. */
export interface Attempt {
  readonly node: Node;
  readonly endpoint: Endpoint;
  /** "read the machine config": completes "Cannot …". */
  readonly action: string;
  /** The least role that may do it. */
  readonly neededRole: string;
  /** The roles of our certificate. */
  readonly roles: readonly string[];
  /** How long it was allowed to take. */
  readonly limitMs: number;
  /** Whether the endpoint has accepted us on this connection. */
  readonly welcomed: boolean;
}

export interface CallFailure {
  readonly problem: NodeProblem;
  /** Whom it concerns: the endpoint, or the node whichever way it is asked. */
  readonly about: "endpoint" | "node";
  /** The connection ended while the call was under way; it may have been dead before, and a new one may do. */
  readonly lost: boolean;
  /** Whether another endpoint could answer differently. */
  readonly elsewhere: boolean;
  /** The node does not have what was asked for, or does not let us know whether it has. */
  readonly absent: boolean;
  /** The node may have got the call, without that an answer tells. */
  readonly unanswered: boolean;
}

type Marks = Partial<Pick<CallFailure, "lost" | "elsewhere" | "absent" | "unanswered">>;

/** Another endpoint may do. */
export const aboutEndpoint = (problem: NodeProblem, marks: Marks = {}): CallFailure => ({
  ...{ problem, about: "endpoint", lost: false, elsewhere: true, absent: false, unanswered: false },
  ...marks,
});

export const aboutNode = (problem: NodeProblem, marks: Marks = {}): CallFailure => ({
  ...{ problem, about: "node", lost: false, elsewhere: false, absent: false, unanswered: false },
  ...marks,
});

/** The deadline of the call passed, ours or the one that the endpoint keeps for us. */
export function tooLate({ node, endpoint, action, limitMs }: Attempt): CallFailure {
  const message = `Cannot ${action}: no answer of ${node.name} through ${endpoint.label} within ${limitMs / 1000} s`;
  const hint = "The machine may hang or be overloaded: look at its console.";
  return aboutNode({ kind: "timeout", message, hint }, { elsewhere: true, unanswered: true });
}

export const checkEndpoint = "Check the endpoints of the talosconfig and whether the machine is on.";
export const fetchAnew = "Fetch the talosconfig of this cluster anew, or choose its context.";
export const whenBack = "It is probably rebooting: try again when it is back.";
export const compareClocks = "Compare the clocks of the node and of this machine.";
