/** The gRPC status by which a node says no in, what that means out. The status text may hold secrets: it is looked at, never shown. */
import { Code, ConnectError } from "@connectrpc/connect";
import type { Node } from "../../../cluster/cluster.ts";
import { type ErrorCode, UserError } from "../../../errors.ts";

/** One way in which a node says no. */
export interface Refusal {
  readonly code: Code;
  /** What Talos' text has then; any text when left out. */
  readonly text?: RegExp;
  readonly as: Extract<ErrorCode, "node_busy" | "operation_refused" | "operation_unsupported">;
  /** Follows the node's name: "is busy with another apply". */
  readonly message: string;
  readonly hint?: string;
}

interface Asked {
  readonly node: Node;
  readonly action: string;
  readonly refusals: readonly Refusal[];
}

/** Undefined for what is no answer of the node to what was asked: the way to it failed, or we may not ask at all. */
export function refusalIn(error: unknown, { node, action, refusals }: Asked): UserError | undefined {
  if (!(error instanceof ConnectError) || !error.metadata.has("grpc-status") || ofTheWay.has(error.code))
    return undefined;
  const { as, message, hint } = refusals.find((refusal) => matches(refusal, error)) ?? generalRefusal(error.code);
  return new UserError(`Cannot ${action}: ${node.name} ${message}`, { code: as, ...(hint !== undefined && { hint }) });
}

const ofTheWay: ReadonlySet<Code> = new Set([
  Code.Canceled,
  Code.DeadlineExceeded,
  Code.PermissionDenied,
  Code.Unauthenticated,
  Code.Unavailable,
]);

const matches = ({ code, text }: Refusal, error: ConnectError): boolean =>
  code === error.code && (text === undefined || text.test(error.rawMessage));

function generalRefusal(code: Code): Refusal {
  if (code === Code.Unimplemented) {
    const hint = "Its Talos may be too old, or it is no control plane.";
    return { code, as: "operation_unsupported", message: "does not offer that", hint };
  }
  const hint = "Look at the node's log: talosctl dmesg.";
  return { code, as: "operation_refused", message: `refuses (${Code[code]})`, hint };
}
