import { createRegistry, type MessageInitShape } from "@bufbuild/protobuf";
import { anyUnpack } from "@bufbuild/protobuf/wkt";
import { Code } from "@connectrpc/connect";
import { describe, expect, onTestFinished, test } from "vitest";
import { ContainerDriver, ContainerdNamespace } from "../../../src/adapters/talos/proto/common/common_pb.ts";
import {
  type Event,
  type EventsRequestSchema,
  MachineStatusEventSchema,
  MachineStatusEvent_MachineStage as Stage,
  TaskEventSchema,
} from "../../../src/adapters/talos/proto/machine/events_pb.ts";
import { ImageService, type ImageServicePullResponse } from "../../../src/adapters/talos/proto/machine/image_pb.ts";
import { ApplyConfigurationRequest_Mode as Mode } from "../../../src/adapters/talos/proto/machine/machine_pb.ts";
import { minimalConfig } from "../../../src/playground/talos/state/minimal-config.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { startFreeCluster } from "../../support/start-cluster.ts";
import { callByPath, forNode, openTalosApi, type RawTalosApi } from "../../support/talos-api.ts";

function listen(api: RawTalosApi, request: MessageInitShape<typeof EventsRequestSchema> = {}) {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const events = api.machine.events(request, { signal: controller.signal })[Symbol.asyncIterator]();
  return async (): Promise<Event | undefined> => {
    const step: IteratorResult<Event> = await events.next();
    return step.done === true ? undefined : step.value;
  };
}

const registry = createRegistry(MachineStatusEventSchema, TaskEventSchema);
const unpack = (event: Event | undefined) => (event?.data === undefined ? undefined : anyUnpack(event.data, registry));

describe("Events", () => {
  test("begin with an empty one and bear Talos' type URL", async () => {
    const cluster = await startFreeCluster();
    const next = listen(openTalosApi(cluster));
    expect((await next())?.data).toBeUndefined();
    cluster.node("talos-m01").machine.enter("upgrading");
    const event = await next();
    expect(event?.data?.typeUrl).toBe("talos/runtime/machine.MachineStatusEvent");
    expect(unpack(event)).toMatchObject({ stage: Stage.UPGRADING, status: { ready: true } });
  });

  test.each([
    { name: "none", request: {}, tasks: [] },
    { name: "the last two", request: { tailEvents: 2 }, tasks: ["two", "three"] },
    { name: "all", request: { tailEvents: -1 }, tasks: ["one", "two", "three"] },
    { name: "those of one actor", request: { tailEvents: -1, withActorId: "me" }, tasks: ["two"] },
    { name: "those of the last minute", request: { tailSeconds: 60 }, tasks: ["three"] },
  ])("of the past: $name", async ({ request, tasks }) => {
    const clock = new ManualClock();
    const cluster = await startFreeCluster({ clock });
    const { events } = cluster.node("talos-m01").machine;
    events.publish(TaskEventSchema, { task: "one" });
    events.publish(TaskEventSchema, { task: "two" }, "me");
    clock.advance(120_000);
    events.publish(TaskEventSchema, { task: "three" });
    const next = listen(openTalosApi(cluster), request);
    await next();
    const seen: (Event | undefined)[] = [];
    for (const _ of tasks) seen.push(await next());
    expect(seen.map((event) => unpack(event))).toMatchObject(tasks.map((task) => ({ task })));
  });

  test("refuse two tails at once", async () => {
    const next = listen(openTalosApi(await startFreeCluster()), { tailEvents: 1, tailSeconds: 1 });
    await expect(next()).rejects.toMatchObject({ code: Code.InvalidArgument });
  });

  test("ids sort by time", async () => {
    const cluster = await startFreeCluster();
    const { events } = cluster.node("talos-m01").machine;
    for (let count = 0; count < 40; count += 1) events.publish(TaskEventSchema, { task: String(count) });
    const ids = events.past({ events: -1 }).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(ids);
    expect(events.past({ id: ids[37] ?? "" }).map(({ id }) => id)).toEqual(ids.slice(38));
  });
});

describe("etcd", () => {
  test("has a member for each control plane, with ids that no number holds", async () => {
    const { machine } = openTalosApi(await startFreeCluster());
    const members = (await machine.etcdMemberList({})).messages[0]?.members ?? [];
    expect(members.map(({ hostname }) => hostname)).toEqual(["talos-m01", "talos-m02", "talos-m03"]);
    expect(members.every(({ id }) => id > BigInt(Number.MAX_SAFE_INTEGER))).toBe(true);
    const statuses = await machine.etcdStatus({}, forNode("talos-m01", "talos-m02"));
    expect(statuses.messages.map(({ memberStatus }) => memberStatus?.memberId)).toEqual([
      members[0]?.id,
      members[1]?.id,
    ]);
    expect(new Set(statuses.messages.map(({ memberStatus }) => memberStatus?.leader))).toEqual(
      new Set([members[0]?.id]),
    );
  });

  test("shows its alarms", async () => {
    const cluster = await startFreeCluster();
    const [member] = cluster.etcd.members;
    cluster.etcd.alarms = [{ memberId: member?.id ?? 0n, alarm: "nospace" }];
    const { messages } = await openTalosApi(cluster).machine.etcdAlarmList({});
    expect(messages[0]?.memberAlarms).toMatchObject([{ memberId: member?.id, alarm: 1 }]);
  });

  test("is unknown to a worker", async () => {
    const { machine } = openTalosApi(await startFreeCluster());
    await expect(machine.etcdStatus({}, forNode("talos-w01"))).rejects.toMatchObject({ code: Code.Unimplemented });
  });
});

