import { describe, expect, test } from "vitest";
import type { TalosContext } from "../../../../src/adapters/talos/talosconfig/parse-talosconfig.ts";
import { readCredential } from "../../../../src/adapters/talos/talosconfig/read-credential.ts";
import { createAuthority } from "../../../../src/playground/certificates/authority.ts";

const authority = createAuthority();
const validity = { notBefore: new Date("2126-01-01T00:00:00Z"), notAfter: new Date("2127-01-01T00:00:00Z") };
const client = authority.issueClient({ roles: ["os:operator", "os:etcd:backup"], ...validity });

const context: TalosContext = {
  name: "main",
  endpoints: ["192.168.5.201"],
  authorities: authority.certificate,
  certificate: client.certificate,
  key: client.key,
};

const during = { now: new Date("2126-12-30T12:00:00Z") };

describe("readCredential()", () => {
  test("readCredential() tells roles, end and whole days left", () => {
    expect(readCredential(context, during).certificate).toEqual({
      roles: ["os:operator", "os:etcd:backup"],
      expires: validity.notAfter,
      daysLeft: 1,
      shortLived: expect.any(Boolean),
    });
  });

  test.each([
    ["2126-12-30T18:00:00Z", true],
    ["2127-12-30T11:00:00Z", false],
  ])("readCredential() of one that is valid until %s says that it is short-lived: %s", (end, shortLived) => {
    const short = authority.issueClient({ roles: ["os:admin"], notBefore: during.now, notAfter: new Date(end) });
    const pod = { ...context, certificate: short.certificate, key: short.key };
    expect(readCredential(pod, during).certificate.shortLived).toBe(shortLived);
  });

  test("readCredential() trusts the system's authorities when the context has none", () => {
    const { authorities: _, ...withoutAuthorities } = context;
    expect(readCredential(withoutAuthorities, during)).toHaveProperty("secureContext");
  });

  test("readCredential() names the day on which the certificate expired", () => {
    const read = () => readCredential(context, { now: new Date("2127-01-15T06:00:00Z") });
    expect(read).toThrow(expect.objectContaining({ code: "credential_invalid" }));
    expect(read).toThrow(/2127-01-01.*14/);
  });

  test("readCredential() refuses a certificate from the future", () => {
    const read = () => readCredential(context, { now: new Date("2125-12-31T00:00:00Z") });
    expect(read).toThrow(expect.objectContaining({ code: "credential_invalid" }));
  });

  const nonsense = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  test.each([
    { name: "certificate", fields: { certificate: nonsense } },
    { name: "authority", fields: { authorities: nonsense } },
    { name: "key", fields: { key: nonsense } },
    { name: "key of another certificate", fields: { key: authority.issueClient({ roles: [] }).key } },
  ])("readCredential() refuses an unusable $name", ({ fields }) => {
    const read = () => readCredential({ ...context, ...fields }, during);
    expect(read).toThrow(expect.objectContaining({ code: "talosconfig_invalid" }));
  });
});
