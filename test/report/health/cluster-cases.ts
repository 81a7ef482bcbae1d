import { describeCluster } from "../../../src/health/describe-cluster.ts";
import type { GateFinding } from "../../../src/health/gate.ts";
import { judgeCluster } from "../../../src/health/judge-cluster.ts";
import type { ClusterObservation } from "../../../src/health/observation.ts";
import { publicTokens } from "../../../src/health/public-tokens.ts";
import { createRedactor } from "../../../src/redaction/create-redactor.ts";
import { pod } from "../../support/fake-kubernetes.ts";
import { etcdFacts, observedCluster, silent } from "../../support/observed-cluster.ts";

const names = ["talos-m01", "talos-m02", "talos-m03", "talos-w01", "talos-w02", "talos-w03"];
const controlPlanes = names.slice(0, 3);
const target = { version: "v1.13.9", schematicId: "b".repeat(64) };

const check: GateFinding = {
  code: "check_false",
  verdict: "refuse",
  message: "The check of CephCluster rook-ceph is false",
  evidence: ["status.ceph.health in ['HEALTH_OK']", "rook-ceph/ceph: status.ceph.health is HEALTH_WARN"],
};

export const well = observedCluster(names);

/** Something of everything. */
export const ailing: ClusterObservation = observedCluster(names, {
  facts: {
    "talos-m02": {
      ...target,
      virtualAddresses: ["10.0.0.10"],
      etcd: { ...etcdFacts("talos-m02", controlPlanes), alarms: [{ memberId: "a3", kind: "NOSPACE" }] },
    },
    "talos-m03": {
      etcd: { ...etcdFacts("talos-m03", controlPlanes), raftIndex: 990_000n, raftAppliedIndex: 985_000n },
      stagedConfig: true,
    },
    "talos-w01": { ready: false, unmetConditions: [{ name: "nodeReady", reason: "node is not ready" }] },
    "talos-w02": { fallbackPending: true },
  },
  readings: { "talos-w03": silent },
  kubernetesNodes: {
    "talos-w01": { ready: false },
    "talos-w02": {
      unschedulable: true,
      cordon: { operation: "20261123-084026-upgrade-1f3c", at: "2026-11-23T08:40:26Z" },
    },
    "talos-m03": { unschedulable: true },
  },
  kubernetes: {
    pods: [
      pod("postgres-1-7f9d8c6b5-x2x4z", { namespace: "database", node: "talos-w02", labels: { app: "postgres" } }),
    ],
    budgets: [
      {
        ...{
          namespace: "database",
          name: "postgres-primary",
          disruptionsAllowed: 0,
          currentHealthy: 1,
          desiredHealthy: 1,
        },
        selector: { matchLabels: { app: "postgres" }, matchExpressions: [] },
      },
    ],
  },
  access: { endpoints: ["10.0.0.10:50000", "10.0.0.1:50000"], daysLeft: 9 },
});

const locked = { kind: "person", by: "octocat", since: "2026-11-23T08:00:00Z", reason: "moving racks" } as const;

export function report(observation: ClusterObservation) {
  const isWell = observation === well;
  const redactor = createRedactor({ key: new Uint8Array(32) });
  for (const token of publicTokens(observation, [target])) redactor.allow(token);
  return redactor.data(
    describeCluster(observation, {
      cluster: "home",
      findings: [...(isWell ? [] : [check]), ...judgeCluster(observation)],
      checks: isWell ? 0 : 1,
      lock: isWell ? { kind: "free" } : locked,
      ...(!isWell && {
        targets: new Map(names.map((name) => [name, target])),
        invalid: [{ name: "talos-w04", reason: "Cannot tell the address of talos-w04: no static address" }],
      }),
    }),
  );
}
