/** Looking at a whole cluster: nodes, etcd and Kubernetes at once, over new connections each time. */
import { join } from "node:path";
import { connectKubernetes } from "../src/adapters/kubernetes/connect-kubernetes.ts";
import { connectTalos } from "../src/adapters/talos/connect-talos.ts";
import { openWorkspace } from "../src/adapters/workspace/open-workspace.ts";
import { chooseCluster } from "../src/cluster/choose-cluster.ts";
import type { Node } from "../src/cluster/cluster.ts";
import { readSettings } from "../src/cluster/read-settings.ts";
import { gateOperation } from "../src/health/gate-operation.ts";
import type { ClusterObservation } from "../src/health/observation.ts";
import { observeCluster } from "../src/health/observe-cluster.ts";
import { report, summarise } from "./measure.ts";
import { startFleet } from "./start-fleet.ts";

const runs = 5;

export async function benchObserve(): Promise<boolean> {
  console.log("\nobservation (new connections each time; one call of one node is the baseline)");
  const fleet = await startFleet(100);
  try {
    const nodes = await listNodes(fleet.root);
    // The first loads and compiles everything.
    await timed(() => observe(fleet.root, nodes));
    const one = await median(() => observe(fleet.root, nodes.slice(0, 1)));
    const hundred = await median(() => observe(fleet.root, nodes));
    const observation = await observe(fleet.root, nodes);
    const unread = observation.nodes.filter(({ reading }) => reading.kind !== "read").length;
    if (unread > 0) throw new Error(`${unread} nodes were not read`);
    const gates = await median(async () => judge(observation));
    return [
      report({ name: "1 node: observation", value: one.tookMs, unit: "ms" }),
      report({
        name: "100 nodes: observation",
        value: hundred.tookMs,
        unit: "ms",
        budget: 1500,
        detail: `${hundred.cpuMs.toFixed(0)} ms of it at work`,
      }),
      report({ name: "100 nodes: all gates of a reboot of all", value: gates.tookMs, unit: "ms" }),
    ].every(Boolean);
  } finally {
    await fleet.stop();
  }
}

async function listNodes(root: string): Promise<readonly Node[]> {
  const { nodes } = chooseCluster(await readSettings(await openWorkspace(root)), {});
  return nodes.flatMap(({ name, role, address }) =>
    role === undefined || address === undefined ? [] : [{ name, role, address }],
  );
}

async function observe(root: string, nodes: readonly Node[]): Promise<ClusterObservation> {
  const { signal } = new AbortController();
  const [first] = nodes;
  if (first === undefined) throw new Error("a fleet has nodes");
  const talos = await connectTalos({ talosconfig: { path: join(root, "talosconfig") }, now: () => new Date() });
  const kubernetes = connectKubernetes({
    kubeconfig: () => talos.kubeconfig(first, { signal }),
    servers: [],
    lockNamespace: "kube-system",
    now: () => new Date(),
  });
  try {
    return await observeCluster(nodes, { nodes: talos.nodes, kubernetes: kubernetes.probe }, { signal });
  } finally {
    kubernetes.close();
    talos.close();
  }
}

function judge(observation: ClusterObservation): void {
  gateOperation(observation, {
    kind: "reboot",
    nodes: observation.nodes.map(({ node }) => ({ node, disrupts: true, drains: true, leavesEtcd: false })),
    consents: { acceptDowntime: false, allowExtensionChange: false, withoutLock: false },
  });
}

interface Cost {
  readonly tookMs: number;
  /** Of this process, all threads. */
  readonly cpuMs: number;
}

async function median(work: () => Promise<unknown>): Promise<Cost> {
  const costs: Cost[] = [];
  for (let run = 0; run < runs; run++) costs.push(await timed(work));
  return {
    tookMs: summarise(costs.map(({ tookMs }) => tookMs)).p50,
    cpuMs: summarise(costs.map(({ cpuMs }) => cpuMs)).p50,
  };
}

async function timed(work: () => Promise<unknown>): Promise<Cost> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { tookMs: performance.now() - started, cpuMs: (user + system) / 1000 };
}
