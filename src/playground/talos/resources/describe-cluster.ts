/** Resources of a configured machine: its configuration, its cluster and its part in Kubernetes. */
import { create, toBinary } from "@bufbuild/protobuf";
import { MachineConfigSpecSchema } from "../../../adapters/talos/proto/resource/config/config_pb.ts";
import type { Machine } from "../state/machine.ts";
import { describeResource, describeValue } from "./describe-resource.ts";
import { encodeYamlSpec } from "./encode-spec.ts";
import type { ResourceDescription } from "./resource-store.ts";

type Describe = (machine: Machine) => readonly ResourceDescription[];

const configured =
  (describe: Describe): Describe =>
  (machine) =>
    machine.inMaintenance ? [] : describe(machine);

export const clusterDescribers = {
  "MachineConfigs.config.talos.dev": configured((machine) => [
    ...describeConfig(machine, "v1alpha1", machine.activeConfig),
    ...describeConfig(machine, "persistent", machine.persistentConfig),
  ]),
  "MachineTypes.config.talos.dev": configured(({ role }) => [
    describeValue("MachineTypes.config.talos.dev", "machine-type", role),
  ]),
  "Infos.cluster.talos.dev": configured(({ cluster }) => [
    describeResource("Infos.cluster.talos.dev", "current", { clusterId: cluster.id, clusterName: cluster.name }),
  ]),
  "Members.cluster.talos.dev": configured(({ cluster }) =>
    cluster.machines.filter((member) => !member.inMaintenance).map(describeMember),
  ),
  "EtcdMembers.etcd.talos.dev": configured(({ cluster, name }) => {
    const member = cluster.etcd.member(name);
    if (member === undefined) return [];
    const memberID = member.id.toString(16).padStart(16, "0");
    return [describeResource("EtcdMembers.etcd.talos.dev", "local", { memberID })];
  }),
  "HostnameStatuses.net.talos.dev": configured(({ name }) => [
    describeResource("HostnameStatuses.net.talos.dev", "hostname", { hostname: name, domainname: "" }),
  ]),
  "NodeAddresses.net.talos.dev": configured(({ address }) =>
    ["current", "default", "routed"].map((id) =>
      describeResource("NodeAddresses.net.talos.dev", id, {
        addresses: [`${address}/${address.includes(":") ? 64 : 24}`],
        sortAlgorithm: "v1",
      }),
    ),
  ),
  "AddressSpecs.net.talos.dev": configured(({ virtualAddresses }) => virtualAddresses.map(describeVirtualAddress)),
  "Nodenames.kubernetes.talos.dev": configured(({ name }) => [
    describeResource("Nodenames.kubernetes.talos.dev", "nodename", {
      nodename: name,
      hostnameVersion: "1",
      skipNodeRegistration: false,
    }),
  ]),
  "NodeStatuses.kubernetes.talos.dev": configured((machine) => [describeNodeStatus(machine)]),
} as const;

function describeConfig(machine: Machine, id: string, bytes: Uint8Array | undefined): readonly ResourceDescription[] {
  if (bytes === undefined) return [];
  const text = Buffer.from(bytes).toString();
  const protoSpec = toBinary(MachineConfigSpecSchema, create(MachineConfigSpecSchema, { yamlMarshalled: bytes }));
  const config = { ...describeResource("MachineConfigs.config.talos.dev", id, {}), protoSpec };
  if (!machine.profile.configAsYamlString) return [{ ...config, yamlSpec: text }];
  return [{ ...config, yamlSpec: encodeYamlSpec(text), annotations: { "talos.dev/yaml-spec": "" } }];
}

function describeVirtualAddress(address: string): ResourceDescription {
  const isV6 = address.includes(":");
  const prefix = `${address}/${isV6 ? 128 : 32}`;
  return describeResource("AddressSpecs.net.talos.dev", `vip/eth0/eth0/${prefix}`, {
    address: prefix,
    linkName: "eth0",
    family: isV6 ? "inet6" : "inet4",
    scope: "global",
    flags: "permanent",
    ...(isV6 ? {} : { announceWithARP: true }),
    layer: "operator",
  });
}

const members = new WeakMap<Machine, { readonly version: string; readonly description: ResourceDescription }>();

/** Made once for each machine and version: every other machine of the cluster shows it. */
function describeMember(member: Machine): ResourceDescription {
  const known = members.get(member);
  if (known?.version === member.version) return known.description;
  const description = describeResource("Members.cluster.talos.dev", member.name, {
    nodeId: Buffer.from(member.uuid).toString("base64url"),
    addresses: [member.address],
    hostname: member.name,
    machineType: member.role,
    operatingSystem: `Talos (${member.version})`,
    ...(member.role === "controlplane" ? { controlPlane: { port: 6443 } } : {}),
  });
  members.set(member, { version: member.version, description });
  return description;
}

function describeNodeStatus(machine: Machine): ResourceDescription {
  return describeResource("NodeStatuses.kubernetes.talos.dev", machine.name, {
    nodename: machine.name,
    nodeReady: machine.nodeReady,
    unschedulable: machine.unschedulable,
    labels: {
      "kubernetes.io/hostname": machine.name,
      "kubernetes.io/os": "linux",
      ...(machine.role === "controlplane" ? { "node-role.kubernetes.io/control-plane": "" } : {}),
    },
    annotations: {},
    podCIDRs: [],
  });
}
