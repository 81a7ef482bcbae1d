import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MachineConfig } from "../../src/config/machine-config.ts";
import { parseMachineConfig } from "../../src/config/parse-machine-config.ts";
import { Secret } from "../../src/config/secrets/secret.ts";
import { type ConfigNode, formatPath } from "../../src/config/tree/config-node.ts";
import { compareConfigs } from "../../src/diff/compare-configs.ts";

const config = (text: string, file = "x.yaml"): MachineConfig => parseMachineConfig(text, { file });

/** `kind document path` of every change, the shape that tests compare. */
function changes(desired: string, live: string): readonly string[] {
  return compareConfigs(config(desired), config(live)).flatMap(({ id, changes }) =>
    changes.map(({ kind, path }) => `${kind} ${id.kind ?? "root"} ${formatPath(path)}`.trimEnd()),
  );
}

describe("compareConfigs() sees no difference where there is none", () => {
  const equal: readonly { name: string; desired: string; live: string }[] = [
    {
      name: "comments",
      desired: "machine:\n  type: worker # a worker\n",
      live: "# generated\nmachine:\n  type: worker\n",
    },
    { name: "key order", desired: "machine: { type: worker, token: a }", live: "machine: { token: a, type: worker }" },
    {
      name: "document order",
      desired: "machine: { type: worker }\n---\nkind: A\n---\nkind: B",
      live: "kind: B\n---\nkind: A\n---\nmachine: { type: worker }",
    },
    {
      name: "durations",
      desired: "cluster: { timeout: 120s, other: 24h, third: 1500ms }",
      live: "cluster: { timeout: 2m0s, other: 24h0m0s, third: 1.5s }",
    },
    {
      name: "file modes, YAML 1.1 and 1.2",
      desired: "machine: { files: [{ path: /a, permissions: 0644 }] }",
      live: "machine: { files: [{ path: /a, permissions: 0o644 }] }",
    },
    {
      name: "file modes, decimal",
      desired: "machine: { files: [{ path: /a, permissions: 420 }] }",
      live: "machine: { files: [{ path: /a, permissions: 0o644 }] }",
    },
    {
      name: "quotes",
      desired: 'machine: { install: { disk: "/dev/sda" } }',
      live: "machine: { install: { disk: /dev/sda } }",
    },
    {
      name: "numbers as strings in a map of strings",
      desired: "machine: { sysctls: { vm.nr_hugepages: 1024 } }",
      live: 'machine: { sysctls: { vm.nr_hugepages: "1024" } }',
    },
    {
      name: "booleans as strings in a map of strings",
      desired: "cluster: { apiServer: { extraArgs: { x: true } } }",
      live: 'cluster: { apiServer: { extraArgs: { x: "true" } } }',
    },
    {
      name: "empty against absent: list, map, string, null",
      desired: "machine: { certSANs: [], time: {}, token: '', ca: null }",
      live: "machine: {}",
    },
    {
      name: "nested empties",
      desired: "cluster: { discovery: { registries: { kubernetes: {} } } }",
      live: "cluster: {}",
    },
    {
      name: "wipe: false",
      desired: "machine: { install: { disk: a, wipe: false } }",
      live: "machine: { install: { disk: a } }",
    },
    {
      name: "number notations",
      desired: "machine: { kubelet: { port: 0x10 } }",
      live: "machine: { kubelet: { port: 16 } }",
    },
    {
      name: "base64 over lines",
      desired: "machine:\n  ca:\n    crt: |\n      AAAA\n      BBBB\n",
      live: "machine: { ca: { crt: AAAABBBB } }",
    },
    {
      name: "anchors and merge keys",
      desired: "machine:\n  a: &x { b: 1 }\n  c:\n    <<: *x\n",
      live: "machine: { a: { b: 1 }, c: { b: 1 } }",
    },
    {
      name: "newlines in front of an inline manifest",
      desired: 'cluster: { inlineManifests: [{ name: a, contents: "\\n\\nx: 1" }] }',
      live: 'cluster: { inlineManifests: [{ name: a, contents: "x: 1" }] }',
    },
  ];
  it.each(equal)("$name", ({ desired, live }) => {
    expect(changes(desired, live)).toEqual([]);
    expect(changes(live, desired)).toEqual([]);
  });
});

