import { onTestFinished } from "vitest";
import {
  type ClusterOptions,
  type SimulatedCluster,
  startSimulatedCluster,
} from "../../src/playground/talos/start-simulated-cluster.ts";

/**
 * Three control planes and a worker on Talos 1.13 unless told, 200 times as fast as real ones unless the test has its own clock;
 * stopped when the test is over.
 */
export async function startCluster(options: Partial<ClusterOptions> = {}): Promise<SimulatedCluster> {
  const pace = options.clock === undefined ? { speed: 200 } : {};
  const cluster = await startSimulatedCluster({ nodes: threeAndOne, ...pace, ...options });
  onTestFinished(() => cluster.stop());
  return cluster;
}

const threeAndOne: ClusterOptions["nodes"] = [
  { name: "talos-m01", role: "controlplane" },
  { name: "talos-m02", role: "controlplane" },
  { name: "talos-m03", role: "controlplane" },
  { name: "talos-w01", role: "worker" },
];
