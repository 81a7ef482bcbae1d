/** Why a call failed, in words a person can act on. Neither the node's own text nor a secret gets into them. */
import { ConnectError } from "@connectrpc/connect";
import { UserError } from "../../../errors.ts";
import { type Attempt, aboutEndpoint, aboutNode, type CallFailure } from "./call-failure.ts";
import { DialError } from "./channel.ts";
import { classifyConnection } from "./classify-connection.ts";
import { classifyStatus } from "./classify-status.ts";

/** Takes anything that a call threw. */
export function classifyFailure(error: unknown, attempt: Attempt): CallFailure {
  const repairable = userErrorIn(error);
  if (repairable !== undefined) return fromUserError(repairable);
  if (error instanceof ConnectError && error.metadata.has("grpc-status")) return classifyStatus(error, attempt);
  if (error instanceof DialError || error instanceof ConnectError) return classifyConnection(error, attempt);
  return undecodable(attempt);
}

function userErrorIn(error: unknown): UserError | undefined {
  for (let link = error; link instanceof Error; link = link.cause) if (link instanceof UserError) return link;
  return undefined;
}

/** The talosconfig, read again for a new connection, is no good any more. */
function fromUserError({ message, hint }: UserError): CallFailure {
  return aboutEndpoint({ kind: "credential", message, ...(hint === undefined ? {} : { hint }) });
}

function undecodable({ node, action }: Attempt): CallFailure {
  return aboutNode({
    kind: "unsupported",
    message: `Cannot ${action}: ${node.name} answers in a form that is not known here`,
    hint: "Its Talos may be newer than this program: look for an update.",
  });
}
