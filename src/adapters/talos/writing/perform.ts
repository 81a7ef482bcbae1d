/** One operation on one node: the credential is looked at before anything is sent, and every failure is in our own words. */
import type { Node } from "../../../cluster/cluster.ts";
import type { NodeProblem } from "../../../diff/live-nodes.ts";
import { type ErrorCode, UserError } from "../../../errors.ts";
import type { Waiting } from "../../../health/probes.ts";
import { type CallNode, type NodeCall, NodeCallError } from "../connection/call-node.ts";
import { type Refusal, refusalIn } from "./refusal.ts";

export interface NodeOperation<Value> {
  /** Completes "Cannot …" and is followed by the node: "start the reboot". */
  readonly action: string;
  /** Any of them may do it; the first is asked for. An administrator always may. */
  readonly roles: readonly string[];
  /** As `NodeCall.once`. */
  readonly once?: boolean;
  /** As `NodeCall.limitMs`. */
  readonly limitMs?: number;
  /** What this operation's refusals mean, looked at in order before the general ones. */
  readonly refusals?: readonly Refusal[];
  /** May throw a UserError for an answer that says no. */
  readonly run: NodeCall<Value>["run"];
}

/** The node may have taken the call up, but its answer did not arrive. */
export class UnansweredError extends UserError {}

export interface Perform {
  /** @throws UserError, or the signal's reason when it is aborted */
  <Value>(node: Node, operation: NodeOperation<Value>, waiting: Waiting): Promise<Value>;
  /**
   * For an operation that something else goes before.
   * @throws UserError `credential_invalid` when our certificate does not have the role that it takes
   */
  admit(node: Node, operation: Pick<NodeOperation<unknown>, "action" | "roles">): void;
}

/** @param roles those of the client certificate, as last read */
export function createPerform({
  call,
  roles,
}: {
  readonly call: CallNode;
  readonly roles: () => readonly string[];
}): Perform {
  const admit: Perform["admit"] = (node, operation) => requireRole(node, operation, roles());
  const perform = async <Value>(node: Node, operation: NodeOperation<Value>, waiting: Waiting): Promise<Value> => {
    admit(node, operation);
    const { action, once = false, limitMs } = operation;
    const [neededRole = admin] = operation.roles;
    const run: NodeCall<Settled<Value>>["run"] = (...connection) => settle(node, operation, connection);
    try {
      const settled = await call(
        node,
        { action, neededRole, once, ...(limitMs !== undefined && { limitMs }), run },
        waiting,
      );
      if (settled.kind === "refused") throw settled.error;
      return settled.value;
    } catch (error) {
      throw error instanceof NodeCallError ? failureOf(error, node, operation) : error;
    }
  };
  return Object.assign(perform, { admit });
}

const admin = "os:admin";

function requireRole(
  node: Node,
  { action, roles }: Pick<NodeOperation<unknown>, "action" | "roles">,
  ours: readonly string[],
): void {
  if (ours.includes(admin) || roles.some((role) => ours.includes(role))) return;
  const [needed = admin] = roles;
  const have = ours.length === 0 ? "no role" : ours.join(", ");
  throw new UserError(
    `Cannot ${action} of ${node.name}: it takes the role ${needed}, the client certificate has ${have}`,
    { code: "credential_invalid", hint: `Use a talosconfig with ${needed}: talosctl config new --roles ${needed}.` },
  );
}

type Settled<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "refused"; readonly error: UserError };

/** An answer that says no is an answer: only what is left has to do with the way to the node. */
async function settle<Value>(
  node: Node,
  { action, refusals, run }: NodeOperation<Value>,
  connection: Parameters<NodeCall<Value>["run"]>,
): Promise<Settled<Value>> {
  try {
    return { kind: "done", value: await run(...connection) };
  } catch (error) {
    const refused = error instanceof UserError ? error : refusalIn(error, { node, action, refusals: refusals ?? [] });
    if (refused === undefined) throw error;
    return { kind: "refused", error: refused };
  }
}

const codes: Readonly<Record<NodeProblem["kind"], ErrorCode>> = {
  credential: "credential_invalid",
  maintenance: "unreachable",
  rebooting: "unreachable",
  refused: "operation_refused",
  timeout: "timeout",
  unreachable: "unreachable",
  unsupported: "operation_unsupported",
};

function failureOf(
  { problem, unanswered }: NodeCallError,
  node: Node,
  { action, once }: NodeOperation<unknown>,
): UserError {
  const cannot = problem.message.startsWith("Cannot ")
    ? problem.message
    : `Cannot ${action} of ${node.name}: ${problem.message}`;
  const code = codes[problem.kind];
  if (once === true && unanswered) {
    const hint = "Look at the node's state before trying again.";
    return new UnansweredError(`${cannot}; whether the node took it up is not known`, { code, hint });
  }
  return new UserError(cannot, { code, ...(problem.hint !== undefined && { hint: problem.hint }) });
}
