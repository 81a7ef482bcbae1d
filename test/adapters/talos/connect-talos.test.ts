import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { Code, ConnectError } from "@connectrpc/connect";
import { afterEach, describe, expect, test } from "vitest";
import { connectTalos, type TalosConnection, type TalosOptions } from "../../../src/adapters/talos/connect-talos.ts";
import { createAuthority, createSelfSigned } from "../../../src/playground/certificates/authority.ts";
import { config, deadEndpoint, startProxy, startTalosServer, startTcpServer, talosconfigFor } from "./talos-server.ts";

const node = { name: "talos-m01", role: "controlplane", address: "192.168.5.201" } as const;
const signal = new AbortController().signal;
const authority = createAuthority();
const limits = { dialMs: 500, silenceMs: 100, pingMs: 200, callMs: 1_000, nodeMs: 5_000 };

const open: TalosConnection[] = [];
afterEach(() => {
  for (const talos of open.splice(0)) talos.close();
});

async function connect(talosconfig: string | TalosOptions["talosconfig"]): Promise<TalosConnection> {
  const source = typeof talosconfig === "string" ? { text: talosconfig } : talosconfig;
  const talos = await connectTalos({ talosconfig: source, now: () => new Date(), limits });
  open.push(talos);
  return talos;
}

async function readThrough(endpoints: readonly string[], credential: Parameters<typeof talosconfigFor>[1] = {}) {
  const talos = await connect(talosconfigFor(endpoints, { authority, ...credential }));
  return talos.liveNodes.read(node, { signal });
}

const denied = (message: string) => () => {
  throw new ConnectError(message, Code.PermissionDenied);
};

describe("what is read", () => {
  test("read() gives what the node says of itself", async () => {
    await using server = await startTalosServer({ authority });
    const reading = await readThrough([server.endpoint]);
    expect(reading).toEqual({
      kind: "read",
      live: {
        hostname: "talos-m01",
        version: "v1.13.8",
        platform: "metal",
        config: new Uint8Array(Buffer.from(config)),
        extensions: [],
        secureBoot: false,
        bootTime: 1_760_000_000,
      },
    });
  });

  test("read() names its node in every call, once, and says which API it means", async () => {
    await using server = await startTalosServer({ authority });
    await readThrough([server.endpoint]);
    const sent = server.calls.map((headers) => [headers.get("node"), headers.get("nodes"), headers.get("runtime")]);
    expect(sent).toEqual(server.calls.map(() => [node.address, null, "Talos"]));
    expect(sent.length).toBeGreaterThan(5);
  });

  test("read() gives the config on disk only where it differs from the active one", async () => {
    const persistent = "config/MachineConfigs.config.talos.dev/persistent";
    await using same = await startTalosServer({ authority, resources: { [persistent]: Buffer.from(config) } });
    await using staged = await startTalosServer({
      authority,
      resources: { [persistent]: Buffer.from("debug: true\n") },
    });
    const readings = await Promise.all([readThrough([same.endpoint]), readThrough([staged.endpoint])]);
    expect(readings[0]).not.toHaveProperty("live.persistentConfig");
    expect(readings[1]).toHaveProperty("live.persistentConfig", new Uint8Array(Buffer.from("debug: true\n")));
  });

  test("read() tells the schematic and the index of modules from extensions", async () => {
    const extensions = "runtime/ExtensionStatuses.runtime.talos.dev";
    const spec = (name: string, version: string, extraInfo = "") =>
      JSON.stringify({ image: `${name}.sqsh`, metadata: { name, version, author: "", extraInfo } });
    await using server = await startTalosServer({
      authority,
      resources: {
        [`${extensions}/0`]: spec("i915", "20250311-v1.13.8"),
        [`${extensions}/1`]: spec("modules.dep", "6.18.1-talos"),
        [`${extensions}/2`]: spec("schematic", "613e1592", "customization: {}\n"),
        "runtime/SecurityStates.talos.dev/securitystate": "secureBoot: true\nselinuxState: enforcing\n",
      },
    });
    expect(await readThrough([server.endpoint])).toMatchObject({
      live: {
        extensions: [{ name: "i915", version: "20250311-v1.13.8" }],
        schematicId: "613e1592",
        schematic: "customization: {}\n",
        secureBoot: true,
      },
    });
  });

  test("read() takes configs beyond gRPC's default limit of 4 MiB", async () => {
    const large = Buffer.alloc(6 * 1024 * 1024, "# comment\n");
    const resources = { "config/MachineConfigs.config.talos.dev/v1alpha1": large };
    await using server = await startTalosServer({ authority, resources });
    const reading = await readThrough([server.endpoint]);
    expect(reading.kind === "read" && large.equals(reading.live.config)).toBe(true);
  });

  test("read() does without what the node does not know of", async () => {
    const unknown = denied("not authorized");
    await using server = await startTalosServer({
      authority,
      before: ({ url }) => (url.includes("/List") ? unknown() : undefined),
    });
    expect(await readThrough([server.endpoint])).toMatchObject({ kind: "read", live: { extensions: [] } });
  });

  test("read() calls an answer that it cannot decode unsupported", async () => {
    const resources = { "runtime/SecurityStates.talos.dev/securitystate": "- of\n- another form\n" };
    await using server = await startTalosServer({ authority, resources });
    expect(await readThrough([server.endpoint])).toMatchObject({ problem: { kind: "unsupported" } });
  });

  test.skipIf(!hasIpv6())("read() reaches an IPv6 endpoint", async () => {
    await using server = await startTalosServer({ authority, host: "::1" });
    expect(await readThrough([server.endpoint])).toMatchObject({ kind: "read" });
  });
});

