/** The talosconfig, and whether the nodes answer from here. */
import type { TalosConnection } from "../../adapters/talos/connect-talos.ts";
import type { Cluster, Node } from "../../cluster/cluster.ts";
import { identifyNodes } from "../../config/identify-nodes.ts";
import type { CommandCall } from "../command.ts";
import { openContext, openTalos } from "../open-ports.ts";
import type { Repository } from "../open-repository.ts";
import type { Finding } from "./finding.ts";
import { type Answer, judgeCredential, judgeReach } from "./judge-talos.ts";
import { look } from "./look.ts";

/** How long a node has in all, other endpoints included. */
const nodeMs = 15_000;

export async function examineTalos(
  call: CommandCall,
  clusters: readonly Cluster[],
  repository: Repository,
): Promise<readonly Finding[]> {
  const found = await Promise.all(
    clusters.map((cluster) => look("talosconfig", () => examineCluster(call, cluster, repository))),
  );
  return found.flat();
}

async function examineCluster(
  call: CommandCall,
  cluster: Cluster,
  repository: Repository,
): Promise<readonly Finding[]> {
  const context = call.options.text("context");
  const talos = await openTalos(call, context === undefined ? cluster : { ...cluster, context });
  try {
    const credential = judgeCredential(cluster, talos.context, talos.nodes.access);
    if (call.options.flag("offline")) return credential;
    return [...credential, ...(await look("talosconfig", () => examineReach(call, cluster, repository, talos)))];
  } finally {
    talos.close();
  }
}

async function examineReach(call: CommandCall, cluster: Cluster, repository: Repository, talos: TalosConnection) {
  const nodes = (await identifyNodes(cluster, await openContext(call, cluster, repository))).flatMap((node) =>
    "error" in node ? [] : [node],
  );
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(nodeMs)]);
  const answers = await Promise.all(nodes.map((node) => ask(talos, node, signal)));
  call.signal.throwIfAborted();
  return judgeReach(cluster, answers);
}

async function ask(talos: TalosConnection, node: Node, signal: AbortSignal): Promise<Answer> {
  try {
    const reading = await talos.nodes.observe(node, { signal });
    return { node: node.name, trouble: reading.kind === "problem" ? reading.problem.kind : undefined };
  } catch (error) {
    if (!signal.aborted) throw error;
    return { node: node.name, trouble: "timeout" };
  }
}
