/** The clusters that a request means, by the settings of the trusted commit. */
import { chooseClusters } from "../cluster/choose-clusters.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { readSettings } from "../cluster/read-settings.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import type { Target } from "./resolve-target.ts";
import type { RunContext } from "./run-context.ts";

/**
 * The cluster that is named (by the input, or as `<cluster>/<node>`), else all that have a node of these selectors.
 *
 * @param files What is planned: nodes that the settings do not list are found there, so that new ones count.
 * @throws UserError `settings_missing`, `settings_invalid`, `cluster_unknown`
 */
export async function readClusters(
  target: Target,
  files: RepositoryFiles,
  selectors: readonly string[],
  { filesAt, inputs, signal }: RunContext,
): Promise<readonly Cluster[]> {
  const { cluster: name, settingsPath: path } = inputs;
  // A folder may stand for the trusted commit only where that is the commit planned.
  const trusted = target.sha === target.settingsSha ? files : filesAt(target.settingsSha);
  const settings = await readSettings(trusted, { path, nodesFrom: files, signal });
  return chooseClusters(settings, { ...(name !== undefined && { name }), selectors });
}
