/** Plans that the reports are shown for; each has a golden file per rendering. */
import type { Plan } from "../../src/diff/plan.ts";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import type { SafePlan } from "../../src/redaction/redacted.ts";
import { changedNode, invalidNode, plan, unchangedNode, unreachableNode } from "../support/plans.ts";

const schematicA = "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba";
const schematicB = "ce4c980550dd2ab1b17bbf2b08801c7eb59418eafe8f279833297925d67c7515";
const image = { liveVersion: "v1.11.5", liveSchematic: schematicA, upgrade: "none", reasons: [] } as const;

const live = `machine:
  type: controlplane
  token: abcdef.0123456789abcdef
  install:
    image: factory.talos.dev/metal-installer/${schematicA}:v1.11.5
  network:
    hostname: HOST
    interfaces:
      - interface: eno1
        addresses:
          - 192.168.5.201/24
        mtu: 1500
        vip:
          ip: 192.168.5.200
      - interface: eno2
        addresses:
          - 10.10.10.8/24
        mtu: 1500
    nameservers:
      - 192.168.5.1
  sysctls:
    fs.inotify.max_user_instances: "8192"
    fs.inotify.max_user_watches: "1048576"
    net.core.rmem_max: "67108864"
    net.core.wmem_max: "67108864"
    user.max_user_namespaces: "11255"
    vm.nr_hugepages: "1024"
cluster:
  clusterName: main
  network:
    cni:
      name: none
    podSubnets:
      - 10.42.0.0/16
`;

const hugepages = (text: string) => text.replace('vm.nr_hugepages: "1024"', 'vm.nr_hugepages: "2048"');
const jumbo = (text: string) => text.replaceAll("mtu: 1500", "mtu: 9000");
const withModules = (text: string) =>
  text.replace(
    "  network:\n    hostname",
    "  kernel:\n    modules:\n      - name: nvidia\n      - name: nvidia_uvm\n  network:\n    hostname",
  );

const liveOf = (host: string) => live.replace("HOST", host);

