import { describe, expect, test } from "vitest";
import { findAddress } from "../../../src/config/identity/find-address.ts";
import { parseYaml } from "../../../src/config/tree/parse-yaml.ts";

const parse = (text: string) => parseYaml(text, { file: "node.yaml" });

const interfaces = (...entries: string[]) =>
  `machine: { network: { interfaces: [${entries.map((entry) => `{ ${entry} }`).join(", ")}] } }\n`;

const withRoute = "routes: [{ network: 0.0.0.0/0, gateway: 192.0.2.254 }]";

describe("findAddress()", () => {
  test.each([
    {
      name: "the link with the default route",
      own: interfaces(
        "interface: eth1, addresses: [198.51.100.1/24]",
        `interface: eth0, addresses: [192.0.2.1/24], ${withRoute}`,
      ),
      expected: "192.0.2.1",
    },
    {
      name: "a route without a network, which is the default one",
      own: interfaces(
        "interface: eth1, addresses: [198.51.100.1/24]",
        "interface: eth0, addresses: [192.0.2.1/24], routes: [{ gateway: 192.0.2.254 }]",
      ),
      expected: "192.0.2.1",
    },
    {
      name: "the link with the VIP, never the VIP itself",
      own: interfaces(
        "interface: eth1, addresses: [198.51.100.1/24]",
        "deviceSelector: { hardwareAddr: aa }, addresses: [192.0.2.1/24], vip: { ip: 192.0.2.9 }",
      ),
      expected: "192.0.2.1",
    },
    {
      name: "the link that DHCP serves too",
      own: interfaces(
        "interface: eth1, addresses: [198.51.100.1/24]",
        "interface: eth0, dhcp: true, addresses: [192.0.2.1/24]",
      ),
      expected: "192.0.2.1",
    },
    {
      name: "the only one",
      own: interfaces("interface: eth0, addresses: [192.0.2.1/24]"),
      expected: "192.0.2.1",
    },
    {
      name: "a VLAN's",
      own: interfaces(`interface: eth0, vlans: [{ vlanId: 5, addresses: [192.0.2.1/24], ${withRoute} }]`),
      expected: "192.0.2.1",
    },
    {
      name: "an IPv6 one",
      own: interfaces(
        "interface: eth0, addresses: ['2001:db8::1/64'], routes: [{ network: '::/0', gateway: 'fe80::1' }]",
      ),
      expected: "2001:db8::1",
    },
    {
      name: "the old way to write one",
      own: interfaces("interface: eth0, cidr: 192.0.2.1/24"),
      expected: "192.0.2.1",
    },
    {
      name: "a typed document's with the default route",
      own: [
        "{ apiVersion: v1alpha1, kind: LinkConfig, name: eth1, addresses: [{ address: 198.51.100.1/24 }] }",
        "{ apiVersion: v1alpha1, kind: BondConfig, name: bond0, addresses: [{ address: 192.0.2.1/24 }], routes: [{ gateway: 192.0.2.254 }] }",
      ].join("\n---\n"),
      expected: "192.0.2.1",
    },
    {
      name: "a typed document's with the VIP",
      own: [
        "{ apiVersion: v1alpha1, kind: LinkConfig, name: eth1, addresses: [{ address: 198.51.100.1/24 }] }",
        "{ apiVersion: v1alpha1, kind: LinkConfig, name: eth0, addresses: [{ address: 192.0.2.1/24 }] }",
        "{ apiVersion: v1alpha1, kind: Layer2VIPConfig, name: 192.0.2.9, link: eth0 }",
      ].join("\n---\n"),
      expected: "192.0.2.1",
    },
    {
      name: "one whose link the shared base gives the route",
      own: interfaces("interface: eth1, addresses: [198.51.100.1/24]", "interface: bond0, addresses: [192.0.2.1/24]"),
      shared: interfaces(`interface: bond0, ${withRoute}`),
      expected: "192.0.2.1",
    },
    {
      name: "the only one in the kubelet's subnets",
      own: interfaces("interface: eth1, addresses: [198.51.100.1/24]", "interface: eth0, addresses: [192.0.2.1/24]"),
      shared: "machine: { kubelet: { nodeIP: { validSubnets: [192.0.2.0/24] } } }",
      expected: "192.0.2.1",
    },
    {
      name: "none that the kubelet's subnets exclude",
      own: interfaces("interface: eth1, addresses: [198.51.100.1/24]", "interface: eth0, addresses: [192.0.2.1/24]"),
      shared: "machine: { kubelet: { nodeIP: { validSubnets: ['!198.51.100.0/24'] } } }",
      expected: "192.0.2.1",
    },
  ])("takes $name", ({ own, shared = "", expected }) => {
    expect(findAddress(parse(own), parse(shared))).toEqual({ kind: "found", address: expected });
  });

  test.each([
    { name: "no address at all", own: "machine: { type: worker }" },
    {
      name: "only an address outside of the kubelet's subnets",
      own: interfaces("interface: ceph0, addresses: [198.51.100.1/24]"),
      shared: "machine: { kubelet: { nodeIP: { validSubnets: [192.0.2.0/24] } } }",
    },
    {
      name: "only a storage address while DHCP serves another link",
      own: interfaces("interface: ceph0, addresses: [198.51.100.1/24]"),
      shared: "{ apiVersion: v1alpha1, kind: DHCPv4Config, name: bond0 }",
    },
    {
      name: "only an address whose default route is of another table, beside a link with DHCP",
      own: "{ apiVersion: v1alpha1, kind: VLANConfig, name: bond0.67, addresses: [{ address: 198.51.100.1/24 }], routes: [{ gateway: 198.51.100.254, table: '100' }] }",
      shared: "{ apiVersion: v1alpha1, kind: DHCPv4Config, name: bond0 }",
    },
    {
      name: "an address of the shared base, which cannot be one node's",
      own: "machine: { type: worker }",
      shared: interfaces(`interface: eth0, addresses: [192.0.2.1/24], ${withRoute}`),
    },
  ])("finds none with $name", ({ own, shared = "" }) => {
    expect(findAddress(parse(own), parse(shared))).toEqual({ kind: "none" });
  });

  test("does not choose between equals", () => {
    const own = interfaces(
      "interface: eth1, addresses: [198.51.100.1/24]",
      "interface: eth0, addresses: [192.0.2.1/24]",
    );
    expect(findAddress(parse(own), [])).toEqual({ kind: "ambiguous", addresses: ["198.51.100.1", "192.0.2.1"] });
  });
});
