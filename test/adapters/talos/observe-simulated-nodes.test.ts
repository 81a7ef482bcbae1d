/** The probe against simulated nodes of every Talos version. */
import { describe, expect, test } from "vitest";
import type { NodeFacts } from "../../../src/health/observation.ts";
import type { Fault } from "../../../src/playground/talos/server/faults.ts";
import type { SimulatedCluster, TalosconfigOptions } from "../../../src/playground/talos/start-simulated-cluster.ts";
import { connectNodes, nodeOf } from "../../support/connect-nodes.ts";
import { startCluster } from "../../support/start-cluster.ts";

const signal = new AbortController().signal;
const versions = ["v1.11.6", "v1.12.11", "v1.13.9", "v1.14.0"];
const schematic = {
  id: "613e1592b2da41ae5e265e8789429f22e121aab91cb4deb6bc3c0b6262961245",
  text: "customization: {}\n",
};

async function observe(cluster: SimulatedCluster, name: string, options: TalosconfigOptions = {}) {
  const talos = await connectNodes(cluster, options);
  return talos.nodes.observe(nodeOf(cluster, name), { signal });
}

async function factsOf(cluster: SimulatedCluster, name: string, options: TalosconfigOptions = {}): Promise<NodeFacts> {
  const reading = await observe(cluster, name, options);
  if (reading.kind !== "read") throw new Error(`expected facts: ${JSON.stringify(reading)}`);
  return reading.facts;
}

describe.each(versions)("a node of Talos %s", (version) => {
  test("observe() gives a control plane's facts to a reader", async () => {
    const cluster = await startCluster({
      nodes: [
        {
          ...{ name: "talos-m01", role: "controlplane", version, schematic, secureBoot: true, platform: "nocloud" },
          extensions: [{ name: "iscsi-tools", version: "v0.2.0" }],
        },
        { name: "talos-m02", role: "controlplane", version },
      ],
    });
    const [first, second] = cluster.etcd.members.map(({ id, address, name: hostname }) => ({
      ...{ id: id.toString(16), hostname, isLearner: false },
      peerUrls: [`https://${address}:2380`],
    }));
    const facts = await factsOf(cluster, "talos-m01", { roles: ["os:reader"] });
    expect(facts).toEqual({
      hostname: "talos-m01",
      kubernetesName: "talos-m01",
      version,
      platform: "nocloud",
      secureBoot: true,
      schematicId: schematic.id,
      schematic: schematic.text,
      extensions: [{ name: "iscsi-tools", version: "v0.2.0" }],
      stage: "running",
      ready: true,
      unmetConditions: [],
      bootTime: Math.floor(cluster.node("talos-m01").machine.bootTime.getTime() / 1000),
      services: expect.arrayContaining([
        { id: "etcd", state: "Running", healthy: true },
        { id: "dashboard", state: "Running", healthy: true },
      ]),
      fallbackPending: false,
      stagedConfig: false,
      virtualAddresses: [],
      etcd: {
        memberId: first?.id,
        leaderId: first?.id,
        isLearner: false,
        raftIndex: expect.any(BigInt),
        raftAppliedIndex: expect.any(BigInt),
        databaseBytes: Number(cluster.etcd.dbSize),
        errors: [],
        members: [first, second],
        alarms: [],
      },
    });
  });

  test("observe() asks nothing of etcd on a worker", async () => {
    const cluster = await startCluster({
      nodes: [
        { name: "talos-m01", role: "controlplane", version },
        { name: "talos-w01", role: "worker", version },
      ],
    });
    const facts = await factsOf(cluster, "talos-w01");
    expect(facts).not.toHaveProperty("etcd");
    expect(cluster.node("talos-w01").calls.filter(({ method }) => method.includes("Etcd"))).toEqual([]);
  });

  test("observe() finds a node that waits for its configuration in maintenance", async () => {
    const cluster = await startCluster({
      nodes: [
        { name: "talos-m01", role: "controlplane", version },
        { name: "talos-w01", role: "worker", version, maintenance: true },
      ],
    });
    const direct = { endpoints: [cluster.node("talos-w01").endpoint] };
    const readings = [await observe(cluster, "talos-w01"), await observe(cluster, "talos-w01", direct)];
    expect(readings).toEqual([{ kind: "maintenance" }, { kind: "maintenance" }]);
  });
});

