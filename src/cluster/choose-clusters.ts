import { UserError } from "../errors.ts";
import { chooseCluster } from "./choose-cluster.ts";
import type { Cluster, Settings } from "./cluster.ts";
import { selectNodes } from "./select-nodes.ts";

/**
 * The clusters that a command which only reads is for: the one named (or that selectors name, `<cluster>/<node>`), else all
 * that have a node of these selectors, else all, so that each of them says that it has none.
 *
 * @throws UserError `cluster_unknown`
 */
export function chooseClusters(
  settings: Settings,
  { name, selectors }: { readonly name?: string; readonly selectors: readonly string[] },
): readonly Cluster[] {
  if (name !== undefined || selectors.some((selector) => selector.includes("/"))) {
    return [chooseCluster(settings, { ...(name !== undefined && { name }), selectors })];
  }
  const fitting = settings.clusters.filter((cluster) => hasNodes(cluster, selectors));
  return fitting.length > 0 ? fitting : settings.clusters;
}

function hasNodes({ name, nodes }: Cluster, selectors: readonly string[]): boolean {
  try {
    return selectNodes(name, nodes, selectors).length > 0;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
