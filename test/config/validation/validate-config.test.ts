import { describe, expect, test } from "vitest";
import type { Role } from "../../../src/cluster/cluster.ts";
import { type MachineConfig, rootDocument } from "../../../src/config/machine-config.ts";
import { parseMachineConfig } from "../../../src/config/parse-machine-config.ts";
import { documentKinds, kindsOf } from "../../../src/config/validation/document-kinds.ts";
import { validateConfig } from "../../../src/config/validation/validate-config.ts";

const schematic = "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba";

function validate(text: string, talosVersion = "v1.13.8", role?: Role) {
  return validateConfig(parseMachineConfig(text, { file: "node.yaml" }), { talosVersion, ...(role && { role }) });
}

const codes = (text: string, talosVersion?: string, role?: Role) =>
  validate(text, talosVersion, role).map((note) => [note.code, note.location?.line]);

describe("validateConfig()", () => {
  test.each(["__proto__", "constructor", "toString"])(
    "knows no kind %s, though every JavaScript object has one",
    (kind) => {
      expect(codes(`apiVersion: v1alpha1\nkind: ${kind}\n`)).toContainEqual(["document_kind_unknown", 2]);
    },
  );

  test.each(["v1.11.6", "v1.12.0", "v1.13.8", "v1.14.0"])(
    "finds nothing wrong with a plain config for Talos %s",
    (version) => {
      const text = `
version: v1alpha1
debug: false
persist: true
machine:
  type: controlplane
  token: ak://talos/MACHINE_TOKEN
  ca: {crt: YWJj, key: ak://talos/CA_KEY}
  certSANs: []
  kubelet: {image: "ghcr.io/siderolabs/kubelet:v1.34.1", extraArgs: {v: "2"}, nodeIP: {validSubnets: [192.168.5.0/24]}}
  network:
    hostname: talos-m01
    nameservers: [192.168.5.1, "fd00::1"]
    interfaces:
      - deviceSelector: {hardwareAddr: "00:30:93:*"}
        mtu: 9000
        dhcp: yes
        addresses: [192.168.5.201/24, "fd00::2/64", 10.0.0.1]
        routes: [{network: 0.0.0.0/0, gateway: 192.168.5.1}]
        vip: {ip: 192.168.5.200}
  install: {disk: /dev/nvme0n1, image: "factory.talos.dev/metal-installer/${schematic}:${version}", wipe: false}
  files: [{path: /etc/cri/conf.d/20-customization.part, op: create, permissions: 0o666, content: "a\\nb"}]
  sysctls: {vm.nr_hugepages: 1024}
  time: {bootTimeout: 2m}
  env: {GRPC_GO: 1, SECRET: ~}
cluster:
  controlPlane: {endpoint: "https://192.168.5.200:6443"}
  network: {cni: {name: none}, podSubnets: [10.42.0.0/16], serviceSubnets: [10.43.0.0/16]}
  apiServer: {image: "registry.k8s.io/kube-apiserver:v1.34.1@sha256:${"0".repeat(64)}"}
---
apiVersion: v1alpha1
kind: VolumeConfig
name: EPHEMERAL
`;
      expect(codes(text, version, "controlplane")).toEqual([]);
    },
  );

  test.each([
    {
      name: "an unknown key at the top",
      text: "machines: {}\nmachine: {type: worker}",
      code: "key_unknown",
      line: 1,
      hint: "machine?",
    },
    {
      name: "an unknown machine key",
      text: "machine:\n  sysctl: {a: b}",
      code: "key_unknown",
      line: 2,
      hint: "sysctls?",
    },
    {
      name: "an unknown cluster key",
      text: "cluster:\n  apiserver: {}",
      code: "key_unknown",
      line: 2,
      hint: "apiServer?",
    },
    {
      name: "a key in the wrong half",
      text: "cluster:\n  kubelet: {}",
      code: "key_unknown",
      line: 2,
      hint: "below machine",
    },
    {
      name: "an unknown kind",
      text: "apiVersion: v1alpha1\nkind: HostNameConfigs",
      code: "document_kind_unknown",
      line: 2,
      hint: "HostnameConfig?",
    },
    {
      name: "a kind of a newer Talos",
      text: "apiVersion: v1alpha1\nkind: KubeNodeConfig",
      code: "document_kind_too_new",
      line: 2,
      hint: "Upgrade",
    },
    {
      name: "another apiVersion",
      text: "apiVersion: v1\nkind: HostnameConfig",
      code: "document_api_version",
      line: 2,
      hint: "v1alpha1",
    },
    {
      name: "a missing name",
      text: "apiVersion: v1alpha1\nkind: VolumeConfig",
      code: "document_name_missing",
      line: 1,
      hint: "name:",
    },
    { name: "a list instead of a map", text: "machine:\n  sysctls: [a]", code: "type_wrong", line: 2, hint: "keys" },
    { name: "a text instead of a list", text: "machine:\n  certSANs: a", code: "type_wrong", line: 2, hint: "dash" },
    { name: "a quoted flag", text: 'machine:\n  install: {wipe: "true"}', code: "type_wrong", line: 2, hint: "quotes" },
    {
      name: "a quoted number",
      text: "machine:\n  network:\n    interfaces:\n      - interface: eth0\n        mtu: '9000'",
      code: "type_wrong",
      line: 5,
      hint: "quotes",
    },
    {
      name: "a bad duration",
      text: "machine:\n  time: {bootTimeout: 5 minutes}",
      code: "type_wrong",
      line: 2,
      hint: "5m",
    },
    {
      name: "a map instead of a text",
      text: "machine:\n  sysctls:\n    a: {b: c}",
      code: "type_wrong",
      line: 3,
      hint: "line",
    },
    {
      name: "a bad name server",
      text: "machine:\n  network: {nameservers: [1.1.1.256]}",
      code: "type_wrong",
      line: 2,
      hint: "prefix",
    },
    {
      name: "a bad subnet",
      text: "cluster:\n  network: {podSubnets: [10.0.0.0/33]}",
      code: "type_wrong",
      line: 2,
      hint: "10.244",
    },
    {
      name: "a bad address",
      text: "machine:\n  network: {interfaces: [{addresses: [192.168.5/24]}]}",
      code: "type_wrong",
      line: 2,
      hint: "/24",
    },
    {
      name: "an unknown machine type",
      text: "machine:\n  type: master",
      code: "machine_type_unknown",
      line: 2,
      hint: "controlplane",
    },
    {
      name: "a bad host name",
      text: "machine:\n  network: {hostname: talos_m01}",
      code: "hostname_invalid",
      line: 2,
      hint: "dashes",
    },
    {
      name: "a bad host name in its document",
      text: "apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: -a",
      code: "hostname_invalid",
      line: 3,
      hint: "dashes",
    },
    {
      name: "an endpoint without scheme",
      text: "cluster:\n  controlPlane: {endpoint: cluster.example}",
      code: "endpoint_invalid",
      line: 2,
      hint: "https",
    },
    {
      name: "an endpoint without TLS",
      text: "cluster:\n  controlPlane: {endpoint: 'http://a:6443'}",
      code: "endpoint_insecure",
      line: 2,
      hint: "https",
    },
    {
      name: "an install image without tag",
      text: "machine:\n  install: {image: ghcr.io/siderolabs/installer}",
      code: "image_tag_missing",
      line: 2,
      hint: "version",
    },
    {
      name: "a schematic that is null",
      text: "machine:\n  install: {image: 'factory.talos.dev/metal-installer/null:v1.13.8'}",
      code: "install_image_invalid",
      line: 2,
      hint: "SCHEMATIC",
    },
    {
      name: "a short schematic",
      text: "machine:\n  install: {image: 'factory.talos.dev/installer/abc:v1.13.8'}",
      code: "install_image_invalid",
      line: 2,
      hint: "SCHEMATIC",
    },
    {
      name: "an image that is none",
      text: "machine:\n  install: {image: 'a b'}",
      code: "install_image_invalid",
      line: 2,
      hint: "SCHEMATIC",
    },
    {
      name: "a kubelet without tag",
      text: "machine:\n  kubelet: {image: ghcr.io/siderolabs/kubelet}",
      code: "image_tag_missing",
      line: 2,
      hint: "tag",
    },
  ])("finds $name", ({ text, code, line, hint }) => {
    const notes = validate(text);
    expect(notes.map((note) => [note.code, note.location])).toEqual([[code, { file: "node.yaml", line }]]);
    expect(notes[0]?.hint).toContain(hint);
  });

  const hostname = "apiVersion: v1alpha1\nkind: HostnameConfig\nauto: stable\n";

  test.each([
    { name: "a host name in both styles", text: `machine:\n  network: {hostname: a}\n---\n${hostname}`, line: 2 },
    {
      name: "a stable host name in both styles",
      text: `machine:\n  features: {stableHostname: true}\n---\n${hostname}`,
      line: 2,
    },
    {
      name: "time servers in both styles",
      text: "machine:\n  time: {servers: [a]}\n---\napiVersion: v1alpha1\nkind: TimeSyncConfig\n",
      line: 2,
    },
    {
      name: "encryption in both styles",
      text: "machine:\n  systemDiskEncryption: {state: {provider: luks2}}\n---\napiVersion: v1alpha1\nkind: VolumeConfig\nname: STATE\nencryption: {provider: luks2}\n",
      line: 2,
    },
  ])("finds $name", ({ text, line }) => {
    expect(codes(text)).toEqual([["document_conflicts_with_v1alpha1", line]]);
  });

  test.each([
    { name: "an empty host name", text: `machine: {network: {hostname: ""}}\n---\n${hostname}` },
    { name: "a host name that is not stable", text: `machine: {features: {stableHostname: false}}\n---\n${hostname}` },
    {
      name: "encryption of another volume",
      text: "machine: {systemDiskEncryption: {state: {provider: luks2}}}\n---\napiVersion: v1alpha1\nkind: VolumeConfig\nname: EPHEMERAL\nencryption: {provider: luks2}\n",
    },
  ])("lets $name stand beside its document", ({ text }) => {
    expect(codes(text)).toEqual([]);
  });

  test("finds Kube documents beside cluster fields in Talos 1.14", () => {
    const text =
      "machine: {type: controlplane}\ncluster:\n  apiServer: {}\n  network: {}\n---\napiVersion: v1alpha1\nkind: KubeAPIServerConfig\n---\napiVersion: v1alpha1\nkind: KubeNetworkConfig\n";
    expect(codes(text, "1.14")).toEqual([
      ["document_conflicts_with_v1alpha1", 3],
      ["document_conflicts_with_v1alpha1", 4],
    ]);
  });

  test("finds two documents for one link", () => {
    const link = (kind: string) => `apiVersion: v1alpha1\nkind: ${kind}\nname: bond0\n`;
    expect(codes([link("LinkConfig"), link("BondConfig")].join("---\n"))).toEqual([["document_conflict", 5]]);
  });

  test("finds a document that stands twice", () => {
    const once = parseMachineConfig("machine: {type: worker}", { file: "node.yaml" });
    const twice: MachineConfig = { documents: [...once.documents, ...once.documents] };
    expect(rootDocument(twice)).toBeDefined();
    expect(validateConfig(twice, { talosVersion: "1.13" }).map((note) => note.code)).toEqual(["document_duplicate"]);
  });

  test("compares the machine type with the settings' role", () => {
    expect(codes("machine: {type: controlplane}", "1.13", "worker")).toEqual([["role_mismatch", 1]]);
    expect(codes("machine: {type: init}", "1.13", "controlplane")).toEqual([]);
  });

  test("shows no value of the configuration", () => {
    const notes = validate("machine: {type: hunter2, certSANs: hunter2, install: {image: 'hunter2 x', wipe: hunter2}}");
    expect(notes).toHaveLength(4);
    expect(JSON.stringify(notes)).not.toContain("hunter2");
  });
});

describe("kindsOf()", () => {
  test.each([
    { version: "1.10.0", count: 13 },
    { version: "1.11.0", count: 17 },
    { version: "1.12.0", count: 36 },
    { version: "1.13.0", count: 44 },
    { version: "1.14.0-rc.1", count: 89 },
  ])("Talos $version knows $count kinds", ({ version, count }) => {
    expect(kindsOf(version)).toHaveLength(count);
  });

  test("47 of them need a name", () => {
    expect([...documentKinds.values()].filter((kind) => kind.named)).toHaveLength(47);
  });
});