describe("connections that fail", () => {
  const names = { alternativeNames: ["127.0.0.1"] };
  const longAgo = { notBefore: new Date("2020-01-01"), notAfter: new Date("2021-01-01") };
  const otherAuthority = createAuthority();

  test.each([
    { name: "another authority's certificate", authority: otherAuthority, kind: "credential" },
    {
      name: "an expired certificate",
      certificate: authority.issueServer({ ...names, ...longAgo }),
      kind: "credential",
    },
    {
      name: "a certificate for another address",
      certificate: authority.issueServer({ alternativeNames: ["192.168.5.201"] }),
      kind: "credential",
    },
    {
      name: "a self-signed certificate",
      certificate: createSelfSigned({ ...names, commonName: "nas.local" }),
      kind: "credential",
    },
    {
      name: "the certificate of maintenance mode",
      certificate: createSelfSigned({ ...names, commonName: "maintenance-service.talos.dev" }),
      kind: "maintenance",
    },
  ])("read() through an endpoint that shows $name gives $kind", async ({ kind, ...server }) => {
    await using running = await startTalosServer({ authority, ...server });
    expect(await readThrough([running.endpoint])).toMatchObject({ kind: "problem", problem: { kind } });
  });

  test("read() with a client certificate of another cluster gives credential", async () => {
    await using server = await startTalosServer({ authority });
    const client = otherAuthority.issueClient({ roles: ["os:admin"] });
    expect(await readThrough([server.endpoint], { client })).toMatchObject({ problem: { kind: "credential" } });
  });

  test("read() through a closed port gives unreachable", async () => {
    expect(await readThrough([await deadEndpoint()])).toMatchObject({ problem: { kind: "unreachable" } });
  });

  test.each([
    { name: "accepts and stays silent", onSocket: () => {} },
    { name: "accepts and hangs up", onSocket: (socket: { destroy(): void }) => socket.destroy() },
    {
      name: "speaks another protocol",
      onSocket: (socket: { end(text: string): void }) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
    },
  ])("read() through a port that $name gives unreachable", async ({ onSocket }) => {
    await using server = await startTcpServer(onSocket);
    expect(await readThrough([server.endpoint])).toMatchObject({ problem: { kind: "unreachable" } });
  });

  test("read() ends when the endpoint freezes in the middle of a call", async () => {
    const frozen = Promise.withResolvers<void>();
    await using server = await startTalosServer({
      authority,
      before: () => {
        proxy.freeze();
        frozen.resolve();
      },
    });
    await using proxy = await startProxy(server.endpoint);
    expect(await readThrough([proxy.endpoint])).toMatchObject({ problem: { kind: "unreachable" } });
    await frozen.promise;
  });

  test("read() waits for an endpoint that is slow but answers pings", async () => {
    await using server = await startTalosServer({ authority, before: () => server.pinged });
    expect(await readThrough([server.endpoint])).toMatchObject({ kind: "read" });
  });

  test("read() gives timeout when a node never answers", async () => {
    await using server = await startTalosServer({ authority, before: () => new Promise(() => {}) });
    expect(await readThrough([server.endpoint])).toMatchObject({ problem: { kind: "timeout" } });
  });

  test("read() gives rebooting when the connection breaks in the middle of a call", async () => {
    await using server = await startTalosServer({ authority, before: () => server.cut() });
    expect(await readThrough([server.endpoint])).toMatchObject({ problem: { kind: "rebooting" } });
  });

  test("read() throws the signal's reason when it is aborted", async () => {
    const controller = new AbortController();
    const reason = new Error("no more");
    await using server = await startTalosServer({
      authority,
      before: () => {
        controller.abort(reason);
        return new Promise(() => {});
      },
    });
    const talos = await connect(talosconfigFor([server.endpoint], { authority }));
    await expect(talos.liveNodes.read(node, { signal: controller.signal })).rejects.toBe(reason);
  });

  test("read() names the role that is missing and the ones at hand", async () => {
    await using server = await startTalosServer({ authority, before: denied("not authorized") });
    const reading = await readThrough([server.endpoint], { roles: ["os:reader", "os:etcd:backup"] });
    expect(reading).toMatchObject({
      problem: { kind: "credential", message: expect.stringContaining("os:reader, os:etcd:backup") },
    });
  });
});

