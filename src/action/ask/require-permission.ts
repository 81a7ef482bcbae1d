import type { Command } from "../../chatops/command.ts";
import { decidePermission, type PermissionDecision } from "../../chatops/decide-permission.ts";
import { notAllowed } from "../../chatops/refusals.ts";
import { selectorsOf } from "../../chatops/selectors-of.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { selectNodes } from "../../cluster/select-nodes.ts";
import type { Asking, Rights } from "./asking.ts";

/** @throws UserError `permission_denied`; `node_unknown` for a person who may ask at all */
export async function requirePermission(command: Command, cluster: Cluster, asking: Asking): Promise<void> {
  const decision = decideFor(command, cluster, await asking.rightsOf(asking.ask.author, cluster));
  if (decision.kind === "allowed") return;
  throw notAllowed(command.name, cluster.name, decision.reason);
}

/** @throws UserError `node_unknown` */
export function decideFor(command: Command, cluster: Cluster, { person, rules }: Rights): PermissionDecision {
  const selectors = selectorsOf(command);
  const nodes = selectors.length === 0 ? [] : selectNodes(cluster.name, cluster.nodes, selectors);
  return decidePermission(
    command,
    person,
    rules,
    nodes.map(({ role }) => role),
  );
}
