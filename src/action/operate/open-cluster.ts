/** The whole way to a cluster: nodes, Kubernetes, lock, snapshots, secrets. Never for what comes from a fork. */
import { createImageFactory } from "../../adapters/image-factory/create-image-factory.ts";
import { connectKubernetes } from "../../adapters/kubernetes/connect-kubernetes.ts";
import { connectTalos, type TalosConnection } from "../../adapters/talos/connect-talos.ts";
import { createSnapshotStore } from "../../adapters/workspace/snapshot-store.ts";
import type { Cluster, Node } from "../../cluster/cluster.ts";
import type { RepositoryFiles } from "../../cluster/repository-files.ts";
import { identifyNodes } from "../../config/identify-nodes.ts";
import { openRenderContext } from "../../config/open-render-context.ts";
import type { ImageFactory } from "../../config/schematic/image-factory.ts";
import { UserError } from "../../errors.ts";
import type { ImageRegistry, Waiting } from "../../health/probes.ts";
import type { ReadAccess, WriteAccess } from "../../operate/operate-request.ts";
import { createStores } from "../connect-cluster.ts";
import { findTalosconfig } from "../find-talosconfig.ts";
import type { RunContext } from "../run-context.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface OpenCluster {
  readonly factory: ImageFactory;
  readonly read: ReadAccess;
  readonly write: WriteAccess;
  close(): void;
}

/**
 * @param files where what the settings do not say of the nodes is written
 * @throws UserError `talosconfig_invalid`, `credential_invalid`, `settings_invalid`
 */
export async function openCluster(cluster: Cluster, files: RepositoryFiles, run: RunContext): Promise<OpenCluster> {
  return openConnections(cluster, await knownNodes(cluster, files, run), run);
}

/**
 * The same where the nodes are known. Nothing is dialled before the first question.
 *
 * @throws UserError `talosconfig_invalid`, `credential_invalid`, `settings_invalid`
 */
export async function openConnections(cluster: Cluster, nodes: readonly Node[], run: RunContext): Promise<OpenCluster> {
  const talosconfig = findTalosconfig(run);
  if (talosconfig === undefined) {
    throw new UserError(`Cannot reach ${cluster.name}: the run has no talosconfig`, {
      code: "talosconfig_invalid",
      hint: "Give the input talosconfig, or set TALOSCONFIG.",
    });
  }
  const talos = await connectTalos({ talosconfig, context: cluster.context, now: () => new Date() });
  const controlPlanes = nodes.filter(({ role }) => role === "controlplane");
  const kubernetes = connectKubernetes({
    kubeconfig: () => readKubeconfig(talos, controlPlanes, run),
    servers: controlPlanes.map(({ address }) => address),
    lockNamespace: cluster.operations.lockNamespace,
    now: () => new Date(),
  });
  const factory = createImageFactory({ url: cluster.factory });
  const close = () => {
    kubernetes.close();
    talos.close();
  };
  return {
    factory,
    read: {
      liveNodes: talos.liveNodes,
      stores: createStores(cluster, run),
      nodes: talos.nodes,
      kubernetes: kubernetes.probe,
      registry: registryOf(factory),
      close,
    },
    write: {
      nodes: talos.control,
      kubernetes: kubernetes.control,
      lock: kubernetes.lock,
      snapshots: createSnapshotStore({
        directory: snapshotFolder(cluster, run.environment),
        recipients: cluster.snapshots.recipients,
      }),
    },
    close,
  };
}

function snapshotFolder({ snapshots }: Cluster, environment: NodeJS.ProcessEnv): string {
  return snapshots.directory ?? temporaryFolder(environment);
}

/** A node of which role or address cannot be found is missing here; the plan says what is wrong with it. */
async function knownNodes(cluster: Cluster, files: RepositoryFiles, { signal }: RunContext): Promise<readonly Node[]> {
  const context = await openRenderContext(files, { signal, clock: () => performance.now() });
  const identified = await identifyNodes(cluster, context);
  return identified.flatMap((node) => ("error" in node ? [] : [node]));
}

/** Any control plane can make one; the first that answers does. */
async function readKubeconfig(
  talos: TalosConnection,
  controlPlanes: readonly Node[],
  { log, redactor, signal }: RunContext,
): Promise<string> {
  const failures: unknown[] = [];
  for (const node of controlPlanes) {
    try {
      const text = await talos.kubeconfig(node, { signal });
      for (const [, key = ""] of text.matchAll(/(?:client-key-data|token):\s*(\S{20,})/g)) {
        redactor.learnValue(key);
        log.hide(key);
      }
      return text;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failures.push(error);
    }
  }
  throw failures[0] ?? new UserError("Cannot get a kubeconfig: no control plane is known", { code: "config_invalid" });
}

/** A registry that cannot be asked says neither yes nor no. */
function registryOf(factory: ImageFactory): ImageRegistry {
  return {
    async hasImage(reference, waiting: Waiting) {
      try {
        return await factory.hasImage(reference, waiting);
      } catch (error) {
        if (error instanceof UserError) return undefined;
        throw error;
      }
    },
  };
}
