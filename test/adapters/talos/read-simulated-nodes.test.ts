/** The client against simulated nodes that play whole Talos versions: forwarding, roles, faults. */
import { describe, expect, test } from "vitest";
import type { TalosConnection } from "../../../src/adapters/talos/connect-talos.ts";
import type { Fault } from "../../../src/playground/talos/server/faults.ts";
import type { SimulatedCluster } from "../../../src/playground/talos/start-simulated-cluster.ts";
import { connectNodes, nodeOf } from "../../support/connect-nodes.ts";
import { startCluster } from "../../support/start-cluster.ts";

const signal = new AbortController().signal;

function read(talos: TalosConnection, cluster: SimulatedCluster, name: string) {
  return talos.liveNodes.read(nodeOf(cluster, name), { signal });
}

const config =
  "# kept\nversion: v1alpha1\nmachine:\n  type: worker\n  token: abcdef.0123456789abcdef\ncluster:\n  controlPlane:\n    endpoint: https://192.168.5.200:6443\n";
const schematic = {
  id: "613e1592b2da41ae5e265e8789429f22e121aab91cb4deb6bc3c0b6262961245",
  text: "customization: {}\n",
};

test.each(["v1.11.6", "v1.12.11", "v1.13.9", "v1.14.0"])("read() understands a node of Talos %s", async (version) => {
  const cluster = await startCluster({
    nodes: [
      { name: "talos-m01", role: "controlplane", version },
      {
        ...{ name: "talos-w01", role: "worker", version, config, schematic, secureBoot: true, platform: "nocloud" },
        extensions: [{ name: "iscsi-tools", version: "v0.2.0" }],
      },
    ],
  });
  const reading = await read(await connectNodes(cluster), cluster, "talos-w01");
  expect(reading).toEqual({
    kind: "read",
    live: {
      hostname: "talos-w01",
      version,
      platform: "nocloud",
      config: new Uint8Array(Buffer.from(config)),
      schematicId: schematic.id,
      schematic: schematic.text,
      extensions: [{ name: "iscsi-tools", version: "v0.2.0" }],
      secureBoot: true,
      bootTime: expect.any(Number),
    },
  });
  expect(cluster.node("talos-w01").calls.every(({ forwarded }) => forwarded)).toBe(true);
});

test("read() finds a node again as soon as it is back", async () => {
  const cluster = await startCluster({ nodes: [{ name: "talos-m01", role: "controlplane" }] });
  const talos = await connectNodes(cluster);
  await read(talos, cluster, "talos-m01");
  await cluster.node("talos-m01").setFault({ kind: "refuse" });
  const away = await read(talos, cluster, "talos-m01");
  await cluster.node("talos-m01").setFault(undefined);
  const back = await read(talos, cluster, "talos-m01");
  expect([away, back]).toMatchObject([{ problem: { kind: "unreachable" } }, { kind: "read" }]);
});

test("read() finds every node through the only control plane that is up", async () => {
  const cluster = await startCluster();
  await cluster.node("talos-m01").setFault({ kind: "refuse" });
  await cluster.node("talos-m02").setFault({ kind: "certificate", problem: "expired" });
  const talos = await connectNodes(cluster);
  const readings = await Promise.all(["talos-m03", "talos-w01"].map((name) => read(talos, cluster, name)));
  expect(readings).toMatchObject([{ live: { hostname: "talos-m03" } }, { live: { hostname: "talos-w01" } }]);
});

test("read() through a worker reaches that worker only", async () => {
  const cluster = await startCluster();
  const talos = await connectNodes(cluster, { endpoints: [cluster.node("talos-w01").endpoint] });
  const readings = await Promise.all(["talos-w01", "talos-m01"].map((name) => read(talos, cluster, name)));
  expect(readings).toMatchObject([{ kind: "read" }, { problem: { kind: "unreachable" } }]);
});

test("read() takes a worker and a control plane as endpoints in any order", async () => {
  const cluster = await startCluster();
  const endpoints = ["talos-w01", "talos-m01"].map((name) => cluster.node(name).endpoint);
  expect(await read(await connectNodes(cluster, { endpoints }), cluster, "talos-m02")).toMatchObject({ kind: "read" });
});