export const cases: Readonly<Record<string, Plan>> = {
  "no-change": plan([
    unchangedNode("talos-m01", { image }),
    unchangedNode("talos-m02", { image }),
    unchangedNode("talos-m03", { image }),
  ]),
  "one-node": plan([
    changedNode("talos-m01", { live: liveOf("talos-m01"), desired: hugepages(liveOf("talos-m01")), image }),
    unchangedNode("talos-m02", { image }),
    unchangedNode("talos-m03", { image }),
  ]),
  "shared-changes": plan([
    changedNode("talos-m01", {
      live: liveOf("talos-m01"),
      desired: withModules(hugepages(jumbo(liveOf("talos-m01")))),
      reboot: { kind: "automatic", paths: ["machine.kernel"] },
      image,
    }),
    changedNode("talos-m02", { live: liveOf("talos-m02"), desired: hugepages(jumbo(liveOf("talos-m02"))), image }),
    changedNode("talos-m03", { live: liveOf("talos-m03"), desired: hugepages(jumbo(liveOf("talos-m03"))), image }),
  ]),
  "secret-changed": plan([
    changedNode("talos-m01", {
      live: `${liveOf("talos-m01")}---\napiVersion: v1alpha1\nkind: RegistryAuthConfig\nname: ghcr.io\nusername: puller\npassword: ghp_0123456789abcdefghijABCDEFGHIJ012345\n`,
      desired: `${liveOf("talos-m01").replace("abcdef.0123456789abcdef", "ak://talos/MACHINE_TOKEN")}---\napiVersion: v1alpha1\nkind: RegistryAuthConfig\nname: ghcr.io\nusername: puller\npassword: ak://github/PULL_TOKEN\n`,
      secrets: {
        "ak://talos/MACHINE_TOKEN": "fedcba.fedcba9876543210",
        "ak://github/PULL_TOKEN": "ghp_zyxwvutsrqponmlkjihgZYXWVUTSRQ987654",
      },
      image,
    }),
    unchangedNode("talos-m02", { image }),
  ]),
  "schematic-order": plan([
    unchangedNode("talos-m01", {
      image: {
        liveVersion: "v1.11.5",
        desiredVersion: "v1.11.5",
        liveSchematic: schematicA,
        desiredSchematic: schematicB,
        desiredImage: `factory.talos.dev/metal-installer/${schematicB}:v1.11.5`,
        upgrade: "schematic",
        reasons: ["same content in another order"],
      },
    }),
    unchangedNode("talos-m02", { image }),
  ]),
  "reboot-and-upgrade": plan([
    changedNode("talos-m01", {
      live: liveOf("talos-m01"),
      desired: withModules(liveOf("talos-m01")).replace(`${schematicA}:v1.11.5`, `${schematicB}:v1.12.1`),
      reboot: { kind: "automatic", paths: ["machine.kernel"] },
      image: {
        liveVersion: "v1.11.5",
        desiredVersion: "v1.12.1",
        liveSchematic: schematicA,
        desiredSchematic: schematicB,
        desiredImage: `factory.talos.dev/metal-installer/${schematicB}:v1.12.1`,
        upgrade: "version-and-schematic",
        reasons: [
          "siderolabs/nonfree-kmod-nvidia-production added",
          "siderolabs/nvidia-container-toolkit-production added",
        ],
      },
      notes: [
        {
          code: "extra_kernel_args_ignored",
          severity: "warning",
          message: "machine.install.extraKernelArgs has no effect with a factory image",
          hint: "Move the arguments into the schematic.",
          location: { file: "talos/machineconfig.yaml.j2", line: 48 },
        },
      ],
    }),
    changedNode("talos-m02", {
      live: liveOf("talos-m02"),
      desired: `${liveOf("talos-m02")}---\napiVersion: v1alpha1\nkind: VolumeConfig\nname: EPHEMERAL\nprovisioning:\n  diskSelector:\n    match: disk.transport == "nvme"\n  maxSize: 100GiB\n`,
      reboot: { kind: "manual", paths: ["VolumeConfig EPHEMERAL"] },
      image: { ...image, liveVersion: "v1.14.0" },
    }),
  ]),
  "unreachable-and-invalid": plan([
    unchangedNode("talos-m01", { image }),
    unreachableNode("talos-m02", {
      kind: "timeout",
      message: "Cannot read talos-m02: no answer from 192.168.5.202:50000 within 10 s",
      hint: "Is the node up and the runner in its network?",
    }),
    invalidNode("talos-m03", "Cannot render talos/nodes/talos-m03.yaml.j2: undefined value", {
      code: "template_invalid",
      location: { file: "talos/nodes/talos-m03.yaml.j2", line: 12, column: 7 },
      hint: "Define IS_NVIDIA under config.variables in the settings.",
    }),
  ]),
  hostile: plan(
    [
      changedNode("talos-m01", {
        live: 'machine:\n  nodeLabels:\n    note: "plain"\n    "a|b`c": "x"\n',
        desired: `machine:\n  nodeLabels:\n    note: ${JSON.stringify("```\n</details> @org/team <!-- talos-chatops:plan --> #1 \u001b[31mred\u202e \u200b::error::x")}\n    "a|b\`c": "x"\n    "</summary>": '<img src=x onerror=alert(1)>'\n`,
        file: "talos/<b>@octocat`|`.yaml.j2",
      }),
      unreachableNode("talos-m02`|<b>", {
        kind: "refused",
        message: "@everyone see #42 at https://evil.example/?a=b <script> ![x](y) | cell\n::error::boom \u001b[2J",
        hint: "> quote\n# heading `code` GH-7 www.evil.example",
      }),
    ],
    {
      notes: [{ code: "hostile", severity: "info", message: "1. list </details> <!-- x --> **bold** $x$ ~~s~~" }],
    },
  ),
  "offline-fork": plan(
    [
      changedNode("talos-m01", {
        live: liveOf("talos-m01").replace("abcdef.0123456789abcdef", "ak://talos/MACHINE_TOKEN"),
        desired: hugepages(liveOf("talos-m01").replace("abcdef.0123456789abcdef", "ak://talos/NEW_TOKEN")),
      }),
      unchangedNode("talos-m02"),
    ],
    { mode: "offline" },
  ),
  overflow: plan(
    Array.from({ length: 2 }, (_, index) => {
      const name = `talos-w${String(index + 1).padStart(2, "0")}`;
      const labels = (value: string) =>
        Array.from({ length: 520 }, (_, label) => `    example.com/label-${name}-${label}: "${value}-${label}"\n`).join(
          "",
        );
      return changedNode(name, {
        role: "worker",
        live: `machine:\n  nodeLabels:\n${labels("old")}`,
        desired: `machine:\n  nodeLabels:\n${labels("new")}`,
        image,
      });
    }),
  ),
  "twelve-nodes": plan(
    Array.from({ length: 12 }, (_, index) => {
      const name = `k8s-${index + 1}`;
      const role = index < 3 ? "controlplane" : "worker";
      const text = liveOf(name);
      if (index === 4) return unchangedNode(name, { role, image });
      const desired = index < 3 ? hugepages(jumbo(text)) : hugepages(text);
      return changedNode(name, { role, live: text, desired: index === 7 ? withModules(desired) : desired, image });
    }),
  ),
};

/** A case as a report gets it; the redactor's key is fixed, so that masks are the same in every run. */
export function safePlan(name: string): SafePlan {
  const found = cases[name];
  if (found === undefined) throw new Error(`no case ${name}`);
  return createRedactor({ key: new Uint8Array(32) }).plan(found);
}
