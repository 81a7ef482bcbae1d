import { describe, expect, it } from "vitest";
import { requireLock } from "../../src/playground/lock-invariants.ts";
import { connectClient } from "../support/kubernetes-client.ts";
import { startFreeCluster, type TestClusterOptions } from "../support/start-cluster.ts";
import { openTalosApi } from "../support/talos-api.ts";

const now = new Date("2026-02-03T04:05:06Z");
const at = (ageSeconds: number) => new Date(now.getTime() - ageSeconds * 1000).toISOString().replace("Z", "000Z");

const lease = (spec: object, annotations: Record<string, string> = {}) => ({
  apiVersion: "coordination.k8s.io/v1",
  kind: "Lease",
  metadata: { name: "talos-chatops", namespace: "kube-system", annotations },
  spec: { leaseDurationSeconds: 60, ...spec },
});

const held = lease({ holderIdentity: "run-1", renewTime: at(5) });

async function start(options: TestClusterOptions = {}) {
  const cluster = await startFreeCluster(options);
  requireLock(cluster, { now: () => now });
  const { core, coordination } = connectClient(cluster.kubernetes);
  const body = { metadata: { annotations: { "talos-chatops/cordon": "{}" } }, spec: { unschedulable: true } };
  const cordon = () =>
    core.replaceNode({ name: "talos-w01", body: { ...body, metadata: { name: "talos-w01", ...body.metadata } } });
  return { cluster, core, coordination, cordon };
}

describe("requireLock()", () => {
  it("finds nothing in what is written while an operation holds the lock", async () => {
    const { cluster, cordon } = await start();
    cluster.kubernetes.apply(held);
    await cordon();
    await openTalosApi(cluster).machine.etcdForfeitLeadership({});
    expect(cluster.invariants.violations).toEqual([]);
  });

  it.each([
    { name: "there is none", state: undefined },
    { name: "nobody holds it", state: lease({}) },
    { name: "its heart has stopped", state: lease({ holderIdentity: "run-1", renewTime: at(61) }) },
    { name: "a person holds it", state: lease({ holderIdentity: "octocat" }, { "talos-chatops/person": "{}" }) },
  ])("tells of writes to Kubernetes and to nodes when $name", async ({ state }) => {
    const { cluster, cordon } = await start({ violations: ["write-without-lock"] });
    if (state !== undefined) cluster.kubernetes.apply(state);
    await cordon();
    await openTalosApi(cluster).machine.etcdForfeitLeadership({});
    expect(cluster.invariants.violations.map(({ message }) => message.replace(/ while .*/, ""))).toEqual([
      "talos-m01 was asked to update nodes talos-w01",
      "talos-m01 received EtcdForfeitLeadership",
    ]);
  });

  it("takes no offence at reading, at dry runs and at the lock itself", async () => {
    const { core, coordination } = await start();
    await core.listNode();
    await core.createNamespace({ body: { metadata: { name: "dry" } }, dryRun: "All" });
    await coordination.createNamespacedLease({
      namespace: "kube-system",
      body: { metadata: { name: "talos-chatops" } },
    });
  });

  it("tells of nodes that stay cordoned after an operation is over, not of those that another run goes on with", async () => {
    const { cluster, cordon } = await start({ violations: ["left-cordoned"] });
    cluster.kubernetes.apply(held);
    await cordon();
    const record = { "talos-chatops/record": "{}" };
    cluster.kubernetes.apply(lease({}, record));
    expect(cluster.invariants.violations).toEqual([]);
    cluster.kubernetes.apply(lease({ holderIdentity: "run-2", renewTime: at(1) }, record));
    cluster.kubernetes.apply(lease({}));
    expect(cluster.invariants.violations.map(({ message }) => message)).toEqual([
      "the lock was let go with talos-w01 cordoned",
    ]);
  });
});