describe("one node in trouble behind an endpoint in order", () => {
  const faults: readonly { readonly fault: Fault; readonly kind: string }[] = [
    { fault: { kind: "refuse" }, kind: "rebooting" },
    { fault: { kind: "hang" }, kind: "timeout" },
    { fault: { kind: "slow", delayMs: 60_000 }, kind: "timeout" },
    { fault: { kind: "cut", messages: 0 }, kind: "rebooting" },
    { fault: { kind: "certificate", problem: "other-authority" }, kind: "maintenance" },
  ];
  test.each(faults)("read() of a node with the fault $fault gives $kind", async ({ fault, kind }) => {
    const cluster = await startCluster();
    await cluster.node("talos-w01").setFault(fault);
    const talos = await connectNodes(cluster, { endpoints: [cluster.node("talos-m01").endpoint] });
    const [bad, good] = await Promise.all(["talos-w01", "talos-m02"].map((name) => read(talos, cluster, name)));
    expect(bad).toMatchObject({ kind: "problem", problem: { kind } });
    expect(good).toMatchObject({ kind: "read" });
  });

  test.each(["v1.11.6", "v1.13.9"])(
    "read() of a node in the maintenance mode of %s gives maintenance",
    async (version) => {
      const cluster = await startCluster({
        nodes: [
          { name: "talos-m01", role: "controlplane", version },
          { name: "talos-w01", role: "worker", version, maintenance: true },
        ],
      });
      const waiting = cluster.node("talos-w01").endpoint;
      const [behind, direct] = await Promise.all([
        connectNodes(cluster),
        connectNodes(cluster, { endpoints: [waiting] }),
      ]);
      const readings = await Promise.all([behind, direct].map((talos) => read(talos, cluster, "talos-w01")));
      expect(readings).toMatchObject([{ problem: { kind: "maintenance" } }, { problem: { kind: "maintenance" } }]);
    },
  );
});

describe("an endpoint in trouble", () => {
  const faults: readonly { readonly fault: Fault; readonly kind: string }[] = [
    { fault: { kind: "refuse" }, kind: "unreachable" },
    { fault: { kind: "hang" }, kind: "unreachable" },
    { fault: { kind: "cut", messages: 0 }, kind: "rebooting" },
    { fault: { kind: "certificate", problem: "other-authority" }, kind: "credential" },
    { fault: { kind: "certificate", problem: "wrong-name" }, kind: "credential" },
    { fault: { kind: "certificate", problem: "expired" }, kind: "credential" },
    { fault: { kind: "certificate", problem: "not-yet-valid" }, kind: "credential" },
  ];
  test.each(faults)("read() through an endpoint with the fault $fault gives $kind", async ({ fault, kind }) => {
    const cluster = await startCluster({ nodes: [{ name: "talos-m01", role: "controlplane" }] });
    await cluster.node("talos-m01").setFault(fault);
    expect(await read(await connectNodes(cluster), cluster, "talos-m01")).toMatchObject({ problem: { kind } });
  });
});

test.each(["os:reader", "os:operator", "os:etcd:backup"])(
  "read() tells a talosconfig with %s that it takes os:admin",
  async (role) => {
    const cluster = await startCluster();
    const reading = await read(await connectNodes(cluster, { roles: [role] }), cluster, "talos-m01");
    expect(reading).toMatchObject({ problem: { kind: "credential", hint: expect.stringContaining("os:admin") } });
  },
);

test("read() of an address that no node has gives unreachable", async () => {
  const cluster = await startCluster();
  const talos = await connectNodes(cluster);
  const nobody = { name: "talos-m09", role: "worker", address: "198.51.100.9" } as const;
  const nameless = { ...nobody, address: "talos-m09.example.org" };
  const readings = await Promise.all([nobody, nameless].map((node) => talos.liveNodes.read(node, { signal })));
  expect(readings).toMatchObject([{ problem: { kind: "unreachable" } }, { problem: { kind: "unreachable" } }]);
});
