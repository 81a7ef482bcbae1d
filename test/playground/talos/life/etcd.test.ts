import { createHash } from "node:crypto";
import { Code } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import type { SimulatedCluster } from "../../../../src/playground/talos/start-simulated-cluster.ts";
import { minimalConfig } from "../../../../src/playground/talos/state/minimal-config.ts";
import { ManualClock } from "../../../support/manual-clock.ts";
import { startFreeCluster } from "../../../support/start-cluster.ts";
import { openTalosApi } from "../../../support/talos-api.ts";

const open = (cluster: SimulatedCluster, endpoint: string) => openTalosApi(cluster, { endpoint }).machine;
const idOf = (cluster: SimulatedCluster, name: string) => cluster.etcd.member(name)?.id ?? 0n;
const namesOf = (cluster: SimulatedCluster) => cluster.etcd.members.map(({ name }) => name);

const failureOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => undefined,
    ({ code, rawMessage }: { code: Code; rawMessage: string }) => [code, rawMessage] as const,
  );

describe("etcd's leader", () => {
  test("goes to another member when it goes down, and its term grows", async () => {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ clock });
    const [term, index] = [cluster.etcd.term, cluster.etcd.index];
    await open(cluster, "talos-m01").reboot({});
    clock.advance(9000);
    expect(cluster.etcd.leader).toBe(idOf(cluster, "talos-m02"));
    expect([cluster.etcd.term, cluster.etcd.index > index]).toEqual([term + 1n, true]);
  });

  test("is handed over by EtcdForfeitLeadership, once", async () => {
    const cluster = await startFreeCluster();
    const machine = open(cluster, "talos-m01");
    expect((await machine.etcdForfeitLeadership({})).messages[0]?.member).toBe("talos-m02");
    expect((await machine.etcdForfeitLeadership({})).messages[0]?.member).toBe("");
    expect(cluster.etcd.leader).toBe(idOf(cluster, "talos-m02"));
  });

  test("cannot be handed over by the only member", async () => {
    const cluster = await startFreeCluster({ nodes: [{ name: "talos-m01", role: "controlplane" }] });
    expect((await failureOf(open(cluster, "talos-m01").etcdForfeitLeadership({})))?.[0]).toBe(Code.Unknown);
  });
});

describe("etcd without its quorum", () => {
  async function loseQuorum() {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ clock, violations: ["control-planes-down", "quorum-lost"] });
    for (const name of ["talos-m02", "talos-m03"]) await cluster.node(name).setFault({ kind: "member-unhealthy" });
    return cluster;
  }

  test("answers what one member knows, and nothing that they have to agree on", async () => {
    const cluster = await loseQuorum();
    const machine = open(cluster, "talos-m01");
    const status = (await machine.etcdStatus({})).messages[0]?.memberStatus;
    expect([status?.leader, status?.errors]).toEqual([0n, ["etcdserver: no leader"]]);
    expect((await machine.etcdMemberList({ queryLocal: true })).messages[0]?.members).toHaveLength(3);
    expect(await failureOf(machine.etcdMemberList({}))).toEqual([Code.Unknown, "etcdserver: no leader"]);
    expect((await failureOf(machine.etcdRemoveMemberByID({ memberId: idOf(cluster, "talos-m02") })))?.[0]).toBe(
      Code.Unknown,
    );
  });

  test("leaves its control planes running, but not ready", async () => {
    const cluster = await loseQuorum();
    const { stage, ready, unmet } = cluster.node("talos-m01").machine;
    expect([stage, ready, unmet[0]?.reason]).toEqual(["running", false, "etcd not healthy"]);
  });
});

