/** A repository laid out like examples/ in, a simulated cluster that ran an older state of it out. */
import { createFileStore } from "../adapters/secret-stores/file.ts";
import { openWorkspace } from "../adapters/workspace/open-workspace.ts";
import { chooseCluster } from "../cluster/choose-cluster.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { readSettings } from "../cluster/read-settings.ts";
import type { RepositoryFiles } from "../cluster/repository-files.ts";
import { desireNodes, resolveDesired } from "../config/desire-nodes.ts";
import type { DesiredNode } from "../config/desired-node.ts";
import { encodeMachineConfig } from "../config/encode-machine-config.ts";
import { identifyNodes } from "../config/identify-nodes.ts";
import { readInstallImage } from "../config/install-image.ts";
import { openRenderContext } from "../config/open-render-context.ts";
import type { SecretStore } from "../config/secrets/secret-store.ts";
import { type NodeOptions, type SimulatedCluster, startSimulatedCluster } from "./talos/start-simulated-cluster.ts";

/** How the cluster differs from the repository. */
export interface Drift {
  readonly version?: string;
  readonly schematic?: { readonly id: string; readonly text: string };
  /** Texts of the configuration and what the cluster has in their place; each must occur. */
  readonly edits?: readonly (readonly [repository: string, cluster: string])[];
}

export interface ExampleOptions {
  /** Folder of the repository. */
  readonly root: string;
  /** Folder whose values stand behind the repository's references. */
  readonly secrets: string;
  /** Scheme of these references, `ak` unless told. */
  readonly scheme?: string;
  readonly drift?: Readonly<Record<string, Drift>>;
  /** How much faster than time the machines live, 1 unless told. */
  readonly speed?: number;
  readonly signal: AbortSignal;
}

export interface ExampleCluster {
  readonly cluster: Cluster;
  readonly files: RepositoryFiles;
  readonly stores: readonly SecretStore[];
  readonly simulated: SimulatedCluster;
}

/** Renders the repository and starts nodes that hold the result, less the drift. */
export async function startExampleCluster(options: ExampleOptions): Promise<ExampleCluster> {
  const { root, secrets, scheme = "ak", drift = {}, speed = 1, signal } = options;
  const files = await openWorkspace(root);
  const cluster = chooseCluster(await readSettings(files, { signal }), {});
  const stores = [createFileStore({ directory: secrets, scheme })];
  const desired = await desireAll(cluster, files, stores, signal);
  const nodes = desired.map((node) => simulate(node, drift[node.node.name] ?? {}));
  return { cluster, files, stores, simulated: await startSimulatedCluster({ name: cluster.name, nodes, speed }) };
}

async function desireAll(
  cluster: Cluster,
  files: RepositoryFiles,
  stores: readonly SecretStore[],
  signal: AbortSignal,
) {
  const context = await openRenderContext(files, { signal });
  const built = await desireNodes(cluster, await identifyNodes(cluster, context), context, { concurrency: 4 });
  const desired = await resolveDesired(built, stores, signal);
  return desired.map((one) => {
    if (one.kind === "failed") throw one.error;
    return one.desired;
  });
}

function simulate({ node, config, schematic }: DesiredNode, drift: Drift): NodeOptions {
  const version = drift.version ?? readInstallImage(config)?.tag;
  const booted = drift.schematic ?? schematic;
  return {
    ...node,
    ...(version !== undefined && { version }),
    ...(booted && { schematic: booted }),
    config: applyEdits(encodeMachineConfig(config, { secrets: "reveal" }), drift.edits ?? [], node.name),
  };
}

function applyEdits(config: string, edits: NonNullable<Drift["edits"]>, node: string): string {
  return edits.reduce((text, [repository, cluster]) => {
    if (!text.includes(repository))
      throw new Error(`the drift of ${node} edits a text that its configuration does not have: ${repository}`);
    return text.replace(repository, () => cluster);
  }, config);
}
