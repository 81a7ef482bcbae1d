import { Code } from "@connectrpc/connect";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { type Event, EventType, type WatchResponse } from "../../../src/adapters/talos/proto/cosi/resource/state_pb.ts";
import type { Machine } from "../../../src/playground/talos/state/machine.ts";
import { minimalConfig } from "../../../src/playground/talos/state/minimal-config.ts";
import { startCluster } from "../../support/start-cluster.ts";
import { callByPath, openTalosApi, type RawTalosApi } from "../../support/talos-api.ts";

const status = { namespace: "runtime", type: "MachineStatuses.runtime.talos.dev" };
const members = { namespace: "cluster", type: "Members.cluster.talos.dev" };
const configs = { namespace: "config", type: "MachineConfigs.config.talos.dev" };
const schematic = {
  id: "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba",
  text: "customization: {}\n",
};

async function listYaml(api: RawTalosApi, request: { namespace: string; type: string }): Promise<Map<string, unknown>> {
  const specs = new Map<string, unknown>();
  for await (const { resource } of api.state.list(request)) {
    specs.set(resource?.metadata?.id ?? "", parse(resource?.spec?.yamlSpec ?? ""));
  }
  return specs;
}

/** Reads a watch reply by reply; ended with the test. */
function watch(api: RawTalosApi, request: Parameters<RawTalosApi["state"]["watch"]>[0]) {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const replies = api.state.watch({ apiVersion: 1, ...request }, { signal: controller.signal })[Symbol.asyncIterator]();
  return async (): Promise<readonly Event[]> => {
    const step: IteratorResult<WatchResponse> = await replies.next();
    return step.done === true ? [] : step.value.event;
  };
}

function startInto(machine: Machine, version: string): void {
  machine.booted = { ...machine.booted, version };
  machine.changed();
}

const describeEvents = (events: readonly Event[]) =>
  events.map(({ eventType, resource }) => [eventType, resource?.metadata?.id, resource?.metadata?.version]);

describe("a node's resources", () => {
  test("tell what it is", async () => {
    const extensions = [{ name: "iscsi-tools", version: "v0.2.0" }];
    const nodes = [
      { name: "talos-m01", role: "controlplane", address: "192.168.5.201", schematic, extensions },
    ] as const;
    const api = openTalosApi(await startCluster({ nodes }));
    const spec = async (namespace: string, type: string, id: string) =>
      (await listYaml(api, { namespace, type })).get(id);
    expect(await spec("runtime", "Versions.runtime.talos.dev", "version")).toEqual({
      name: "Talos",
      version: "v1.13.8",
    });
    expect(await spec("config", "MachineTypes.config.talos.dev", "machine-type")).toBe("controlplane");
    expect(await spec("k8s", "Nodenames.kubernetes.talos.dev", "nodename")).toMatchObject({ nodename: "talos-m01" });
    expect(await spec("network", "NodeAddresses.net.talos.dev", "current")).toMatchObject({
      addresses: ["192.168.5.201/24"],
    });
    expect(await spec("cluster", members.type, "talos-m01")).toMatchObject({
      machineType: "controlplane",
      operatingSystem: "Talos (v1.13.8)",
      controlPlane: { port: 6443 },
    });
    expect(await spec("runtime", "ExtensionStatuses.runtime.talos.dev", "schematic")).toMatchObject({
      metadata: { name: "schematic", version: schematic.id, extraInfo: schematic.text },
    });
  });

  test.each(["Create", "Update", "Destroy"])("are refused to writers: %s", async (name) => {
    const status = await callByPath(await startCluster(), `/cosi.resource.State/${name}`);
    expect(status).toEqual({ code: Code.PermissionDenied, message: "write access is not allowed" });
  });

  test("of machine configs are there in the shape of the version", async () => {
    const config = minimalConfig("controlplane");
    const yamlSpec = async (version: string) => {
      const api = openTalosApi(await startCluster({ nodes: [{ name: "m", role: "controlplane", version, config }] }));
      const { resource } = await api.state.get({ ...configs, id: "v1alpha1" });
      return { annotations: resource?.metadata?.annotations, text: resource?.spec?.yamlSpec };
    };
    expect(await yamlSpec("v1.11.6")).toEqual({ annotations: {}, text: config });
    const newer = await yamlSpec("v1.12.4");
    expect([newer.annotations, parse(newer.text ?? "")]).toEqual([{ "talos.dev/yaml-spec": "" }, config]);
  });

  test.each([
    { version: "v1.11.6", bootId: false, factory: false },
    { version: "v1.13.8", bootId: false, factory: false },
    { version: "v1.14.0", bootId: true, factory: true },
  ])("that came later are unknown to $version", async ({ version, bootId, factory }) => {
    const nodes = [{ name: "m", role: "controlplane", version, schematic }] as const;
    const api = openTalosApi(await startCluster({ nodes }));
    const isThere = (type: string, id: string) =>
      api.state.get({ namespace: "runtime", type, id }).then(
        () => true,
        (error: { code: Code }) => error.code !== Code.PermissionDenied,
      );
    expect(await isThere("BootIDs.runtime.talos.dev", "boot-id")).toBe(bootId);
    expect(await isThere("ImageFactorySchematics.runtime.talos.dev", "image-factory-schematic")).toBe(factory);
  });

  test("can be listed by id", async () => {
    const api = openTalosApi(await startCluster());
    const ids: (string | undefined)[] = [];
    const request = {
      namespace: "runtime",
      type: "Services.v1alpha1.talos.dev",
      options: { idQuery: { regexp: "^etc" } },
    };
    for await (const { resource } of api.state.list(request)) ids.push(resource?.metadata?.id);
    expect(ids).toEqual(["etcd"]);
  });
});

