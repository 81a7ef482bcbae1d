import type { Node } from "../cluster/cluster.ts";
import { UserError } from "../errors.ts";
import type { NodeFacts, NodeReading } from "../health/observation.ts";

/** @throws UserError when the node could not be read, or has no configuration */
export function factsOf(node: Node, reading: NodeReading): NodeFacts {
  if (reading.kind === "read") return reading.facts;
  if (reading.kind === "maintenance") {
    throw new UserError(`Cannot work on ${node.name}: it is in maintenance mode, without a configuration`, {
      code: "operation_refused",
    });
  }
  const { kind, message, hint } = reading.problem;
  const code = kind === "credential" ? "credential_invalid" : "unreachable";
  throw new UserError(`Cannot work on ${node.name}: ${message}`, { code, ...(hint !== undefined && { hint }) });
}
