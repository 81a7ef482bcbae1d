import type { Cluster } from "../src/cluster/cluster.ts";
import type { RepositoryFiles } from "../src/cluster/repository-files.ts";
import { desireNodes, resolveDesired } from "../src/config/desire-nodes.ts";
import { encodeMachineConfig } from "../src/config/encode-machine-config.ts";
import { identifyNodes } from "../src/config/identify-nodes.ts";
import { openRenderContext } from "../src/config/open-render-context.ts";
import type { SecretStore } from "../src/config/secrets/secret-store.ts";

/** What the first node of a cluster would hold one change ago. */
export async function liveConfig(
  cluster: Cluster,
  files: RepositoryFiles,
  stores: readonly SecretStore[],
): Promise<string> {
  const context = await openRenderContext(files, { signal: new AbortController().signal });
  const nodes = (await identifyNodes(cluster, context)).slice(0, 1);
  const [node] = await resolveDesired(
    await desireNodes(cluster, nodes, context, { concurrency: 1 }),
    stores,
    context.signal,
  );
  if (node?.kind !== "built") throw new Error("the example cannot be rendered");
  return encodeMachineConfig(node.desired.config, { secrets: "reveal" }).replace("mtu: 9000", "mtu: 1500");
}
