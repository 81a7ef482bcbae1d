/** Joins a cluster's settings with the adapters that reach its nodes, its Kubernetes, its images and its secrets. */
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Cluster, Node } from "../cluster/cluster.ts";
import { identifyNodes } from "../config/identify-nodes.ts";
import type { ImageFactory } from "../config/schematic/image-factory.ts";
import { UserError } from "../errors.ts";
import type { ImageRegistry } from "../health/probes.ts";
import type { ReadAccess, WriteAccess } from "../operate.ts";
import type { SnapshotStore } from "../operation/snapshot-store.ts";
import type { CommandCall } from "./command.ts";
import { openContext, openFactory, openKubernetes, openStores, openTalos } from "./open-ports.ts";
import type { Repository } from "./open-repository.ts";

export interface ClusterAccess {
  readonly read: ReadAccess;
  readonly write: WriteAccess;
  close(): void;
}

/** Nothing is dialled before the first question. */
export async function openClusterAccess(
  call: CommandCall,
  cluster: Cluster,
  repository: Repository,
): Promise<ClusterAccess> {
  const [talos, stores, factory, controlPlanes] = await Promise.all([
    openTalos(call, cluster),
    openStores(call, cluster, repository),
    openFactory(cluster),
    findControlPlanes(call, cluster, repository),
  ]);
  const kubernetes = await openKubernetes(call, cluster, controlPlanes, talos);
  const close = () => {
    kubernetes.close();
    talos.close();
  };
  return {
    read: {
      liveNodes: talos.liveNodes,
      stores,
      nodes: talos.nodes,
      kubernetes: kubernetes.probe,
      registry: toRegistry(factory),
      close,
    },
    write: {
      nodes: talos.control,
      kubernetes: kubernetes.control,
      lock: kubernetes.lock,
      snapshots: await openSnapshots(call, cluster, repository),
    },
    close,
  };
}

function toRegistry(factory: ImageFactory): ImageRegistry {
  return {
    hasImage: (reference, waiting) =>
      factory.hasImage(reference, waiting).catch((error: unknown) => {
        if (error instanceof UserError && !waiting.signal.aborted) return undefined;
        throw error;
      }),
  };
}

/** A node whose address cannot be told is the operation's problem, not that of the way to Kubernetes. */
async function findControlPlanes(
  call: CommandCall,
  cluster: Cluster,
  repository: Repository,
): Promise<readonly Node[]> {
  const nodes = await identifyNodes(cluster, await openContext(call, cluster, repository));
  return nodes.flatMap((node) => ("role" in node && node.role === "controlplane" ? [node] : []));
}

/** `--output`, the folder of the settings, or one for temporary files. */
async function openSnapshots(
  { options, directory }: CommandCall,
  { snapshots }: Cluster,
  { root }: Repository,
): Promise<SnapshotStore> {
  const { createSnapshotStore } = await import("../adapters/workspace/snapshot-store.ts");
  const given = options.text("output");
  const folder =
    given !== undefined
      ? resolve(directory, given)
      : snapshots.directory === undefined
        ? join(tmpdir(), "talos-chatops")
        : resolve(root, snapshots.directory);
  return createSnapshotStore({ directory: folder, recipients: snapshots.recipients });
}
