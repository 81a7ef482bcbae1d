import { Code } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { startCluster } from "../../support/start-cluster.ts";
import { callByPath, forNode, openTalosApi } from "../../support/talos-api.ts";

const nodes = [
  { name: "talos-m01", role: "controlplane" },
  { name: "talos-m02", role: "controlplane", address: "192.168.5.202" },
  { name: "talos-w01", role: "worker", address: "192.168.5.210" },
] as const;

describe("a control plane as endpoint", () => {
  test("answers for itself when no node is named", async () => {
    const { machine } = openTalosApi(await startCluster({ nodes }), { endpoint: "talos-m02" });
    expect((await machine.hostname({})).messages.map((message) => message.hostname)).toEqual(["talos-m02"]);
  });

  test.each(["192.168.5.210", "talos-w01"])("forwards to %s and passes the reply on unchanged", async (target) => {
    const cluster = await startCluster({ nodes });
    const { messages } = await openTalosApi(cluster).machine.hostname({}, forNode(target));
    expect(messages).toMatchObject([{ hostname: "talos-w01" }]);
    expect(messages[0]?.metadata).toBeUndefined();
    expect(cluster.node("talos-w01").calls).toEqual([
      { method: "/machine.MachineService/Hostname", roles: ["os:admin"], forwarded: true },
    ]);
  });

  test("forwards to itself, and by the address it really listens on", async () => {
    const cluster = await startCluster({ nodes });
    const { machine } = openTalosApi(cluster);
    const own = await machine.hostname({}, forNode(cluster.node("talos-m01").address));
    const other = await machine.hostname({}, forNode(cluster.node("talos-m02").host));
    expect([own, other].map(({ messages }) => messages[0]?.hostname)).toEqual(["talos-m01", "talos-m02"]);
  });

  test("forwards streams", async () => {
    const chunks = openTalosApi(await startCluster({ nodes })).machine.dmesg({}, forNode("talos-w01"));
    const text: string[] = [];
    for await (const chunk of chunks) text.push(Buffer.from(chunk.bytes).toString());
    expect(text.join("")).toContain("booting Talos v1.13.8");
  });

  test("forwards the caller's roles, not its own", async () => {
    const { machine } = openTalosApi(await startCluster({ nodes }), { roles: ["os:reader"] });
    await expect(machine.hostname({}, forNode("talos-w01"))).resolves.toBeDefined();
    await expect(machine.reboot({}, forNode("talos-w01"))).rejects.toMatchObject({ code: Code.PermissionDenied });
  });

  test.each([
    { name: "two values", node: "talos-m01,talos-w01", code: Code.InvalidArgument },
    { name: "a port", node: "192.168.5.202:50000", code: Code.Internal },
    { name: "nothing", node: "", code: Code.Internal },
    { name: "an address nobody has", node: "192.168.5.99", code: Code.Unavailable },
    { name: "a name nobody has", node: "talos-m09", code: Code.Unavailable },
  ])("refuses $name as node", async ({ node, code }) => {
    const { machine } = openTalosApi(await startCluster({ nodes }));
    await expect(machine.hostname({}, { headers: { node } })).rejects.toMatchObject({ code });
  });
});

describe("an error without a body", () => {
  test.each([
    { name: "of the endpoint", node: "talos-m01,talos-w01", code: Code.InvalidArgument },
    { name: "of a node behind it", node: "talos-w01", code: Code.Unimplemented },
    { name: "of a node that is not there", node: "talos-m09", code: Code.Unavailable },
  ])("$name ends the stream with its headers, as gRPC asks", async ({ node, code }) => {
    const cluster = await startCluster({ nodes });
    const status = await callByPath(cluster, "/machine.MachineService/Wonder", { headers: { node } });
    expect(status.code).toBe(code);
  });
});

describe("nodes metadata", () => {
  test("joins the replies, each marked with the target as written", async () => {
    const { machine } = openTalosApi(await startCluster({ nodes }));
    const { messages } = await machine.version({}, forNode("talos-m01", "192.168.5.202", "talos-w01"));
    expect(messages.map((message) => message.metadata?.hostname)).toEqual(["talos-m01", "192.168.5.202", "talos-w01"]);
    expect(messages.map((message) => message.version?.tag)).toEqual(["v1.13.8", "v1.13.8", "v1.13.8"]);
  });

  test("hides one node's failure inside a reply that is OK", async () => {
    const cluster = await startCluster({ nodes });
    await cluster.node("talos-w01").setFault({ kind: "refuse" });
    const { messages } = await openTalosApi(cluster).machine.hostname({}, forNode("talos-m02", "talos-w01"));
    expect(messages.map((message) => message.hostname)).toEqual(["talos-m02", ""]);
    expect(messages[1]?.metadata).toMatchObject({ hostname: "talos-w01", status: { code: Code.Unavailable } });
  });

  test("marks every message of a stream", async () => {
    const chunks = openTalosApi(await startCluster({ nodes })).machine.dmesg({}, forNode("talos-m01", "talos-w01"));
    const hostnames: (string | undefined)[] = [];
    for await (const chunk of chunks) hostnames.push(chunk.metadata?.hostname);
    expect(hostnames.toSorted()).toEqual(["talos-m01", "talos-w01"]);
  });

  test("asks many nodes at once, and bears that the caller hangs up", async () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ name: `n${index}`, role: "controlplane" }) as const);
    const cluster = await startCluster({ nodes: many });
    await cluster.node("n19").setFault({ kind: "hang" });
    const { machine } = openTalosApi(cluster);
    const all = forNode("n0", ...many.slice(1).map(({ name }) => name));
    const hungUp = machine.hostname({}, { ...all, signal: AbortSignal.timeout(300) });
    await expect(hungUp).rejects.toMatchObject({ code: expect.any(Number) });
    await cluster.node("n19").setFault(undefined);
    expect((await machine.hostname({}, all)).messages).toHaveLength(20);
  });

  test("is refused for resources", async () => {
    const { state } = openTalosApi(await startCluster({ nodes }));
    const request = { namespace: "runtime", type: "Versions.runtime.talos.dev", id: "version" };
    await expect(state.get(request, forNode("talos-m01", "talos-w01"))).rejects.toMatchObject({
      code: Code.InvalidArgument,
    });
  });
});

describe("a worker as endpoint", () => {
  test("answers for itself by address and name", async () => {
    const { machine } = openTalosApi(await startCluster({ nodes }), { endpoint: "talos-w01" });
    for (const own of ["192.168.5.210", "talos-w01"]) {
      expect((await machine.hostname({}, forNode(own))).messages[0]?.hostname).toBe("talos-w01");
    }
  });

  test("forwards nothing", async () => {
    const { machine } = openTalosApi(await startCluster({ nodes }), { endpoint: "talos-w01" });
    await expect(machine.hostname({}, forNode("talos-m01"))).rejects.toMatchObject({
      code: Code.PermissionDenied,
      rawMessage: "no request forwarding",
    });
  });
});
