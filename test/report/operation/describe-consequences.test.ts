import { describe, expect, it } from "vitest";
import type { OperationCommand } from "../../../src/chatops/command.ts";
import type { KubernetesPod } from "../../../src/health/observation.ts";
import { describeConsequences } from "../../../src/report/operation/describe-consequences.ts";
import { observedCluster } from "../../support/observed-cluster.ts";

const flags = { dryRun: false, acceptDowntime: false, allowExtensionChange: false, withoutLock: false };

const reset = (node: string, more: object = {}): OperationCommand => ({
  ...flags,
  name: "reset",
  node,
  partitions: ["STATE", "EPHEMERAL"],
  graceful: true,
  reboot: true,
  ...more,
});

const shutdown = (node: string): OperationCommand => ({ ...flags, name: "shutdown", node, force: false });

function pod(name: string, more: Partial<KubernetesPod> = {}): KubernetesPod {
  return {
    ...{ namespace: "media", name, uid: name, node: "talos-m2", phase: "Running", ready: true },
    ...{ labels: {}, owner: "ReplicaSet", mirror: false, deleting: false, images: {} },
    ...more,
  };
}

const { owner: _, ...orphan } = pod("alone");

const three = ["talos-m1", "talos-m2", "talos-m3"];

describe("describeConsequences()", () => {
  it.each([
    { control: ["talos-m2"], text: "etcd goes from 1 member to 0: it has no quorum then: the cluster's API stops." },
    { control: three.slice(0, 2), text: "etcd goes from 2 members to 1: it survives no further failure." },
    { control: three, text: "etcd goes from 3 members to 2: it survives no further failure." },
    {
      control: [...three, "talos-m4", "talos-m5"],
      text: "etcd goes from 5 members to 4: it survives 1 further failure.",
    },
  ])("counts what is left of $control.length members", ({ control, text }) => {
    expect(describeConsequences(reset("talos-m2"), observedCluster(control))).toContain(text);
  });

  it("counts a member that stays, but is off, against the quorum", () => {
    const lines = describeConsequences(shutdown("talos-m2"), observedCluster(three.slice(0, 2)));
    expect(lines).toContain("etcd runs on 1 of 2 members: it has no quorum then: the cluster's API stops.");
  });

  it("says which pods leave, and which nobody starts again", () => {
    const pods = [
      pod("web"),
      orphan,
      pod("agent", { owner: "DaemonSet" }),
      pod("static", { mirror: true }),
      pod("done", { phase: "Succeeded" }),
      pod("elsewhere", { node: "talos-m1" }),
    ];
    const lines = describeConsequences(reset("main/talos-m2"), observedCluster(three, { kubernetes: { pods } }));
    expect(lines).toContain("2 pods have to leave talos-m2.");
    expect(lines).toContain("Nothing starts these again elsewhere: media/alone.");
  });

  it("names what is wiped, and what is lost with it", () => {
    const lines = describeConsequences(
      reset("w1", { partitions: ["EPHEMERAL"], reboot: false, graceful: false }),
      observedCluster(["talos-m1", "w1"]),
    );
    expect(lines.slice(0, 4)).toEqual([
      "On w1 the partition EPHEMERAL is wiped.",
      "With EPHEMERAL goes all that pods keep on the node itself: host paths, local volumes, container images.",
      "w1 halts afterwards.",
      "It is not drained and leaves etcd without a word.",
    ]);
  });

  it("says of the virtual address that it moves", () => {
    const observation = observedCluster(three, { facts: { "talos-m2": { virtualAddresses: ["10.0.0.10"] } } });
    expect(describeConsequences(shutdown("talos-m2"), observation)).toContain(
      "It holds 10.0.0.10, which moves to another control plane.",
    );
  });

  it("is empty for what only rolls over the nodes", () => {
    const upgrade: OperationCommand = { ...flags, name: "upgrade", nodes: ["all"], stage: false };
    expect(describeConsequences(upgrade, observedCluster(three))).toEqual([]);
  });
});
