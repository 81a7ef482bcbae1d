/** One revision of the repository: its nodes, and what rendering them needs. */
import type { Cluster } from "../cluster/cluster.ts";
import { clusterAt } from "../cluster/cluster-at.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import { selectNodes } from "../cluster/select-nodes.ts";
import { type IdentifiedNode, identifyNodes } from "../config/identify-nodes.ts";
import { openRenderContext } from "../config/open-render-context.ts";
import type { RenderContext } from "../config/render-node.ts";
import type { PlanPorts, PlanRequest } from "./plan-request.ts";

export interface Revision {
  /** With the nodes of this revision. */
  readonly cluster: Cluster;
  readonly nodes: readonly IdentifiedNode[];
  readonly context: RenderContext;
}

export async function openRevision(
  cluster: Cluster,
  files: RepositoryFiles,
  { factory, clock }: PlanPorts,
  signal: AbortSignal,
): Promise<Revision> {
  const context = await openRenderContext(files, { signal, ...(factory && { factory }), ...(clock && { clock }) });
  return { cluster, context, nodes: await identifyNodes(cluster, context) };
}

/** Another revision of the cluster, with the nodes that it has itself. */
export async function openBase(cluster: Cluster, files: RepositoryFiles, ports: PlanPorts, signal: AbortSignal) {
  return openRevision(await clusterAt(cluster, files, { signal }), files, ports, signal);
}

/** @param known What the selectors choose from: more than the revision has when another one is compared with it. */
export function chooseNodes(
  revision: Revision,
  { cluster, selectors }: PlanRequest,
  known: readonly IdentifiedNode[],
): Revision {
  const chosen = new Set(selectNodes(cluster.name, known, selectors).map(({ name }) => name));
  return { ...revision, nodes: revision.nodes.filter(({ name }) => chosen.has(name)) };
}
