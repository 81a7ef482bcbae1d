import type { Command } from "../../chatops/command.ts";
import { decidePermission, type PermissionDecision } from "../../chatops/decide-permission.ts";
import { selectorsOf } from "../../chatops/selectors-of.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { selectNodes } from "../../cluster/select-nodes.ts";
import { UserError } from "../../errors.ts";
import type { Asking, Rights } from "./asking.ts";

/** @throws UserError `permission_denied`; `node_unknown` for a person who may ask at all */
export async function requirePermission(command: Command, cluster: Cluster, asking: Asking): Promise<void> {
  const decision = decideFor(command, cluster, await asking.rightsOf(asking.ask.author, cluster));
  if (decision.kind === "allowed") return;
  throw new UserError(`You may not ask for ${command.name} on ${cluster.name}. ${decision.reason}`, {
    code: "permission_denied",
    hint: "Ask whoever looks after this repository: `permissions` in the settings of its default branch say who may ask for what.",
  });
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