describe("compareConfigs() finds what differs", () => {
  const different: readonly { name: string; desired: string; live: string; expected: readonly string[] }[] = [
    {
      name: "a changed leaf",
      desired: "machine: { network: { hostname: b } }",
      live: "machine: { network: { hostname: a } }",
      expected: ["changed root machine.network.hostname"],
    },
    {
      name: "an added key that holds dots",
      desired: "machine: { sysctls: { vm.x: 1 } }",
      live: "machine: { sysctls: { a: 1 } }",
      expected: ['added root machine.sysctls."vm.x"', "removed root machine.sysctls.a"],
    },
    {
      name: "an empty label",
      desired: "machine: { nodeLabels: { a: '' } }",
      live: "machine: { type: worker }",
      expected: ["added root machine.nodeLabels", "removed root machine.type"],
    },
    {
      name: "an explicit false",
      desired: "machine: { type: worker, features: { rbac: false } }",
      live: "machine: { type: worker, features: {} }",
      expected: ["added root machine.features"],
    },
    {
      name: "one list item in front",
      desired: "machine: { certSANs: [z, a, b] }",
      live: "machine: { certSANs: [a, b] }",
      expected: ["added root machine.certSANs[0]"],
    },
    {
      name: "list order",
      desired: "machine: { network: { nameservers: [b, a] } }",
      live: "machine: { network: { nameservers: [a, b] } }",
      expected: ["added root machine.network.nameservers[0]", "removed root machine.network.nameservers[1]"],
    },
    {
      name: "a field of one list item",
      desired: "machine: { network: { interfaces: [{ interface: a, mtu: 9000 }] } }",
      live: "machine: { network: { interfaces: [{ interface: a, mtu: 1500 }] } }",
      expected: ["changed root machine.network.interfaces[0].mtu"],
    },
    {
      name: "a new document",
      desired: "machine: { type: worker }\n---\nkind: HostnameConfig\nhostname: a",
      live: "machine: { type: worker }",
      expected: ["added HostnameConfig"],
    },
    {
      name: "a removed document",
      desired: "machine: { type: worker }",
      live: "machine: { type: worker }\n---\nkind: HostnameConfig\nhostname: a",
      expected: ["removed HostnameConfig"],
    },
    {
      name: "types in free-form YAML",
      desired: 'machine: { kubelet: { extraConfig: { maxPods: "110" } } }',
      live: "machine: { kubelet: { extraConfig: { maxPods: 110 } } }",
      expected: ["changed root machine.kubelet.extraConfig.maxPods"],
    },
    {
      name: "durations in free-form YAML",
      desired: "machine: { kubelet: { extraConfig: { x: 120s } } }",
      live: "machine: { kubelet: { extraConfig: { x: 2m0s } } }",
      expected: ["changed root machine.kubelet.extraConfig.x"],
    },
    {
      name: "an emptied list of manifests",
      desired: "cluster: { extraManifests: [] }",
      live: "cluster: {}",
      expected: ["added root cluster"],
    },
    {
      name: "a map in place of a scalar",
      desired: "machine: { a: { b: 1 } }",
      live: "machine: { a: 1 }",
      expected: ["changed root machine.a"],
    },
  ];
  it.each(different)("$name", ({ desired, live, expected }) => {
    expect(changes(desired, live)).toEqual(expected);
  });
});

describe("compareConfigs()", () => {
  it("names the template line that wrote the desired value", () => {
    const desired = parseMachineConfig("machine:\n  type: worker\n", {
      file: "r",
      origins: [
        { file: "base.j2", line: 3 },
        { file: "base.j2", line: 7 },
      ],
    });
    const [document] = compareConfigs(desired, config("machine: { type: controlplane }"));
    expect(document?.changes[0]?.origin).toEqual({ file: "base.j2", line: 7 });
  });

  it("compares a secret by its value, not by its mask", () => {
    const withToken = (value: string): MachineConfig => {
      const token: ConfigNode = {
        kind: "scalar",
        value: new Secret(value, ["ak://t"]),
        text: "<secret>",
        quoted: false,
      };
      const machine: ConfigNode = { kind: "map", entries: new Map([["token", token]]) };
      return { documents: [{ id: {}, root: { kind: "map", entries: new Map([["machine", machine]]) } }] };
    };
    expect(compareConfigs(withToken("abc"), config("machine: { token: abc }"))).toEqual([]);
    expect(compareConfigs(withToken("12345"), config("machine: { token: 12345 }"))).toEqual([]);
    expect(compareConfigs(withToken("new"), config("machine: { token: abc }"))).toHaveLength(1);
  });

  it("gives both trees one key order, so that text shows no moves", () => {
    const [document] = compareConfigs(config("machine: { b: 1, a: 2 }"), config("machine: { z: 9, a: 2, b: 0 }"));
    const keys = (side: "desired" | "live") => {
      const machine = document?.[side]?.entries.get("machine");
      return machine?.kind === "map" ? [...machine.entries.keys()] : [];
    };
    expect(keys("desired")).toEqual(["b", "a"]);
    expect(keys("live")).toEqual(["b", "a", "z"]);
  });

  it("finds nothing between a config and itself, whatever its shape", () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("tree")), fc.dictionary(fc.string(), tie("tree"))),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), tree), (value) => {
        const text = JSON.stringify({ machine: value });
        expect(changes(text, text)).toEqual([]);
      }),
    );
  });
});
