import { Code } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { startFreeCluster } from "../../support/start-cluster.ts";
import { openTalosApi, type RawTalosApi } from "../../support/talos-api.ts";

const config = { namespace: "config", type: "MachineConfigs.config.talos.dev", id: "v1alpha1" };
const version = { namespace: "runtime", type: "Versions.runtime.talos.dev", id: "version" };
const disks = { namespace: "runtime", type: "SystemDisks.block.talos.dev", id: "system-disk" };

const calls: Readonly<Record<string, (api: RawTalosApi) => Promise<unknown>>> = {
  version: ({ machine }) => machine.version({}),
  versionResource: ({ state }) => state.get(version),
  diskResource: ({ state }) => state.get(disks),
  disks: ({ storage }) => storage.disks({}),
  etcdStatus: ({ machine }) => machine.etcdStatus({}),
  config: ({ state }) => state.get(config),
  apply: ({ machine }) => machine.applyConfiguration({ dryRun: true, data: Buffer.from("machine: {}") }),
  bootId: ({ machine }) => drain(machine.read({ path: "/proc/sys/kernel/random/boot_id" })),
  reset: ({ machine }) => machine.reset({}),
};

const readable = ["version", "versionResource", "diskResource", "disks", "etcdStatus"];

describe("a role", () => {
  test.each([
    { roles: ["os:admin"], allowed: [...readable, "config", "apply", "bootId", "reset"] },
    { roles: ["os:operator"], allowed: readable },
    { roles: ["os:reader"], allowed: readable },
    { roles: ["os:etcd:backup"], allowed: ["etcdStatus"] },
    { roles: ["os:nothing"], allowed: [] },
    { roles: ["os:nothing", "os:reader"], allowed: readable },
    { roles: [], allowed: [] },
  ])("$roles opens exactly $allowed", async ({ roles, allowed }) => {
    const api = openTalosApi(await startFreeCluster(), { roles });
    const opened: string[] = [];
    for (const [name, call] of Object.entries(calls)) {
      const code = await call(api).then(
        () => undefined,
        (error: { code: Code }) => error.code,
      );
      if (code !== Code.PermissionDenied) opened.push(name);
    }
    expect(opened).toEqual(Object.keys(calls).filter((name) => allowed.includes(name)));
  });

  test("is claimed in vain by a caller that is no node", async () => {
    const { machine } = openTalosApi(await startFreeCluster(), { roles: ["os:reader"] });
    const claim = { headers: { "talos-role": "os:admin", proxyfrom: "elsewhere" } };
    await expect(machine.reset({}, claim)).rejects.toMatchObject({ code: Code.PermissionDenied });
  });

  test("counts for nothing on 1.11 without RBAC, and is needed from 1.12 on", async () => {
    const nodes = (version: string) => [{ name: "m", role: "controlplane", version, rbac: false }] as const;
    const old = openTalosApi(await startFreeCluster({ nodes: nodes("v1.11.6") }), { roles: ["os:reader"] });
    expect((await old.machine.version({})).messages[0]?.features?.rbac).toBe(false);
    await expect(old.state.get(config)).resolves.toBeDefined();
    const newer = openTalosApi(await startFreeCluster({ nodes: nodes("v1.12.4") }), { roles: ["os:reader"] });
    await expect(newer.state.get(config)).rejects.toMatchObject({ code: Code.PermissionDenied });
  });
});

describe("resources", () => {
  test.each([
    { name: "an unknown type", request: { ...version, type: "Wonders.talos.dev" } },
    { name: "a type of a later version", request: { ...version, type: "BootIDs.runtime.talos.dev", id: "boot-id" } },
    { name: "an unknown namespace", request: { ...version, namespace: "elsewhere" } },
  ])("of $name are forbidden, not missing", async ({ request }) => {
    const { state } = openTalosApi(await startFreeCluster());
    await expect(state.get(request)).rejects.toMatchObject({ code: Code.PermissionDenied });
  });

  test("that do not exist are missing", async () => {
    const { state } = openTalosApi(await startFreeCluster());
    await expect(state.get({ ...version, id: "other" })).rejects.toMatchObject({ code: Code.NotFound });
  });
});

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}
