import type { OperationCommand } from "../../chatops/command.ts";
import { selectorsOf } from "../../chatops/selectors-of.ts";
import type { Cluster } from "../../cluster/cluster.ts";
import { selectNodes } from "../../cluster/select-nodes.ts";
import { UserError } from "../../errors.ts";
import type { Target } from "../resolve-target.ts";

/**
 * An etcd snapshot holds every secret of the cluster, and what a run of a public repository keeps is one mistake away
 * from everybody.
 *
 * @throws UserError `snapshot_refused`
 */
export function refuseClearSnapshot(command: OperationCommand, cluster: Cluster, { defaultBranch }: Target): void {
  if (defaultBranch?.isPublic !== true || cluster.snapshots.recipients.length > 0) return;
  if (!takesSnapshot(command, cluster)) return;
  const optional = command.name === "etcd snapshot" ? "" : " Or switch `snapshots.beforeControlPlanes` off.";
  throw new UserError(
    `Cannot take a snapshot of ${cluster.name}: the repository is public, and it would not be encrypted`,
    {
      code: "snapshot_refused",
      hint: `Add age recipients to \`snapshots.recipients\` in the settings.${optional}`,
    },
  );
}

function takesSnapshot(command: OperationCommand, cluster: Cluster): boolean {
  if (command.name === "etcd snapshot") return true;
  if (command.dryRun || !cluster.snapshots.beforeControlPlanes) return false;
  const selectors = selectorsOf(command);
  const nodes = selectors.length === 0 ? cluster.nodes : selectNodes(cluster.name, cluster.nodes, selectors);
  return nodes.some(({ role }) => role !== "worker");
}
