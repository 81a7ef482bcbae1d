import { expect, onTestFinished } from "vitest";
import type { InvariantRule } from "../../src/playground/invariants.ts";
import {
  type ClusterOptions,
  type SimulatedCluster,
  startSimulatedCluster,
} from "../../src/playground/talos/start-simulated-cluster.ts";

export interface TestClusterOptions extends Partial<ClusterOptions> {
  /** What must never happen, and does in this test: every rule that is broken, each once. */
  readonly violations?: readonly InvariantRule[];
}

/**
 * Three control planes and a worker on Talos 1.13 unless told, 200 times as fast as real ones unless the test has its own clock;
 * stopped when the test is over, which fails when the cluster has broken other rules than the test expects.
 */
export async function startCluster({
  violations = [],
  ...options
}: TestClusterOptions = {}): Promise<SimulatedCluster> {
  const pace = options.clock === undefined ? { speed: 200 } : {};
  const cluster = await startSimulatedCluster({ nodes: threeAndOne, ...pace, ...options });
  onTestFinished(async () => {
    const happened = cluster.invariants.violations;
    await cluster.stop();
    const rules = [...new Set(happened.map(({ rule }) => rule))].toSorted();
    expect(rules, JSON.stringify(happened, undefined, 2)).toEqual(violations.toSorted());
  });
  return cluster;
}

const threeAndOne: ClusterOptions["nodes"] = [
  { name: "talos-m01", role: "controlplane" },
  { name: "talos-m02", role: "controlplane" },
  { name: "talos-m03", role: "controlplane" },
  { name: "talos-w01", role: "worker" },
];
