/** The operate journey with the real adapters against simulated machines, from nothing but addresses: also in another process. */
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { connectKubernetes } from "../../src/adapters/kubernetes/connect-kubernetes.ts";
import type { Timers } from "../../src/adapters/kubernetes/lock/timers.ts";
import { connectTalos, type TalosConnection } from "../../src/adapters/talos/connect-talos.ts";
import { createSnapshotStore } from "../../src/adapters/workspace/snapshot-store.ts";
import { formatCommand } from "../../src/chatops/format-command.ts";
import { parseCommand } from "../../src/chatops/parse-command.ts";
import type { Cluster, Node } from "../../src/cluster/cluster.ts";
import { readSettings } from "../../src/cluster/read-settings.ts";
import type { OperatePorts, OperateRequest } from "../../src/operate.ts";
import type { OperationProgress } from "../../src/operation/operation.ts";
import { memoryFiles } from "./memory-files.ts";

/** Where the machines are; plain data. */
export interface Place {
  readonly talosconfig: string;
  readonly nodes: readonly Node[];
  /** `host:port` of the Kubernetes API servers. */
  readonly servers: readonly string[];
  /** Folder for snapshots. */
  readonly snapshots: string;
  /** What the repository wants of every node. */
  readonly desired?: string;
}

export interface Operator {
  readonly cluster: Cluster;
  readonly ports: OperatePorts;
  request(line: string): OperateRequest;
  close(): void;
}

export async function openOperator(
  place: Place,
  identity: string,
  {
    onOperation = () => undefined,
    timers,
  }: { readonly onOperation?: (progress: OperationProgress) => void; readonly timers?: Timers } = {},
): Promise<Operator> {
  const { nodes, servers, snapshots, desired = "machine: {}\n" } = place;
  const files = memoryFiles({ "talos/base.yaml": desired });
  const cluster = await readCluster(nodes);
  const talos = await connectTalos({ talosconfig: { text: place.talosconfig }, now: () => new Date() });
  const kubernetes = connectKubernetes({
    kubeconfig: () => readKubeconfig(talos, nodes),
    servers,
    lockNamespace: cluster.operations.lockNamespace,
    now: () => new Date(),
    ...(timers && { timers }),
  });
  const close = () => {
    kubernetes.close();
    talos.close();
  };
  const ports: OperatePorts = {
    access: {
      liveNodes: talos.liveNodes,
      nodes: talos.nodes,
      kubernetes: kubernetes.probe,
      stores: [],
      registry: { hasImage: async () => true },
      close,
    },
    write: {
      nodes: talos.control,
      kubernetes: kubernetes.control,
      lock: kubernetes.lock,
      snapshots: createSnapshotStore({ directory: snapshots, recipients: [] }),
    },
    redactionKey: randomBytes(32),
    holder: { name: identity, identity },
    runner: { inCluster: false },
    pace: {
      now: () => Date.now(),
      sleep: async (ms, signal) => {
        await setTimeout(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
      },
    },
    onOperation,
  };
  const request = (line: string): OperateRequest => {
    const parsed = parseCommand(line);
    if (parsed.kind !== "command" || !("dryRun" in parsed.command)) throw new Error(`${line} is no operation`);
    const { command } = parsed;
    return { cluster, files, command, commandText: formatCommand(command), requester: identity };
  };
  return { cluster, ports, request, close };
}

/** From the first control plane that answers. */
async function readKubeconfig(talos: TalosConnection, nodes: readonly Node[]): Promise<string> {
  const failures: unknown[] = [];
  for (const node of nodes.filter(({ role }) => role === "controlplane")) {
    try {
      return await talos.kubeconfig(node, { signal: AbortSignal.timeout(60_000) });
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}

async function readCluster(nodes: readonly Node[]): Promise<Cluster> {
  const entries = nodes.map(({ name, address, role }) => `      ${name}: { address: ${address}, role: ${role} }\n`);
  const text = `clusters:\n  main:\n    config:\n      base: talos/base.yaml\n    nodes:\n${entries.join("")}`;
  const [cluster] = (await readSettings(memoryFiles({ ".github/talos-chatops.yaml": text }))).clusters;
  if (cluster === undefined) throw new Error("the settings have no cluster");
  return cluster;
}
