import { Code } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { ResetRequest_WipeMode as WipeMode } from "../../../../src/adapters/talos/proto/machine/machine_pb.ts";
import type { NodeOptions, SimulatedCluster } from "../../../../src/playground/talos/start-simulated-cluster.ts";
import { startFreeCluster } from "../../../support/start-cluster.ts";
import { openTalosApi } from "../../../support/talos-api.ts";

const worker: NodeOptions = {
  name: "talos-w01",
  role: "worker",
  userDisks: [
    { device: "/dev/sda", model: "Data", serial: "1", bytes: 1_000_000_000_000n },
    { device: "/dev/sr0", model: "Medium", serial: "2", bytes: 1_000_000_000n, readOnly: true },
  ],
};

const open = (cluster: SimulatedCluster, endpoint: string) => openTalosApi(cluster, { endpoint }).machine;
const wipe = (...labels: string[]) => labels.map((label) => ({ label, wipe: true }));

describe("Reset", () => {
  test.each([
    {
      name: "user disks in the mode of the system disk",
      request: { mode: WipeMode.SYSTEM_DISK, userDisksToWipe: ["/dev/sda"] },
    },
    {
      name: "partitions in the mode of user disks",
      request: { mode: WipeMode.USER_DISKS, systemPartitionsToWipe: wipe("STATE") },
    },
    { name: "an unknown partition", request: { systemPartitionsToWipe: wipe("WONDERS") } },
    { name: "a disk that is not there", request: { userDisksToWipe: ["/dev/sdz"] } },
    { name: "a disk that is read-only", request: { userDisksToWipe: ["/dev/sr0"] } },
    { name: "the system disk as a user's", request: { userDisksToWipe: ["/dev/nvme0n1"] } },
  ])("refuses $name at once", async ({ request }) => {
    const cluster = await startFreeCluster({ nodes: [worker] });
    await expect(open(cluster, "talos-w01").reset(request)).rejects.toMatchObject({ code: Code.Unknown });
    expect(cluster.node("talos-w01").machine.sequencer.running).toBeUndefined();
  });

  test("of STATE and EPHEMERAL keeps the system, and ends in maintenance", async () => {
    const cluster = await startFreeCluster({ nodes: [worker] });
    const node = cluster.node("talos-w01");
    await open(cluster, "talos-w01").reset({ reboot: true, systemPartitionsToWipe: wipe("STATE", "EPHEMERAL") });
    await node.until(({ stage, apiUp }) => stage === "maintenance" && apiUp);
    expect([node.machine.disk.installed, node.machine.persistentConfig]).toEqual([true, undefined]);
  });

  test("that is graceful takes the member out of etcd first", async () => {
    const cluster = await startFreeCluster();
    const node = cluster.node("talos-m02");
    await open(cluster, "talos-m02").reset({ graceful: true, systemPartitionsToWipe: wipe("EPHEMERAL") });
    await node.until(({ power }) => power === "off");
    expect(cluster.etcd.members.map(({ name }) => name)).toEqual(["talos-m01", "talos-m03"]);
    expect([node.machine.disk.etcdData, cluster.etcd.hasQuorum]).toEqual([false, true]);
  });

  test("that is not graceful leaves a member behind, whose place it takes when it comes back", async () => {
    const cluster = await startFreeCluster();
    const node = cluster.node("talos-m02");
    const before = cluster.etcd.member("talos-m02")?.id;
    await open(cluster, "talos-m02").reset({ reboot: true, systemPartitionsToWipe: wipe("EPHEMERAL") });
    await node.until(({ power }) => power === "restarting");
    expect(cluster.etcd.member("talos-m02")?.id).toBe(before);
    await node.until(({ isUp }) => isUp);
    expect(cluster.etcd.member("talos-m02")?.id).not.toBe(before);
  });

  test("with nothing named takes everything, and nothing is left to boot", async () => {
    const cluster = await startFreeCluster({ nodes: [worker], violations: ["machine-wiped"] });
    const node = cluster.node("talos-w01");
    await open(cluster, "talos-w01").reset({ reboot: true });
    await node.until(({ power }) => power === "off");
    expect(node.machine.disk.installed).toBe(false);
  });

  test("of user disks leaves the system alone", async () => {
    const cluster = await startFreeCluster({ nodes: [worker] });
    const node = cluster.node("talos-w01");
    await open(cluster, "talos-w01").reset({ reboot: true, mode: WipeMode.USER_DISKS, userDisksToWipe: ["/dev/sda"] });
    await node.until(({ power }) => power === "restarting");
    await node.until(({ isUp }) => isUp);
    expect([node.machine.wipedDisks, node.machine.stage]).toEqual([["/dev/sda"], "running"]);
  });
});

describe("Shutdown", () => {
  test("turns the machine off, until somebody presses the button", async () => {
    const cluster = await startFreeCluster({ nodes: [worker] });
    const node = cluster.node("talos-w01");
    await open(cluster, "talos-w01").shutdown({ force: true });
    await node.until(({ power }) => power === "off");
    await node.settled();
    await expect(open(cluster, "talos-w01").version({})).rejects.toMatchObject({ code: Code.Unavailable });
    node.powerOn();
    await node.until(({ isUp }) => isUp);
  });
});