describe("several endpoints", () => {
  test("read() goes on to the next endpoint when one is down", async () => {
    await using server = await startTalosServer({ authority });
    expect(await readThrough([await deadEndpoint(), server.endpoint])).toMatchObject({ kind: "read" });
  });

  test("read() goes on to the next endpoint when a worker passes nothing on", async () => {
    await using worker = await startTalosServer({ authority, before: denied("no request forwarding") });
    await using server = await startTalosServer({ authority });
    expect(await readThrough([worker.endpoint, server.endpoint])).toMatchObject({ kind: "read" });
    expect(await readThrough([worker.endpoint])).toMatchObject({ problem: { kind: "unreachable" } });
  });

  test("read() keeps to the endpoint that worked last", async () => {
    await using worker = await startTalosServer({ authority, before: denied("no request forwarding") });
    await using server = await startTalosServer({ authority });
    const talos = await connect(talosconfigFor([worker.endpoint, server.endpoint], { authority }));
    await talos.liveNodes.read(node, { signal });
    const before = worker.calls.length;
    await talos.liveNodes.read(node, { signal });
    expect(worker.calls.length).toBe(before);
  });

  test("read() tells what a person can repair when every endpoint fails", async () => {
    await using foreign = await startTalosServer({ authority: createAuthority() });
    const reading = await readThrough([await deadEndpoint(), foreign.endpoint, await deadEndpoint()]);
    expect(reading).toMatchObject({ problem: { kind: "credential" } });
  });

  test("read() believes an endpoint about the node more than one that is down", async () => {
    const before = () => {
      throw new ConnectError("dial tcp 192.168.5.201:50000: connect: no route to host", Code.Unavailable);
    };
    await using server = await startTalosServer({ authority, before });
    const reading = await readThrough([await deadEndpoint(), server.endpoint]);
    expect(reading).toMatchObject({ problem: { kind: "unreachable", message: expect.stringContaining(node.name) } });
  });
});

describe("the talosconfig", () => {
  test("connectTalos() tells about the client certificate", async () => {
    const client = authority.issueClient({
      roles: ["os:reader", "os:operator"],
      notAfter: new Date("2126-05-01T12:00:00Z"),
    });
    const talosconfig = { text: talosconfigFor(["[fd00::1]:50001"], { client }) };
    const talos = await connectTalos({ talosconfig, now: () => new Date("2126-04-01T00:00:00Z") });
    expect(talos).toMatchObject({
      context: "main",
      endpoints: ["[fd00::1]:50001"],
      certificate: { roles: ["os:reader", "os:operator"], daysLeft: 30 },
    });
  });

  test("connectTalos() reads the file again when it connects again", async () => {
    const folder = await mkdtemp(join(tmpdir(), "talosconfig-"));
    const path = join(folder, "config");
    await using server = await startTalosServer({ authority, before: denied("not authorized") });
    try {
      await writeFile(path, talosconfigFor([server.endpoint], { authority, roles: ["os:operator"] }));
      const talos = await connect({ path });
      const first = await talos.liveNodes.read(node, { signal });
      await writeFile(path, talosconfigFor([server.endpoint], { authority, roles: ["os:reader"] }));
      server.cut();
      const second = await talos.liveNodes.read(node, { signal });
      expect([first, second]).toMatchObject([
        { problem: { message: expect.stringContaining("has os:operator") } },
        { problem: { message: expect.stringContaining("has os:reader") } },
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === "::1"));
}
