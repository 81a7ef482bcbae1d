import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { parseTalosconfig } from "../../../../src/adapters/talos/talosconfig/parse-talosconfig.ts";
import { createAuthority } from "../../../../src/playground/certificates/authority.ts";

const authority = createAuthority();
const client = authority.issueClient({ roles: ["os:admin"] });
const base64 = (text: string) => Buffer.from(text).toString("base64");

const entry = {
  endpoints: ["192.168.5.201"],
  ca: base64(authority.certificate),
  crt: base64(client.certificate),
  key: base64(client.talosKey),
};

const parse = (file: unknown, context?: string) =>
  parseTalosconfig(typeof file === "string" ? file : stringify(file), { file: "talosconfig", context });

describe("parseTalosconfig()", () => {
  test("parseTalosconfig() gives the active context", () => {
    expect(parse({ context: "main", contexts: { main: entry, lab: {} } })).toEqual({
      name: "main",
      endpoints: ["192.168.5.201"],
      authorities: authority.certificate,
      certificate: client.certificate,
      key: client.key,
    });
  });

  test("parseTalosconfig() writes the key's label as OpenSSL knows it", () => {
    expect(client.talosKey).toContain("BEGIN ED25519 PRIVATE KEY");
    expect(parse({ contexts: { main: entry } }).key).toMatch(
      /^-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\s$/,
    );
  });

  test("parseTalosconfig() leaves other keys' labels alone", () => {
    const rsa = "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n";
    expect(parse({ contexts: { main: { ...entry, key: base64(rsa) } } }).key).toBe(rsa);
  });

  test("parseTalosconfig() keeps every authority of a bundle", () => {
    const bundle = authority.certificate + createAuthority().certificate;
    expect(parse({ contexts: { main: { ...entry, ca: base64(bundle) } } }).authorities).toBe(bundle);
  });

  test("parseTalosconfig() takes base64 that was folded over lines", () => {
    const folded = entry.crt.replaceAll(/(.{64})/g, "$1\n");
    expect(parse({ contexts: { main: { ...entry, crt: folded } } }).certificate).toBe(client.certificate);
  });

  test.each([
    {
      name: "the one asked for",
      file: { context: "main", contexts: { main: entry, lab: entry } },
      context: "lab",
      chosen: "lab",
    },
    { name: "the only one", file: { context: "", contexts: { lab: entry } }, chosen: "lab" },
  ])("parseTalosconfig() chooses $name", ({ file, context, chosen }) => {
    expect(parse(file, context).name).toBe(chosen);
  });

  test.each([
    {
      name: "target, the old name of endpoints",
      fields: { endpoints: ["a"], target: "b" },
      expected: { endpoints: ["a", "b"] },
    },
    { name: "a cluster to route to", fields: { cluster: "prod" }, expected: { cluster: "prod" } },
    { name: "a proxy that is none", fields: { "proxy-url": "direct" }, expected: { name: "main" } },
    { name: "fields of later versions", fields: { colour: "red" }, expected: { name: "main" } },
  ])("parseTalosconfig() takes $name", ({ fields, expected }) => {
    expect(parse({ contexts: { main: { ...entry, ...fields } } })).toMatchObject(expected);
  });

  test.each([
    { name: "broken YAML", file: "contexts: {main: [}" },
    { name: "another document", file: "- a\n- b\n" },
    { name: "an empty file", file: "" },
    { name: "a wrong type", file: { contexts: { main: { ...entry, endpoints: 7 } } } },
    { name: "no active context among several", file: { contexts: { main: entry, lab: entry } } },
    { name: "no endpoints", file: { contexts: { main: { ...entry, endpoints: [] } } } },
    { name: "no certificate", file: { contexts: { main: { ...entry, crt: null } } } },
    { name: "a key that is not base64", file: { contexts: { main: { ...entry, key: "-----BEGIN" } } } },
    { name: "a ca that is not PEM", file: { contexts: { main: { ...entry, ca: base64("hello") } } } },
    {
      name: "Omni's signatures",
      file: { contexts: { main: { ...entry, auth: { siderov1: { identity: "a@b.c" } } } } },
    },
    { name: "a password", file: { contexts: { main: { ...entry, auth: { basic: { username: "a" } } } } } },
    { name: "a proxy", file: { contexts: { main: { ...entry, "proxy-url": "socks5://localhost" } } } },
  ])("parseTalosconfig() refuses $name", ({ file }) => {
    expect(() => parse(file)).toThrow(expect.objectContaining({ code: "talosconfig_invalid" }));
  });

  test.each([
    { wanted: "homelb", hint: "Did you mean homelab? Contexts: homelab, prod." },
    { wanted: "PROD", hint: "Did you mean prod? Contexts: homelab, prod." },
    { wanted: "staging", hint: "Contexts: homelab, prod." },
  ])("parseTalosconfig() asked for $wanted says what there is", ({ wanted, hint }) => {
    expect(() => parse({ contexts: { homelab: entry, prod: entry } }, wanted)).toThrow(
      expect.objectContaining({ hint }),
    );
  });

  test("parseTalosconfig() is not fooled by names that every object has", () => {
    expect(() => parse({ contexts: { main: entry, lab: entry } }, "constructor")).toThrow(
      expect.objectContaining({ code: "talosconfig_invalid" }),
    );
  });

  test("parseTalosconfig() puts no secret into its errors", () => {
    const broken = `${entry.key.slice(0, 40)}!`;
    const file = { contexts: { main: { ...entry, key: broken } } };
    expect(() => parse(file)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(broken.slice(0, 12)) }),
    );
  });
});
