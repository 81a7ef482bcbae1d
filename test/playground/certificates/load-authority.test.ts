import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createAuthority, loadAuthority } from "../../../src/playground/certificates/authority.ts";

const secrets = JSON.parse(readFileSync(join(import.meta.dirname, "../../../examples/secrets/talos.json"), "utf8"));
const pem = (name: string) => Buffer.from(secrets[name], "base64").toString();

describe("loadAuthority()", () => {
  test.each([
    { name: "EC, as Kubernetes has it", certificate: "CLUSTER_CA_CRT", key: "CLUSTER_CA_KEY" },
    { name: "RSA, as service accounts", certificate: "CLUSTER_AGGREGATORCA_CRT", key: "CLUSTER_AGGREGATORCA_KEY" },
    { name: "Ed25519 under Talos' label", certificate: "MACHINE_CA_CRT", key: "MACHINE_CA_KEY" },
  ])("issues what an authority with a key of $name vouches for", ({ certificate, key }) => {
    const authority = loadAuthority({ certificate: pem(certificate), key: pem(key) });
    const client = authority.issueClient({ roles: ["system:masters"], commonName: "admin" });
    const [own, issuer] = [new X509Certificate(client.certificate), new X509Certificate(pem(certificate))];
    expect(own.checkIssued(issuer)).toBe(true);
    expect(own.verify(issuer.publicKey)).toBe(true);
    expect(own.checkPrivateKey(createPrivateKey(client.key))).toBe(true);
    expect(own.subject).toBe("O=system:masters\nCN=admin");
  });

  test("gives back what createAuthority() made", () => {
    const made = createAuthority({ organization: "kubernetes" });
    const loaded = loadAuthority({ certificate: made.certificate, key: made.talosKey });
    const server = new X509Certificate(loaded.issueServer({ alternativeNames: ["127.0.0.1"] }).certificate);
    expect(server.verify(new X509Certificate(made.certificate).publicKey)).toBe(true);
  });

  test("refuses what is no certificate", () => {
    const { key } = createAuthority();
    expect(() => loadAuthority({ certificate: "no certificate", key })).toThrow();
  });
});
