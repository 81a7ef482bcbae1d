import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { createAuthority } from "../../../src/playground/certificates/authority.ts";
import { startCluster } from "../../support/start-cluster.ts";
import { openTalosApi } from "../../support/talos-api.ts";

interface Context {
  readonly endpoints: readonly string[];
  readonly nodes?: readonly string[];
  readonly ca: string;
  readonly crt: string;
}

function contextOf(talosconfig: string, name = "main"): Context {
  return parse(talosconfig).contexts[name];
}

const certificateIn = (base64: string) => new X509Certificate(Buffer.from(base64, "base64"));

describe("startSimulatedCluster()", () => {
  test("gives every node an address of its own and all the same port", async () => {
    const cluster = await startCluster();
    expect(new Set(cluster.nodes.map(({ host }) => host)).size).toBe(4);
    expect(new Set(cluster.nodes.map(({ port }) => port)).size).toBe(1);
    expect(cluster.nodes.map(({ address }) => address)).toEqual(cluster.nodes.map(({ host }) => host));
  });

  test("runs several clusters beside each other, strangers to each other", async () => {
    const [first, second] = await Promise.all([startCluster(), startCluster()]);
    const client = first.authority.issueClient({ roles: ["os:admin"] });
    await expect(openTalosApi(second, { client }).machine.version({})).rejects.toThrow();
    await expect(openTalosApi(first, { client }).machine.version({})).resolves.toBeDefined();
  });

  test("stops for good, and twice", async () => {
    const cluster = await startCluster();
    await cluster.stop();
    await expect(openTalosApi(cluster).machine.version({})).rejects.toThrow();
    await cluster.stop();
  });

  test("names an unknown node in its error", async () => {
    const cluster = await startCluster();
    expect(() => cluster.node("talos-m09")).toThrow(RangeError);
  });

  test.each(["v1.10.9", "v2.0.0", "latest"])("does not play %s", async (version) => {
    const nodes = [{ name: "m", role: "controlplane", version }] as const;
    await expect(startCluster({ nodes })).rejects.toThrow(RangeError);
  });
});

describe("a talosconfig", () => {
  test("is an admin's, with the control planes as endpoints", async () => {
    const cluster = await startCluster({ name: "home" });
    const context = contextOf(cluster.talosconfig, "home");
    expect(context.endpoints).toEqual(cluster.nodes.slice(0, 3).map(({ endpoint }) => endpoint));
    expect(certificateIn(context.crt).subject).toBe("O=os:admin");
    expect(certificateIn(context.crt).checkIssued(certificateIn(context.ca))).toBe(true);
  });

  test("can be a reader's, expired, or a stranger's", async () => {
    const cluster = await startCluster();
    const stranger = createAuthority();
    const past = { notBefore: new Date("2020-01-01"), notAfter: new Date("2021-01-01") };
    const talosconfig = cluster.createTalosconfig({ roles: ["os:reader"], nodes: ["x"], signer: stranger, ...past });
    const { ca, crt, nodes } = contextOf(talosconfig);
    const certificate = certificateIn(crt);
    expect([certificate.subject, certificate.validToDate, nodes]).toEqual(["O=os:reader", past.notAfter, ["x"]]);
    expect(certificate.verify(certificateIn(ca).publicKey)).toBe(false);
    expect(certificate.verify(new X509Certificate(stranger.certificate).publicKey)).toBe(true);
  });
});
