import type { Cluster } from "./cluster.ts";
import { discoverNodes } from "./discover-nodes.ts";
import type { RepositoryFiles } from "./repository-files.ts";

/** The cluster with the nodes of another revision, none if that has no file of any; listed nodes stay as they are. */
export async function clusterAt(
  cluster: Cluster,
  files: RepositoryFiles,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Cluster> {
  if (!cluster.findsNodes) return cluster;
  const { nodes } = await discoverNodes(cluster.config, files, options);
  return { ...cluster, nodes };
}
