import type { Command } from "../../chatops/command.ts";
import { decidePermission } from "../../chatops/decide-permission.ts";
import { selectorsOf } from "../../chatops/selectors-of.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { selectNodes } from "../../cluster/select-nodes.ts";
import { UserError } from "../../errors.ts";
import type { Asking } from "./asking.ts";

/** @throws UserError `permission_denied`; `node_unknown` for a person who may ask at all */
export async function requirePermission(command: Command, cluster: Cluster, asking: Asking): Promise<void> {
  const { person, rules } = await asking.rights(cluster);
  const selectors = selectorsOf(command);
  const nodes = selectors.length === 0 ? [] : selectNodes(cluster.name, cluster.nodes, selectors);
  const decision = decidePermission(
    command,
    person,
    rules,
    nodes.map(({ role }) => role),
  );
  if (decision.kind === "allowed") return;
  throw new UserError(`You may not ask for ${command.name} on ${cluster.name}. ${decision.reason}`, {
    code: "permission_denied",
    hint: "The permissions are in the settings of the default branch.",
  });
}