describe("what differs from a node that is well", () => {
  test("observe() tells the unmet conditions of a machine that is not ready", async () => {
    const cluster = await startCluster();
    const unmet = [{ name: "services", reason: "etcd is not healthy" }];
    const { machine } = cluster.node("talos-m02");
    machine.faults.set({ kind: "not-ready", condition: "services", reason: "etcd is not healthy" });
    machine.enter("booting");
    expect(await factsOf(cluster, "talos-m02")).toMatchObject({
      stage: "booting",
      ready: false,
      unmetConditions: unmet,
    });
  });

  test("observe() tells services that are not well", async () => {
    const cluster = await startCluster();
    const { machine } = cluster.node("talos-w01");
    machine.services = machine.services.map((service) => ({
      ...service,
      ...(service.id === "kubelet" && { healthy: false }),
      ...(service.id === "cri" && { state: "Failed" as const }),
    }));
    const { services } = await factsOf(cluster, "talos-w01");
    expect(services.filter(({ healthy }) => !healthy)).toEqual([
      { id: "cri", state: "Failed", healthy: false },
      { id: "kubelet", state: "Running", healthy: false },
    ]);
  });

  test("observe() tells of a boot entry to fall back to", async () => {
    const cluster = await startCluster();
    cluster.node("talos-m01").machine.disk.setMeta(6, "Talos-v1.13.8");
    expect(await factsOf(cluster, "talos-m01")).toMatchObject({ fallbackPending: true });
  });

  test("observe() tells an administrator, and nobody else, of a staged config", async () => {
    const cluster = await startCluster();
    cluster.node("talos-w01").machine.stageConfig(Buffer.from("machine:\n  type: worker\n"));
    expect(await factsOf(cluster, "talos-w01")).toMatchObject({ stagedConfig: true });
    expect(await factsOf(cluster, "talos-w01", { roles: ["os:operator"] })).toMatchObject({ stagedConfig: false });
  });

  test.each(versions)("observe() gives the virtual addresses that a node of %s holds", async (version) => {
    const cluster = await startCluster({ nodes: [{ name: "talos-m01", role: "controlplane", version }] });
    cluster.node("talos-m01").machine.virtualAddresses = ["10.0.0.10", "fd00::10"];
    const facts = await factsOf(cluster, "talos-m01", { roles: ["os:reader"] });
    expect(facts.virtualAddresses).toEqual(["10.0.0.10", "fd00::10"]);
  });

  test("observe() gives learners and alarms of etcd", async () => {
    const cluster = await startCluster();
    const [first, second, third] = cluster.etcd.members;
    if (first === undefined || second === undefined || third === undefined) throw new Error("expected three members");
    cluster.etcd.members = [first, second, { ...third, learner: true }];
    cluster.etcd.alarms = [
      { memberId: second.id, alarm: "nospace" },
      { memberId: third.id, alarm: "corrupt" },
    ];
    const { etcd } = await factsOf(cluster, "talos-m03");
    expect(etcd?.isLearner).toBe(true);
    expect(etcd?.members.map(({ isLearner }) => isLearner)).toEqual([false, false, true]);
    expect(etcd?.alarms).toEqual([
      { memberId: second.id.toString(16), kind: "NOSPACE" },
      { memberId: third.id.toString(16), kind: "CORRUPT" },
    ]);
  });

  test("observe() does without etcd where it does not run", async () => {
    const cluster = await startCluster();
    const { machine } = cluster.node("talos-m02");
    machine.services = machine.services.map((service) =>
      service.id === "etcd" ? { ...service, state: "Failed" as const, healthy: false } : service,
    );
    const facts = await factsOf(cluster, "talos-m02");
    expect(facts).not.toHaveProperty("etcd");
    expect(facts.services).toContainEqual({ id: "etcd", state: "Failed", healthy: false });
  });
});

describe("nodes that cannot be observed", () => {
  const faults: readonly { readonly fault: Fault; readonly kind: string }[] = [
    { fault: { kind: "refuse" }, kind: "rebooting" },
    { fault: { kind: "hang" }, kind: "timeout" },
    { fault: { kind: "cut", messages: 0 }, kind: "rebooting" },
  ];
  test.each(faults)("observe() of a node with the fault $fault gives $kind", async ({ fault, kind }) => {
    const cluster = await startCluster();
    await cluster.node("talos-m02").setFault(fault);
    const endpoints = [cluster.node("talos-m01").endpoint];
    expect(await observe(cluster, "talos-m02", { endpoints })).toMatchObject({ kind: "problem", problem: { kind } });
  });

  test("observe() tells a talosconfig that may not read which role it takes", async () => {
    const cluster = await startCluster();
    expect(await observe(cluster, "talos-m01", { roles: ["os:etcd:backup"] })).toMatchObject({
      problem: { kind: "credential", hint: expect.stringContaining("os:reader") },
    });
  });

  test("observe() throws the signal's reason when it is aborted", async () => {
    const cluster = await startCluster();
    await cluster.node("talos-m01").setFault({ kind: "hang" });
    const talos = await connectNodes(cluster);
    const controller = new AbortController();
    const observing = talos.nodes.observe(nodeOf(cluster, "talos-m01"), { signal: controller.signal });
    const reason = new Error("no more");
    controller.abort(reason);
    await expect(observing).rejects.toBe(reason);
  });
});

test("access gives the credential and the way in", async () => {
  const cluster = await startCluster();
  const talos = await connectNodes(cluster, { roles: ["os:reader"] });
  expect(talos.nodes.access).toEqual({
    endpoints: ["talos-m01", "talos-m02", "talos-m03"].map((name) => cluster.node(name).endpoint),
    roles: ["os:reader"],
    daysLeft: expect.any(Number),
    shortLived: expect.any(Boolean),
  });
});