describe("a member", () => {
  test("that leaves is gone with its data, and joins again as a learner that is promoted", async () => {
    const cluster = await startFreeCluster();
    const before = idOf(cluster, "talos-m03");
    await open(cluster, "talos-m03").etcdLeaveCluster({});
    expect(namesOf(cluster)).toEqual(["talos-m01", "talos-m02"]);
    await cluster.node("talos-m03").reboot();
    await cluster.node("talos-m03").until(({ isUp }) => isUp);
    await expect.poll(() => cluster.etcd.member("talos-m03")?.learner).toBe(false);
    expect(idOf(cluster, "talos-m03")).not.toBe(before);
  });

  test("that another one removes stops, and does not come back with its old data", async () => {
    const cluster = await startFreeCluster();
    await open(cluster, "talos-m01").etcdRemoveMemberByID({ memberId: idOf(cluster, "talos-m03") });
    const { machine } = cluster.node("talos-m03");
    expect(machine.services.find(({ id }) => id === "etcd")).toMatchObject({ state: "Failed", healthy: false });
    expect(machine.ready).toBe(false);
  });

  test("that nobody knows is NotFound", async () => {
    const cluster = await startFreeCluster();
    expect((await failureOf(open(cluster, "talos-m01").etcdRemoveMemberByID({ memberId: 7n })))?.[0]).toBe(
      Code.NotFound,
    );
  });

  test("cannot be removed while the others are not enough", async () => {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ clock });
    await cluster.node("talos-m03").setFault({ kind: "member-unhealthy" });
    const attempt = open(cluster, "talos-m01").etcdRemoveMemberByID({ memberId: idOf(cluster, "talos-m02") });
    expect(await failureOf(attempt)).toEqual([Code.Unknown, expect.stringContaining("unhealthy cluster")]);
    await open(cluster, "talos-m01").etcdRemoveMemberByID({ memberId: idOf(cluster, "talos-m03") });
    expect(namesOf(cluster)).toEqual(["talos-m01", "talos-m02"]);
  });

  test("cannot be removed when it is the last", async () => {
    const cluster = await startFreeCluster({ nodes: [{ name: "talos-m01", role: "controlplane" }] });
    const attempt = open(cluster, "talos-m01").etcdRemoveMemberByID({ memberId: idOf(cluster, "talos-m01") });
    expect((await failureOf(attempt))?.[0]).toBe(Code.Unknown);
  });
});

describe("EtcdSnapshot", () => {
  async function read(cluster: SimulatedCluster): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const { bytes } of open(cluster, "talos-m01").etcdSnapshot({})) chunks.push(bytes);
    return Buffer.concat(chunks);
  }

  test.each([16_384n, 1_000_000n, 5_242_880n])(
    "of %s bytes can be verified by its length and its hash",
    async (dbSize) => {
      const cluster = await startFreeCluster({ etcd: { dbSize } });
      const file = await read(cluster);
      expect([file.length % 512, file.length - 32 >= dbSize]).toEqual([32, true]);
      expect(createHash("sha256").update(file.subarray(0, -32)).digest()).toEqual(file.subarray(-32));
      expect(cluster.writes().map(({ method }) => method)).toEqual(["EtcdSnapshot"]);
    },
  );

  test("ends well when it is cut short", async () => {
    const cluster = await startFreeCluster();
    await cluster.node("talos-m01").setFault({ kind: "snapshot-cut", bytes: 100_000 });
    expect((await read(cluster)).length).toBe(100_000);
  });
});

describe("EtcdAlarmDisarm", () => {
  test("gives the alarms that it has disarmed", async () => {
    const cluster = await startFreeCluster();
    const memberId = idOf(cluster, "talos-m02");
    cluster.etcd.alarms = [{ memberId, alarm: "nospace" }];
    const { messages } = await open(cluster, "talos-m01").etcdAlarmDisarm({});
    expect([messages[0]?.memberAlarms, cluster.etcd.alarms]).toMatchObject([[{ memberId, alarm: 1 }], []]);
  });
});

describe("Bootstrap", () => {
  test("makes an etcd of one member where there was none, which others join", async () => {
    const nodes = ["talos-m01", "talos-m02"].map((name) => ({
      name,
      role: "controlplane" as const,
      maintenance: true,
    }));
    const cluster = await startFreeCluster({ nodes });
    for (const node of cluster.nodes) node.setConfig(minimalConfig("controlplane"));
    const [first, second] = [cluster.node("talos-m01"), cluster.node("talos-m02")];
    for (const node of [first, second]) {
      await node.until(({ services }) => services.some(({ id, state }) => id === "cri" && state === "Running"));
    }
    expect([first.machine.stage, namesOf(cluster)]).toEqual(["booting", []]);
    await first.settled();
    await open(cluster, "talos-m01").bootstrap({});
    await first.until(({ isUp }) => isUp);
    await second.until(({ isUp }) => isUp);
    expect(namesOf(cluster)).toEqual(["talos-m01", "talos-m02"]);
    expect((await failureOf(open(cluster, "talos-m01").bootstrap({})))?.[0]).toBe(Code.AlreadyExists);
  });
});