describe("ImageService", () => {
  const nodes = (version: string) => [{ name: "talos-m01", role: "controlplane", version }] as const;
  const containerd = { driver: ContainerDriver.CRI, namespace: ContainerdNamespace.NS_SYSTEM };
  const imageRef = "localhost:5000/siderolabs/installer:v1.13.9";

  test.each(["v1.11.6", "v1.12.4"])("is unknown to %s", async (version) => {
    const cluster = await startFreeCluster({ nodes: nodes(version) });
    expect((await callByPath(cluster, "/machine.ImageService/Pull")).code).toBe(Code.Unimplemented);
  });

  test.each(["v1.13.8", "v1.14.0"])("on %s pulls, ends with the pinned name, and lists both names", async (version) => {
    const images = openTalosApi(await startFreeCluster({ nodes: nodes(version) })).client(ImageService);
    const replies: ImageServicePullResponse[] = [];
    for await (const reply of images.pull({ containerd, imageRef })) replies.push(reply);
    const last = replies.at(-1)?.response;
    expect(last).toMatchObject({
      case: "name",
      value: expect.stringMatching(/^localhost:5000\/siderolabs\/installer@sha256:[0-9a-f]{64}$/),
    });
    const names: string[] = [];
    for await (const { name } of images.list({ containerd })) names.push(name);
    expect(names).toEqual([imageRef, last?.value]);
  });
});

test("ServiceList names the services of the role", async () => {
  const { machine } = openTalosApi(await startFreeCluster());
  const { messages } = await machine.serviceList({}, forNode("talos-m01", "talos-w01"));
  const [onControlPlane, onWorker] = messages.map(({ services }) => services.map(({ id }) => id));
  expect(onControlPlane?.filter((id) => onWorker?.includes(id) !== true)).toEqual(["etcd", "trustd"]);
});

describe("maintenance mode", () => {
  const nodes = (version: string) => [{ name: "new", role: "worker", version, maintenance: true }] as const;
  const config = Buffer.from(minimalConfig("worker"));

  test.each([
    { version: "v1.12.4", code: Code.Unimplemented },
    { version: "v1.13.8", code: undefined },
  ])("on $version answers Version with $code", async ({ version, code }) => {
    const { machine } = openTalosApi(await startFreeCluster({ nodes: nodes(version) }), { client: null });
    const outcome = await machine.version({}).then(
      () => undefined,
      (error: { code: Code }) => error.code,
    );
    expect(outcome).toBe(code);
  });

  test("shows a certificate of its own and no secrets", async () => {
    const cluster = await startFreeCluster({ nodes: nodes("v1.13.8") });
    await expect(openTalosApi(cluster).machine.version({})).rejects.toMatchObject({ code: Code.Internal });
    const { state } = openTalosApi(cluster, { client: null });
    const request = { namespace: "config", type: "MachineConfigs.config.talos.dev", id: "v1alpha1" };
    await expect(state.get(request)).rejects.toMatchObject({ code: Code.PermissionDenied });
  });

  test.each(["v1.11.6", "v1.12.4", "v1.13.8", "v1.14.0"])(
    "on %s ends with the first configuration",
    async (version) => {
      const clock = new ManualClock();
      const cluster = await startFreeCluster({ nodes: nodes(version), clock });
      const { machine } = openTalosApi(cluster, { client: null });
      await machine.applyConfiguration({ data: config, mode: Mode.AUTO });
      await cluster.node("new").settled();
      clock.advance(120_000);
      await cluster.node("new").settled();
      // The machine's port may close once more after it was first open.
      const hostname = async () => (await openTalosApi(cluster).machine.hostname({})).messages[0]?.hostname;
      await expect.poll(() => hostname().catch(() => undefined), { timeout: 10_000 }).toBe("new");
      expect(Buffer.from(cluster.node("new").config ?? [])).toEqual(config);
    },
  );

  test("has no dry-run diff before 1.13", async () => {
    const details = async (version: string) => {
      const { machine } = openTalosApi(await startFreeCluster({ nodes: nodes(version) }), { client: null });
      const { messages } = await machine.applyConfiguration({ data: config, mode: Mode.AUTO, dryRun: true });
      return messages[0]?.modeDetails.includes("+++ b");
    };
    expect([await details("v1.12.4"), await details("v1.13.8")]).toEqual([false, true]);
  });
});