describe("a watch", () => {
  test("of one resource says that it stands, then the state, then every change", async () => {
    const cluster = await startCluster();
    const next = watch(openTalosApi(cluster), { ...status, id: "machine" });
    expect(await next()).toEqual([]);
    expect(describeEvents(await next())).toEqual([[EventType.CREATED, "machine", "1"]]);
    cluster.node("talos-m01").machine.enter("upgrading");
    const [event] = await next();
    expect(describeEvents(event === undefined ? [] : [event])).toEqual([[EventType.UPDATED, "machine", "2"]]);
    expect(parse(event?.old?.spec?.yamlSpec ?? "")).toMatchObject({ stage: "running" });
    expect(parse(event?.resource?.spec?.yamlSpec ?? "")).toMatchObject({
      stage: "upgrading",
      status: { ready: true },
    });
  });

  test("of a missing resource begins with its tombstone", async () => {
    const next = watch(openTalosApi(await startCluster()), { ...status, id: "other" });
    await next();
    expect(describeEvents(await next())).toEqual([[EventType.DESTROYED, "other", "undefined"]]);
  });

  test("of a kind gives the contents, the mark, and then every change", async () => {
    const cluster = await startCluster();
    const next = watch(openTalosApi(cluster), { ...members, options: { bootstrapContents: true } });
    const events: unknown[] = [];
    for (let reply = 0; reply < 6; reply += 1) events.push(...describeEvents(await next()));
    expect(events).toEqual([
      [EventType.CREATED, "talos-m01", "1"],
      [EventType.CREATED, "talos-m02", "1"],
      [EventType.CREATED, "talos-m03", "1"],
      [EventType.CREATED, "talos-w01", "1"],
      [EventType.BOOTSTRAPPED, undefined, undefined],
    ]);
    startInto(cluster.node("talos-w01").machine, "v1.13.9");
    expect(describeEvents(await next())).toEqual([[EventType.UPDATED, "talos-w01", "2"]]);
  });

  test("of an old client ends the contents without a mark", async () => {
    const cluster = await startCluster();
    const request = { ...members, apiVersion: 0, options: { bootstrapContents: true } };
    const next = watch(openTalosApi(cluster), request);
    for (let reply = 0; reply < 5; reply += 1) await next();
    startInto(cluster.node("talos-w01").machine, "v1.13.9");
    expect(describeEvents(await next())).toEqual([[EventType.UPDATED, "talos-w01", "2"]]);
  });

  test("of a kind without contents gives changes only", async () => {
    const cluster = await startCluster();
    const next = watch(openTalosApi(cluster), configs);
    await next();
    cluster.node("talos-m01").machine.stageConfig(Buffer.from("machine: {}\n"));
    expect(describeEvents(await next())).toEqual([[EventType.UPDATED, "persistent", "2"]]);
  });

  test.each([
    {
      name: "an unknown type",
      request: { namespace: "runtime", type: "Wonders.talos.dev" },
      code: Code.PermissionDenied,
    },
    {
      name: "the contents of one resource",
      request: { ...status, id: "machine", options: { bootstrapContents: true } },
      code: Code.Unimplemented,
    },
  ])("of $name is refused", async ({ request, code }) => {
    await expect(watch(openTalosApi(await startCluster()), request)()).rejects.toMatchObject({ code });
  });
});
