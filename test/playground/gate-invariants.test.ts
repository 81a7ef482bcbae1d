import { describe, expect, it } from "vitest";
import { ApplyConfigurationRequest_Mode as Mode } from "../../src/adapters/talos/proto/machine/machine_pb.ts";
import { requireGate } from "../../src/playground/gate-invariants.ts";
import { minimalConfig } from "../../src/playground/talos/state/minimal-config.ts";
import { connectClient } from "../support/kubernetes-client.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { startFreeCluster, type TestClusterOptions } from "../support/start-cluster.ts";
import { openTalosApi } from "../support/talos-api.ts";

const controlPlanes = ["talos-m01", "talos-m02", "talos-m03"] as const;
const broken: TestClusterOptions = { violations: ["write-before-gate"] };

/** The steps of an engine by hand: what a gate reads, what a drain writes, and what takes a node down. */
async function start(options: TestClusterOptions = {}) {
  const clock = new ManualClock();
  const cluster = await startFreeCluster({ clock, ...options });
  requireGate(cluster);
  const { core } = connectClient(cluster.kubernetes);
  const on = (name: string) => openTalosApi(cluster, { endpoint: name }).machine;
  const boot = async (name: string) => {
    clock.advance(120_000);
    await cluster.node(name).settled();
  };
  return {
    on,
    boot,
    violations: () => cluster.invariants.violations.map(({ message }) => message),
    listNodes: () => core.listNode(),
    askEtcd: (...names: readonly string[]) => Promise.all(names.map((name) => on(name).etcdStatus({}))),
    look: () => Promise.all([core.listNode(), ...controlPlanes.map((name) => on(name).etcdStatus({}))]),
    cordon: (name: string) => core.replaceNode({ name, body: { metadata: { name }, spec: { unschedulable: true } } }),
    reboot: async (name: string) => {
      await on(name).reboot({});
      await boot(name);
    },
  };
}

describe("requireGate()", () => {
  it("finds nothing where everything is looked at before each node", async () => {
    const { look, cordon, reboot, on } = await start();
    for (const name of [...controlPlanes, "talos-w01"]) {
      await look();
      await cordon(name);
      await look();
      // That the leader moves is no reason to look again.
      if (name !== "talos-w01") await on(name).etcdForfeitLeadership({});
      await reboot(name);
    }
  });

  it("tells of a node that is taken down without any look, and names what was not looked at", async () => {
    const { reboot, violations } = await start(broken);
    await reboot("talos-m02");
    expect(violations()).toEqual([
      "talos-m02 received Reboot before anybody looked at etcd on talos-m01, etcd on talos-m03, the Kubernetes Nodes",
    ]);
  });

  it("tells of a second node after the look for the first", async () => {
    const { look, reboot, violations } = await start(broken);
    await look();
    await reboot("talos-m01");
    await reboot("talos-w01");
    expect(violations()).toHaveLength(1);
  });

  it("tells of a look that is older than the drain", async () => {
    const { look, cordon, reboot, violations } = await start(broken);
    await look();
    await cordon("talos-w01");
    await reboot("talos-w01");
    expect(violations()).toHaveLength(1);
  });

  it("tells of a look that is older than the fall of another control plane", async () => {
    const { look, on, boot, violations } = await start(broken);
    await look();
    await on("talos-m03").shutdown({ force: true });
    await boot("talos-m03");
    await on("talos-m02").shutdown({ force: true });
    expect(violations()[0]).toBe(
      "talos-m02 received Shutdown before anybody looked at etcd on talos-m01, the Kubernetes Nodes",
    );
  });

  it.each([
    { name: "a control plane", seen: ["talos-m01"], nodes: true, missing: "etcd on talos-m03" },
    { name: "the Nodes", seen: ["talos-m01", "talos-m03"], nodes: false, missing: "the Kubernetes Nodes" },
  ])("tells of a look that left out $name", async ({ seen, nodes, missing }) => {
    const { askEtcd, listNodes, reboot, violations } = await start(broken);
    await askEtcd(...seen);
    await Promise.all(nodes ? [listNodes()] : []);
    await reboot("talos-m02");
    expect(violations()).toEqual([`talos-m02 received Reboot before anybody looked at ${missing}`]);
  });

  it.each([
    { name: "a configuration that reboots", mode: Mode.REBOOT, violations: ["write-before-gate"] },
    { name: "nothing when it is active at once", mode: Mode.NO_REBOOT, violations: [] },
    { name: "nothing when it is staged", mode: Mode.STAGED, violations: [] },
  ] as const)("tells of $name", async ({ mode, violations }) => {
    const { on, boot } = await start({ violations });
    await on("talos-w01").applyConfiguration({ data: Buffer.from(minimalConfig("worker")), mode });
    await boot("talos-w01");
  });

  it("tells of a member that is removed unseen; it need not be seen itself", async () => {
    const { on, askEtcd, listNodes, violations } = await start(broken);
    const { messages } = await on("talos-m01").etcdMemberList({});
    const memberId = messages[0]?.members.find(({ hostname }) => hostname === "talos-m03")?.id ?? 0n;
    await listNodes();
    await askEtcd("talos-m01");
    await on("talos-m01").etcdRemoveMemberByID({ memberId });
    expect(violations()).toEqual([
      "talos-m01 received EtcdRemoveMemberByID before anybody looked at etcd on talos-m02",
    ]);
  });
});
