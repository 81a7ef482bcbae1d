import type { KubernetesConnection } from "../adapters/kubernetes/connect-kubernetes.ts";
import type { TalosConnection } from "../adapters/talos/connect-talos.ts";
import type { Cluster, Node } from "../cluster/cluster.ts";
import { openRenderContext } from "../config/open-render-context.ts";
import type { RenderContext } from "../config/render-node.ts";
import type { ImageFactory } from "../config/schematic/image-factory.ts";
import type { SecretStore } from "../config/secrets/secret-store.ts";
import { UserError } from "../errors.ts";
import type { InspectAccess } from "../inspect.ts";
import type { PlanAccess } from "../plan.ts";
import type { CommandCall } from "./command.ts";
import type { Repository } from "./open-repository.ts";

/** What rendering needs. */
export async function openContext(
  { signal }: CommandCall,
  cluster: Cluster,
  { files }: Repository,
): Promise<RenderContext> {
  return openRenderContext(files, { signal, factory: await openFactory(cluster), clock: () => performance.now() });
}

/** Asked only for a schematic whose id cannot be computed here. */
export async function openFactory(cluster: Cluster): Promise<ImageFactory> {
  const { createImageFactory } = await import("../adapters/image-factory/create-image-factory.ts");
  return createImageFactory({ url: cluster.factory });
}

/** The stores of the settings, with credentials from the environment. */
export async function openStores(
  { environment }: CommandCall,
  cluster: Cluster,
  { root }: Repository,
): Promise<readonly SecretStore[]> {
  const { createSecretStores } = await import("../adapters/secret-stores/create-secret-stores.ts");
  return createSecretStores(cluster.secrets, { environment, root });
}

/** Nodes and secrets, for a plan. */
export async function openAccess(call: CommandCall, cluster: Cluster, repository: Repository): Promise<PlanAccess> {
  const [talos, stores] = await Promise.all([openTalos(call, cluster), openStores(call, cluster, repository)]);
  return { liveNodes: talos.liveNodes, stores, close: () => talos.close() };
}

/** Nodes, Kubernetes and the lock, for looking only. */
export async function openInspection(
  call: CommandCall,
  cluster: Cluster,
  nodes: readonly Node[],
): Promise<InspectAccess> {
  const talos = await openTalos(call, cluster);
  const kubernetes = await openKubernetes(call, cluster, nodes, talos);
  const close = () => {
    kubernetes.close();
    talos.close();
  };
  return { nodes: talos.nodes, kubernetes: kubernetes.probe, lock: kubernetes.lock, close };
}

/** Kubernetes with what the control planes hand out; nothing is asked yet. */
export async function openKubernetes(
  { signal }: CommandCall,
  { operations }: Cluster,
  nodes: readonly Node[],
  talos: TalosConnection,
): Promise<KubernetesConnection> {
  const { connectKubernetes } = await import("../adapters/kubernetes/connect-kubernetes.ts");
  const controlPlanes = nodes.filter(({ role }) => role === "controlplane");
  return connectKubernetes({
    kubeconfig: () => readKubeconfig(talos, controlPlanes, signal),
    servers: controlPlanes.map(({ address }) => address),
    lockNamespace: operations.lockNamespace,
    now: () => new Date(),
  });
}

/** Any control plane makes one: the first that answers does. */
async function readKubeconfig(talos: TalosConnection, nodes: readonly Node[], signal: AbortSignal): Promise<string> {
  const failures: UserError[] = [];
  for (const node of nodes) {
    try {
      return await talos.kubeconfig(node, { signal });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof UserError)) throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  throw first ?? new UserError("Cannot get a kubeconfig: no control plane is known", { code: "settings_invalid" });
}

/** A connection by `--talosconfig`, or where talosctl looks. */
export async function openTalos({ options, environment }: CommandCall, cluster: Cluster): Promise<TalosConnection> {
  const { connectTalos } = await import("../adapters/talos/connect-talos.ts");
  const { TALOSCONFIG, TALOS_HOME, HOME } = environment;
  return connectTalos({
    talosconfig: { path: options.text("talosconfig"), TALOSCONFIG, TALOS_HOME, home: HOME },
    context: cluster.context,
    now: () => new Date(),
  });
}
