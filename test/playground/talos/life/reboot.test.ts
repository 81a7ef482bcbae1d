import { anyUnpack } from "@bufbuild/protobuf/wkt";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Event, TaskEventSchema } from "../../../../src/adapters/talos/proto/machine/events_pb.ts";
import { ManualClock } from "../../../support/manual-clock.ts";
import { startFreeCluster } from "../../../support/start-cluster.ts";
import { openTalosApi, type RawTalosApi } from "../../../support/talos-api.ts";

const one = (version = "v1.13.8") => [{ name: "talos-m01", role: "controlplane", version }] as const;

/** Collects what a node tells, until the connection ends. */
function collect(api: RawTalosApi) {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const events: Event[] = [];
  const stream = api.machine.events({}, { signal: controller.signal })[Symbol.asyncIterator]();
  const read = async () => {
    for (let step = await stream.next(); step.done !== true; step = await stream.next()) events.push(step.value);
  };
  return {
    subscribed: stream.next(),
    ended: () => read().catch(() => undefined),
    tasksOf: (actorId: string | undefined) =>
      events
        .filter((event) => event.actorId === actorId)
        .map((event) => event.data && anyUnpack(event.data, TaskEventSchema))
        .flatMap((payload) => (payload === undefined ? [] : [`${payload.task} ${payload.action}`])),
  };
}

describe("a reboot", () => {
  test("stops in phases, is away, and comes back in stages with another boot", async () => {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ nodes: one(), clock });
    const node = cluster.node("talos-m01");
    const { machine } = node;
    const before = { bootId: machine.bootId, bootTime: machine.bootTime };
    const seen: string[] = [];
    machine.onChange(({ stage, apiUp, unmet }) => {
      const line = [stage, apiUp ? "reachable" : "away", ...unmet.map(({ name }) => name)].join(" ");
      if (seen.at(-1) !== line) seen.push(line);
    });
    await openTalosApi(cluster).machine.reboot({});
    clock.advance(120_000);
    await node.settled();
    expect(seen).toEqual([
      "rebooting reachable",
      "rebooting away",
      "booting away services",
      "booting reachable services",
      "booting reachable services nodeReady",
      "booting reachable staticPods nodeReady",
      "running reachable staticPods nodeReady",
      "running reachable",
    ]);
    expect(machine.bootId).not.toBe(before.bootId);
    expect(machine.bootTime.getTime()).toBeGreaterThan(before.bootTime.getTime());
    await expect(openTalosApi(cluster).machine.version({})).resolves.toBeDefined();
  });

  test("tells its tasks under the actor that asked for it, until nobody can listen", async () => {
    const cluster = await startFreeCluster({ nodes: one() });
    const api = openTalosApi(cluster);
    const events = collect(api);
    await events.subscribed;
    const ended = events.ended();
    const { messages } = await api.machine.reboot({});
    await ended;
    expect(events.tasksOf(messages[0]?.actorId)).toEqual(
      [
        "stopAllPods",
        "stopDBus",
        "stopServicesForUpgrade",
        "unmountPodMounts",
        "unmountSystemDiskBindMounts",
        "unmountEphemeralPartition",
        "teardownLifecycle",
        "kexecPrepare",
        "stopAllServices",
      ]
        .flatMap((task) => [`${task} 0`, `${task} 1`])
        .slice(0, -1),
    );
  });
});
