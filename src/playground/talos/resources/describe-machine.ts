/** What a machine shows of itself as resources, in the shape of its version. */
import { create, toBinary } from "@bufbuild/protobuf";
import { MachineConfigSpecSchema } from "../../../adapters/talos/proto/resource/config/config_pb.ts";
import { memberOf } from "../state/etcd.ts";
import type { Machine, MachineExtension } from "../state/machine.ts";
import { isAtLeast } from "../version-profile.ts";
import { describeResourceTypes } from "./describe-resource-types.ts";
import { encodeProtoSpec, encodeYamlSpec, type SpecData, type SpecShape, type SpecValue } from "./encode-spec.ts";
import type { ResourceDescription } from "./resource-store.ts";
import { type FilledType, type FilledTypeName, filledTypes, machineTypes } from "./spec-shapes.ts";

export function describeMachine(machine: Machine): readonly ResourceDescription[] {
  const described = [...describeResourceTypes(machine.profile), ...describeBoot(machine), ...describeImage(machine)];
  if (machine.activeConfig === undefined) return described;
  return [...described, ...describeConfigs(machine), ...describeCluster(machine), ...describeKubernetes(machine)];
}

function describeBoot(machine: Machine): readonly ResourceDescription[] {
  const unmetConditions = machine.unmet.map(({ name, reason }) => ({ name, reason }));
  const status = { stage: machine.stage, status: { ready: machine.ready, unmetConditions } };
  const cmdline = `talos.platform=${machine.platform} console=tty0 init_on_alloc=1 slab_nomerge= pti=on`;
  const { profile } = machine;
  return [
    resource("MachineStatuses.runtime.talos.dev", "runtime", "machine", "runtime.MachineStatusController", status),
    resource("KernelCmdlines.runtime.talos.dev", "runtime", "cmdline", "runtime.KernelCmdlineController", { cmdline }),
    resource("BootedEntries.talos.dev", "runtime", "bootedentry", "runtime.BootedEntryController", {
      bootedEntry: `Talos-${machine.version}.efi`,
    }),
    ...(isAtLeast(profile, "1.14")
      ? [
          resource("BootIDs.runtime.talos.dev", "runtime", "boot-id", "runtime.BootIDController", {
            bootID: machine.bootId,
          }),
        ]
      : []),
    ...[...machine.meta].map(([tag, value]) =>
      resource("MetaKeys.runtime.talos.dev", "runtime", `0x${tag.toString(16).padStart(2, "0")}`, "", { value }),
    ),
    ...machine.services.map(({ id, state, healthy }) =>
      resource("Services.v1alpha1.talos.dev", "runtime", id, "v1alpha1.ServiceController", {
        running: state === "Running",
        healthy: healthy ?? false,
        unknown: healthy === undefined,
      }),
    ),
  ];
}

function describeImage(machine: Machine): readonly ResourceDescription[] {
  const { schematic, profile, secureBoot } = machine;
  return [
    resource("Versions.runtime.talos.dev", "runtime", "version", "runtime.VersionController", {
      name: "Talos",
      version: machine.version,
    }),
    resource("SecurityStates.talos.dev", "runtime", "securitystate", "runtime.SecurityStateController", {
      secureBoot,
      ...(secureBoot ? { ukiSigningKeyFingerprint: "2b5f", pcrSigningKeyFingerprint: "9a01" } : {}),
      selinuxState: "permissive",
      fipsState: "disabled",
      bootedWithUKI: true,
      ...(isAtLeast(profile, "1.13") ? { moduleSignatureEnforced: true } : {}),
    }),
    resource("PlatformMetadatas.talos.dev", "runtime", "platformmetadata", "network.PlatformConfigController", {
      platform: machine.platform,
      hostname: machine.name,
    }),
    resource("SystemDisks.block.talos.dev", "runtime", "system-disk", "block.SystemDiskController", {
      diskID: "nvme0n1",
      devPath: "/dev/nvme0n1",
    }),
    ...machine.extensions.map((extension, index) => describeExtension(extension, index)),
    ...(schematic === undefined ? [] : [describeSchematic(machine, schematic)]),
    ...(schematic !== undefined && isAtLeast(profile, "1.14")
      ? [
          resource(
            "ImageFactorySchematics.runtime.talos.dev",
            "runtime",
            "image-factory-schematic",
            "runtime.ImageFactorySchematicController",
            { schematicId: schematic.id, flavor: "Image Factory", apiUrl: machine.factory },
          ),
        ]
      : []),
  ];
}

function describeExtension(extension: MachineExtension, index: number): ResourceDescription {
  const layer = `${String(index).padStart(3, "0")}.ghcr.io-siderolabs-${extension.name}-${extension.version}`;
  return extensionStatus(layer, {
    name: extension.name,
    version: extension.version,
    author: extension.author ?? "Sidero Labs",
    description: extension.description ?? `The system extension ${extension.name}.`,
    compatibility: { talos: { version: ">= v1.10.0" } },
  });
}

function describeSchematic(machine: Machine, schematic: NonNullable<Machine["schematic"]>): ResourceDescription {
  return extensionStatus("schematic", {
    name: "schematic",
    version: schematic.id,
    author: `Image Factory (${machine.factory})`,
    description: "Virtual extension which specifies the schematic of the image built with Image Factory.",
    compatibility: { talos: { version: ">= 1.0.0" } },
    ...(schematic.text === undefined ? {} : { extraInfo: schematic.text }),
  });
}

