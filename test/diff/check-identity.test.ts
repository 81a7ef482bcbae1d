import { describe, expect, it } from "vitest";
import { parseMachineConfig } from "../../src/config/parse-machine-config.ts";
import { checkIdentity } from "../../src/diff/check-identity.ts";

const legacy = "machine: { network: { hostname: talos-m01 } }\n";
const modern = "machine: {}\n---\napiVersion: v1alpha1\nkind: HostnameConfig\nhostname: talos-m01\n";

function codes(config: string, hostname: string): readonly string[] {
  const desired = {
    node: { name: "talos-m01", role: "worker", address: "192.0.2.1" },
    config: parseMachineConfig(config, { file: "x.yaml" }),
    notes: [],
  } as const;
  const live = { hostname, version: "v1.13.8", platform: "metal", config: Buffer.of(), extensions: [] };
  return checkIdentity(desired, { ...live, secureBoot: false }).map(({ code }) => code);
}

describe("checkIdentity()", () => {
  it.each([
    { name: "the name it is given", config: legacy, hostname: "talos-m01" },
    { name: "its full name", config: modern, hostname: "Talos-M01.lan" },
    { name: "a name that nobody gave it", config: "machine: {}\n", hostname: "talos-x7k-2m9" },
    { name: "no name", config: legacy, hostname: "" },
  ])("has nothing to say of a node with $name", ({ config, hostname }) => {
    expect(codes(config, hostname)).toEqual([]);
  });

  it.each([legacy, modern])("warns of a node that calls itself otherwise (%#)", (config) => {
    expect(codes(config, "talos-m02")).toEqual(["hostname_differs"]);
  });
});
