import { describe, expect, test } from "vitest";
import { ManualClock } from "../support/manual-clock.ts";
import { startFreeCluster } from "../support/start-cluster.ts";
import { openTalosApi } from "../support/talos-api.ts";

describe("watchInvariants()", () => {
  test("finds nothing in one reboot after the other", async () => {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ clock });
    for (const node of cluster.nodes) {
      await openTalosApi(cluster, { endpoint: node.name }).machine.reboot({});
      clock.advance(60_000);
      await node.settled();
    }
    expect(cluster.invariants.violations).toEqual([]);
  });

  test("tells of two control planes that are down at once, and of the quorum they take with them", async () => {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ clock, violations: ["control-planes-down", "quorum-lost"] });
    for (const name of ["talos-m01", "talos-m03"]) {
      await openTalosApi(cluster, { endpoint: name }).machine.reboot({});
      clock.advance(1000);
    }
    clock.advance(120_000);
    const [first, second] = cluster.invariants.violations;
    expect([first?.rule, second?.rule]).toEqual(["control-planes-down", "quorum-lost"]);
    expect(first?.message).toContain("talos-m01, talos-m03");
    expect(first?.trail.join("\n")).toMatch(/talos-m01 received Reboot.*talos-m03 received Reboot/s);
    expect(cluster.etcd.leader).not.toBe(0n);
  });

  test("tells of a member that is sick while another control plane is down", async () => {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ clock, violations: ["control-planes-down", "quorum-lost"] });
    await cluster.node("talos-m02").setFault({ kind: "member-unhealthy" });
    await openTalosApi(cluster).machine.reboot({});
    clock.advance(10_000);
    expect(cluster.invariants.violations).toHaveLength(2);
  });

  test("tells of a machine that was wiped wholly", async () => {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ clock, violations: ["machine-wiped"] });
    await openTalosApi(cluster, { endpoint: "talos-w01" }).machine.reset({ reboot: true });
    clock.advance(120_000);
    expect(cluster.node("talos-w01").machine.power).toBe("off");
  });
});
