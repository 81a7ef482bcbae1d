import { anyUnpack } from "@bufbuild/protobuf/wkt";
import { Code } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { Code as ErrorCode } from "../../../../src/adapters/talos/proto/common/common_pb.ts";
import {
  SequenceEvent_Action as Action,
  SequenceEventSchema,
} from "../../../../src/adapters/talos/proto/machine/events_pb.ts";
import { ApplyConfigurationRequest_Mode as Mode } from "../../../../src/adapters/talos/proto/machine/machine_pb.ts";
import type { Machine } from "../../../../src/playground/talos/state/machine.ts";
import { minimalConfig } from "../../../../src/playground/talos/state/minimal-config.ts";
import { installerImage, pullImage } from "../../../support/installer-image.ts";
import { ManualClock } from "../../../support/manual-clock.ts";
import { startFreeCluster } from "../../../support/start-cluster.ts";
import { openTalosApi } from "../../../support/talos-api.ts";

const nodes = [{ name: "talos-w01", role: "worker" }] as const;

const sequenceEvents = (machine: Machine, actorId: string | undefined) =>
  machine.events
    .past({ events: -1 })
    .filter((event) => event.actorId === actorId)
    .flatMap(({ data }) => anyUnpack(data, SequenceEventSchema) ?? []);

describe("a second sequence", () => {
  test("that may not take over is accepted, and told to have been locked out, under nobody's name", async () => {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ nodes, clock });
    const { machine } = openTalosApi(cluster);
    await machine.shutdown({ force: true });
    clock.advance(1);
    await machine.reboot({});
    clock.advance(1);
    const node = cluster.node("talos-w01").machine;
    expect(sequenceEvents(node, "")).toMatchObject([
      { sequence: "reboot", action: Action.NOOP, error: { code: ErrorCode.LOCKED } },
    ]);
    expect(node.stage).toBe("shutting down");
  });

  test("that may takes over, and the first is told to have been cancelled", async () => {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ nodes, clock });
    const { machine } = openTalosApi(cluster);
    const first = await machine.reset({ systemPartitionsToWipe: [{ label: "STATE", wipe: true }] });
    clock.advance(1);
    await machine.reboot({});
    clock.advance(1);
    const node = cluster.node("talos-w01").machine;
    expect(sequenceEvents(node, first.messages[0]?.actorId).map(({ action, error }) => [action, error?.code])).toEqual([
      [Action.START, undefined],
      [Action.STOP, undefined],
      [Action.NOOP, ErrorCode.CANCELED],
    ]);
    expect(node.sequencer.running).toBe("reboot");
  });
});

describe("a fault of the machine:", () => {
  test("stuck holds a sequence at a task until it is repaired", async () => {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ nodes, clock });
    const node = cluster.node("talos-w01");
    await node.setFault({ kind: "stuck", task: "stopAllPods" });
    await openTalosApi(cluster).machine.reboot({});
    clock.advance(3_600_000);
    expect(node.machine.stage).toBe("rebooting");
    node.repair("stuck");
    clock.advance(60_000);
    expect(node.machine.isUp).toBe(true);
  });

  test("slow-boot adds its time to a reboot", async () => {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ nodes, clock });
    const { machine } = cluster.node("talos-w01");
    await cluster.node("talos-w01").setFault({ kind: "slow-boot", extraMs: 600_000 });
    await openTalosApi(cluster).machine.reboot({});
    clock.advance(600_000);
    expect(machine.power).toBe("restarting");
    clock.advance(60_000);
    expect(machine.isUp).toBe(true);
  });

  test("not-ready keeps a condition unmet", async () => {
    const cluster = await startFreeCluster({ nodes });
    const node = cluster.node("talos-w01");
    await node.setFault({ kind: "not-ready", condition: "time", reason: "time is not synced" });
    expect([node.machine.isUp, node.machine.unmet]).toEqual([false, [{ name: "time", reason: "time is not synced" }]]);
  });

  test("pull-fails refuses every image that is not there yet", async () => {
    const cluster = await startFreeCluster({ nodes });
    const api = openTalosApi(cluster);
    const known = await pullImage(api, installerImage("v1.13.9"));
    await cluster.node("talos-w01").setFault({ kind: "pull-fails" });
    await expect(pullImage(api, installerImage("v1.13.8"))).rejects.toMatchObject({ code: Code.Unknown });
    expect(await pullImage(api, installerImage("v1.13.9"))).toBe(known);
  });
});

describe("beforeCall()", () => {
  test("lets something happen right before the n-th call of a method", async () => {
    const cluster = await startFreeCluster({ nodes });
    const node = cluster.node("talos-w01");
    const other = minimalConfig("worker").replace("certSANs: []", "certSANs: [other.example.org]");
    node.beforeCall("ApplyConfiguration", 2, () => node.setConfig(other));
    const { machine } = openTalosApi(cluster);
    const dryRun = async () => {
      const data = Buffer.from(minimalConfig("worker"));
      const { messages } = await machine.applyConfiguration({ data, mode: Mode.AUTO, dryRun: true });
      return messages[0]?.modeDetails.includes("other.example.org");
    };
    expect([await dryRun(), await dryRun(), await dryRun()]).toEqual([false, true, true]);
  });
});
