import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { encodeConfig } from "../../../src/playground/talos/state/encode-config.ts";
import { readConfig } from "../../../src/playground/talos/state/parse-config.ts";

const encode = (text: string) => encodeConfig(readConfig(Buffer.from(text)));

describe("encodeConfig()", () => {
  test("writes keys in Talos' order and the unset ones that Go cannot leave out", () => {
    const text = `# a remark
cluster:
    network: { cni: {} }
    discovery: { registries: {} }
    controlPlane: { endpoint: "https://192.0.2.10:6443" }
    inlineManifests: [{ contents: "a: 1\\nb: 2\\n", name: two }]
machine:
    sysctls: { z.last: 1, a.first: "on" }
    install: { disk: /dev/nvme0n1 }
    files: [{ path: /var/x, permissions: 0644, op: create, content: "" }]
    network:
        interfaces:
            - { vlans: [{ dhcpOptions: {} }], interface: eth0, routes: [{ gateway: 192.0.2.1 }] }
    registries: { mirrors: { docker.io: {} } }
    type: worker
    kubelet: { extraArgs: { v: 4, feature-gates: a=true } }
`;
    expect(encode(text)).toBe(`version: ""
machine:
    type: worker
    token: ""
    certSANs: []
    kubelet:
        extraArgs:
            feature-gates: a=true
            v: "4"
    network:
        interfaces:
            - interface: eth0
              routes:
                - network: ""
                  gateway: 192.0.2.1
              vlans:
                - routes: []
                  vlanId: 0
                  dhcpOptions:
                    routeMetric: 0
    install:
        disk: /dev/nvme0n1
        wipe: null
    files:
        - content: ""
          permissions: 0o644
          path: /var/x
          op: create
    sysctls:
        a.first: "on"
        z.last: "1"
    registries:
        mirrors:
            docker.io:
                endpoints: []
cluster:
    controlPlane:
        endpoint: https://192.0.2.10:6443
    network:
        cni: {}
        dnsDomain: ""
        podSubnets: []
        serviceSubnets: []
    discovery:
        registries:
            kubernetes: {}
            service: {}
    inlineManifests:
        - name: two
          contents: |
            a: 1
            b: 2
`);
  });

  test("writes typed documents in the order of their kind, and leaves inside what it does not know", () => {
    const text = `provisioning:
    maxSize: 100GiB
    diskSelector:
        match: "!system_disk"
name: EPHEMERAL
kind: VolumeConfig
apiVersion: v1alpha1
---
kind: CRIBaseRuntimeSpecConfig
apiVersion: v1alpha1
overrides: { process: { z: 1, a: 2 } }
`;
    expect(encode(text)).toBe(`apiVersion: v1alpha1
kind: VolumeConfig
name: EPHEMERAL
provisioning:
    diskSelector:
        match: '!system_disk'
    maxSize: 100GiB
---
apiVersion: v1alpha1
kind: CRIBaseRuntimeSpecConfig
overrides:
    process:
        z: 1
        a: 2
`);
  });

  test("loses no text, and is a fixed point", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom("a", " ", "\n", "-", ":", "#", "'", '"', "0", "|") }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const once = encode(
          `machine:\n    env:\n        A: ${JSON.stringify(text)}\n---\nkind: K\nlist: [${JSON.stringify(text)}]\n`,
        );
        const [root, document] = parseAllDocuments(once).map((parsed) => parsed.toJS() as unknown);
        expect([root, document]).toMatchObject([{ machine: { env: { A: text } } }, { list: [text] }]);
        expect(encode(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});