function extensionStatus(layer: string, metadata: SpecData): ResourceDescription {
  const owner = "runtime.ExtensionStatusController";
  return resource("ExtensionStatuses.runtime.talos.dev", "runtime", layer, owner, { image: `${layer}.sqsh`, metadata });
}

function describeConfigs(machine: Machine): readonly ResourceDescription[] {
  return [
    ...(machine.activeConfig === undefined ? [] : [describeConfig(machine, "v1alpha1", machine.activeConfig)]),
    ...(machine.persistentConfig === undefined
      ? []
      : [describeConfig(machine, "persistent", machine.persistentConfig)]),
    single("MachineTypes.config.talos.dev", "config", "machine-type", machine.role, {
      machine_type: [1, { enum: machineTypes }],
    }),
  ];
}

function describeConfig(machine: Machine, id: string, bytes: Uint8Array): ResourceDescription {
  const text = Buffer.from(bytes).toString();
  const asString = machine.profile.configAsYamlString;
  return {
    namespace: "config",
    type: "MachineConfigs.config.talos.dev",
    id,
    owner: "config.AcquireController",
    protoSpec: toBinary(MachineConfigSpecSchema, create(MachineConfigSpecSchema, { yamlMarshalled: bytes })),
    yamlSpec: asString ? encodeYamlSpec(text) : text,
    ...(asString ? { annotations: { "talos.dev/yaml-spec": "" } } : {}),
  };
}

function describeCluster(machine: Machine): readonly ResourceDescription[] {
  const { cluster, address, name } = machine;
  const etcdMember = memberOf(cluster.etcd, name);
  return [
    resource("Infos.cluster.talos.dev", "cluster", "current", "cluster.InfoController", {
      clusterId: cluster.id,
      clusterName: cluster.name,
    }),
    resource("HostnameStatuses.net.talos.dev", "network", "hostname", "network.HostnameSpecController", {
      hostname: name,
      domainname: "",
    }),
    ...["current", "default", "routed"].map((id) =>
      resource("NodeAddresses.net.talos.dev", "network", id, "network.NodeAddressController", {
        addresses: [`${address}/${address.includes(":") ? 64 : 24}`],
        sortAlgorithm: "v1",
      }),
    ),
    ...cluster.machines.filter((member) => !member.inMaintenance).map(describeMember),
    ...(etcdMember === undefined
      ? []
      : [
          resource("EtcdMembers.etcd.talos.dev", "etcd", "local", "etcd.MemberController", {
            memberID: etcdMember.id.toString(16).padStart(16, "0"),
          }),
        ]),
  ];
}

function describeMember(member: Machine): ResourceDescription {
  return resource("Members.cluster.talos.dev", "cluster", member.name, "cluster.MemberController", {
    nodeId: Buffer.from(member.uuid).toString("base64url"),
    addresses: [member.address],
    hostname: member.name,
    machineType: member.role,
    operatingSystem: `Talos (${member.version})`,
    ...(member.role === "controlplane" ? { controlPlane: { port: 6443 } } : {}),
  });
}

function describeKubernetes(machine: Machine): readonly ResourceDescription[] {
  const labels = {
    "kubernetes.io/hostname": machine.name,
    "kubernetes.io/os": "linux",
    ...(machine.role === "controlplane" ? { "node-role.kubernetes.io/control-plane": "" } : {}),
  };
  return [
    resource("Nodenames.kubernetes.talos.dev", "k8s", "nodename", "k8s.NodenameController", {
      nodename: machine.name,
      hostnameVersion: "1",
      skipNodeRegistration: false,
    }),
    resource("NodeStatuses.kubernetes.talos.dev", "k8s", machine.name, "k8s.NodeStatusController", {
      nodename: machine.name,
      nodeReady: machine.ready,
      unschedulable: machine.unschedulable,
      labels,
      annotations: {},
      podCIDRs: [],
    }),
    ...(machine.role === "controlplane" ? staticPods.map((pod) => describeStaticPod(machine, pod)) : []),
  ];
}

const staticPods = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"] as const;

function describeStaticPod(machine: Machine, name: string): ResourceDescription {
  const image = `registry.k8s.io/${name}:${machine.profile.kubernetes}`;
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "kube-system", labels: { "k8s-app": name, tier: "control-plane" } },
    spec: { containers: [{ name, image }], hostNetwork: true },
  };
  return single("StaticPods.kubernetes.talos.dev", "k8s", name, pod, { pod: [1, "struct"] });
}

/** A resource whose spec is a map with the fields of its type. */
function resource(
  type: FilledTypeName,
  namespace: string,
  id: string,
  owner: string,
  data: SpecData,
): ResourceDescription {
  const { shape = {} }: FilledType = filledTypes[type];
  return { namespace, type, id, owner, protoSpec: encodeProtoSpec(data, shape), yamlSpec: encodeYamlSpec(data) };
}

/** A resource whose YAML is one bare value that protobuf holds in a field. */
function single(
  type: FilledTypeName,
  namespace: string,
  id: string,
  value: SpecValue,
  shape: SpecShape,
): ResourceDescription {
  const data = Object.fromEntries(Object.keys(shape).map((field) => [field, value]));
  return { namespace, type, id, owner: "", protoSpec: encodeProtoSpec(data, shape), yamlSpec: encodeYamlSpec(value) };
}
