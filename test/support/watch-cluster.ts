import { expect } from "vitest";
import { requireGate } from "../../src/playground/gate-invariants.ts";
import type { InvariantRule } from "../../src/playground/invariants.ts";
import { requireLock } from "../../src/playground/lock-invariants.ts";
import type { SimulatedCluster } from "../../src/playground/talos/start-simulated-cluster.ts";

export interface WatchOptions {
  /** What must never happen, and does in this test: every rule that is broken, each once. */
  readonly violations?: readonly InvariantRule[];
  /** False where the test itself writes to nodes and to Kubernetes, without lock and gate. */
  readonly operated?: boolean;
}

/** @returns stops the cluster, and fails when other rules were broken than the test expects */
export function watchCluster(
  cluster: SimulatedCluster,
  { violations = [], operated = true }: WatchOptions = {},
): () => Promise<void> {
  if (operated) {
    requireLock(cluster);
    requireGate(cluster);
  }
  return async () => {
    const happened = cluster.invariants.violations;
    await cluster.stop();
    const rules = [...new Set(happened.map(({ rule }) => rule))].toSorted();
    expect(rules, JSON.stringify(happened, undefined, 2)).toEqual(violations.toSorted());
  };
}
