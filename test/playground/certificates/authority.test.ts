import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { createServer, connect as tlsConnect } from "node:tls";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { createAuthority, createSelfSigned } from "../../../src/playground/certificates/authority.ts";

describe("createAuthority()", () => {
  test("vouches for itself and may sign", () => {
    const root = new X509Certificate(createAuthority().certificate);
    expect(root.ca).toBe(true);
    expect(root.checkIssued(root)).toBe(true);
    expect(root.verify(root.publicKey)).toBe(true);
    expect(root.subject).toBe("O=talos");
  });

  test("writes the key under both labels, of which Node refuses Talos' own", () => {
    const { key, talosKey } = createAuthority();
    expect(talosKey).toContain("-----BEGIN ED25519 PRIVATE KEY-----");
    expect(createPrivateKey(key).asymmetricKeyType).toBe("ed25519");
    expect(() => createPrivateKey(talosKey)).toThrow(expect.objectContaining({ code: "ERR_OSSL_UNSUPPORTED" }));
    expect(talosKey.replaceAll("ED25519 ", "")).toBe(key);
  });

  test("issueServer() names addresses and hosts", () => {
    const authority = createAuthority();
    const names = ["127.0.0.1", "2001:db8::1", "::ffff:10.0.0.1", "talos-m01", "talos-m01.example.org"];
    const server = new X509Certificate(
      authority.issueServer({ commonName: "talos-m01", alternativeNames: names }).certificate,
    );
    expect(server.checkIssued(new X509Certificate(authority.certificate))).toBe(true);
    expect(server.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
    expect(server.ca).toBe(false);
    expect(server.subject).toBe("CN=talos-m01");
    expect(server.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
    for (const address of ["127.0.0.1", "2001:db8::1", "::ffff:a00:1"]) expect(server.checkIP(address)).toBeDefined();
    expect(server.checkIP("127.0.0.2")).toBeUndefined();
    expect(server.checkHost("talos-m01.example.org")).toBeDefined();
  });

  test("issueClient() puts every role into the organization", () => {
    const client = createAuthority().issueClient({ roles: ["os:reader", "os:etcd:backup"] });
    const certificate = new X509Certificate(client.certificate);
    expect(certificate.toLegacyObject().subject.O).toEqual(["os:reader", "os:etcd:backup"]);
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(certificate.checkPrivateKey(createPrivateKey(client.key))).toBe(true);
  });

  test("issueClient() keeps any period of validity to the second", () => {
    const authority = createAuthority();
    const seconds = fc.integer({ min: Date.UTC(1970) / 1000, max: Date.UTC(2120) / 1000 });
    fc.assert(
      fc.property(seconds, seconds, (from, to) => {
        const validity = { notBefore: new Date(from * 1000), notAfter: new Date(to * 1000) };
        const certificate = new X509Certificate(authority.issueClient({ roles: [], ...validity }).certificate);
        expect([certificate.validFromDate, certificate.validToDate]).toEqual([validity.notBefore, validity.notAfter]);
      }),
      { numRuns: 40 },
    );
  });

  test("serves mutual TLS to its own clients only", async () => {
    const authority = createAuthority();
    const port = await serve(authority, authority.issueServer({ alternativeNames: ["127.0.0.1"] }));
    expect(
      await hello(port, { ca: authority.certificate, ...tlsPair(authority.issueClient({ roles: ["os:admin"] })) }),
    ).toBe("O=os:admin");
    const stranger = createAuthority().issueClient({ roles: ["os:admin"] });
    await expect(hello(port, { ca: authority.certificate, ...tlsPair(stranger) })).rejects.toThrow();
  });
});

describe("createSelfSigned()", () => {
  test("is its own issuer without being an authority", () => {
    const pair = createSelfSigned({ commonName: "maintenance-service.talos.dev", alternativeNames: ["127.0.0.1"] });
    const certificate = new X509Certificate(pair.certificate);
    expect(certificate.verify(createPublicKey(createPrivateKey(pair.key)))).toBe(true);
    expect([certificate.ca, certificate.subject]).toEqual([false, "CN=maintenance-service.talos.dev"]);
  });
});

const tlsPair = (pair: { readonly certificate: string; readonly key: string }) => ({
  cert: pair.certificate,
  key: pair.key,
});

async function serve(authority: { readonly certificate: string }, pair: { certificate: string; key: string }) {
  const server = createServer(
    { ...tlsPair(pair), ca: authority.certificate, requestCert: true, rejectUnauthorized: true },
    (socket) => socket.end(socket.getPeerX509Certificate()?.subject ?? ""),
  );
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function hello(port: number, options: { ca: string; cert: string; key: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = tlsConnect({ host: "127.0.0.1", port, ...options });
    socket.on("error", reject);
    socket.on("data", (data) => resolve(data.toString()));
    socket.on("close", () => reject(new Error("closed without a word")));
  });
}
