import { onTestFinished } from "vitest";
import {
  type ClusterOptions,
  type SimulatedCluster,
  startSimulatedCluster,
} from "../../src/playground/talos/start-simulated-cluster.ts";
import { type WatchOptions, watchCluster } from "./watch-cluster.ts";

export interface TestClusterOptions extends Partial<ClusterOptions>, WatchOptions {}

/**
 * Three control planes and a worker on Talos 1.13 unless told, 200 times as fast as real ones unless the test has its own clock;
 * stopped when the test is over, which fails when the cluster has broken other rules than the test expects.
 */
export async function startCluster({
  violations = [],
  operated = true,
  ...options
}: TestClusterOptions = {}): Promise<SimulatedCluster> {
  const pace = options.clock === undefined ? { speed: 200 } : {};
  const cluster = await startSimulatedCluster({ nodes: threeAndOne, ...pace, ...options });
  onTestFinished(watchCluster(cluster, { violations, operated }));
  return cluster;
}

/** A cluster that the test itself changes as it likes, without lock and gate. */
export function startFreeCluster(options: Omit<TestClusterOptions, "operated"> = {}): Promise<SimulatedCluster> {
  return startCluster({ ...options, operated: false });
}

const threeAndOne: ClusterOptions["nodes"] = [
  { name: "talos-m01", role: "controlplane" },
  { name: "talos-m02", role: "controlplane" },
  { name: "talos-m03", role: "controlplane" },
  { name: "talos-w01", role: "worker" },
];
