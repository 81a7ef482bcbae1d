/** The specs that a simulated node fills: YAML keys, protobuf fields (api/resource/definitions) and the columns of a table. */
import type { SpecShape } from "./encode-spec.ts";

export interface FilledType {
  readonly namespace: string;
  /** The controller that writes it; empty for what other parts of a node write. */
  readonly owner: string;
  readonly shape?: SpecShape;
  readonly aliases?: readonly string[];
  /** Header → JSONPath, as a client prints them. */
  readonly columns?: Readonly<Record<string, string>>;
}

export const machineStages = {
  unknown: 0,
  booting: 1,
  installing: 2,
  maintenance: 3,
  running: 4,
  rebooting: 5,
  "shutting down": 6,
  resetting: 7,
  upgrading: 8,
} as const;

export const machineTypes = { unknown: 0, init: 1, controlplane: 2, worker: 3 } as const;

const extensionMetadata: SpecShape = {
  name: [1, "string"],
  version: [2, "string"],
  author: [3, "string"],
  description: [4, "string"],
  compatibility: [5, { message: { talos: [1, { message: { version: [1, "string"] } }] } }],
  extraInfo: [6, "string"],
};

const resourceDefinition: SpecShape = {
  type: [1, "string"],
  displayType: [2, "string"],
  defaultNamespace: [3, "string"],
  aliases: [4, "string"],
  allAliases: [5, "string"],
  printColumns: [6, { message: { name: [1, "string"], jsonPath: [2, "string"] } }],
  sensitivity: [7, { enum: { "non-sensitive": 0, sensitive: 1 } }],
};

export const filledTypes = {
  "APIServerConfigs.kubernetes.talos.dev": {
    namespace: "controlplane",
    owner: "k8s.ControlPlaneAPIServerController",
    shape: {
      image: [1, "string"],
      controlPlaneEndpoint: [3, "string"],
      etcdServers: [4, "string"],
      localPort: [5, "int"],
    },
  },
  "AddressSpecs.net.talos.dev": {
    // Before merging: what an operator (DHCP, the virtual address) or the configuration asks for.
    namespace: "network-config",
    owner: "network.OperatorSpecController",
    shape: {
      address: [1, "prefix"],
      linkName: [2, "string"],
      family: [3, { enum: { inet4: 2, inet6: 10 } }],
      scope: [4, { enum: { global: 0 } }],
      flags: [5, { enum: { permanent: 128 } }],
      announceWithARP: [6, "bool"],
      layer: [7, { enum: { operator: 3 } }],
    },
  },
  "BootIDs.runtime.talos.dev": {
    namespace: "runtime",
    owner: "runtime.BootIDController",
    shape: { bootID: [1, "string"] },
    columns: { "Boot ID": "{.bootID}" },
  },
  "BootedEntries.talos.dev": {
    namespace: "runtime",
    owner: "runtime.BootedEntryController",
    shape: { bootedEntry: [1, "string"] },
    columns: { "Booted Entry": "{.bootedEntry}" },
  },
  "ControllerManagerConfigs.kubernetes.talos.dev": {
    namespace: "controlplane",
    owner: "k8s.ControlPlaneControllerManagerController",
    shape: { enabled: [1, "bool"], image: [2, "string"] },
  },
  "EtcdMembers.etcd.talos.dev": {
    namespace: "etcd",
    owner: "etcd.MemberController",
    shape: { memberID: [1, "string"] },
    columns: { "Member ID": "{.memberID}" },
  },
  "ExtensionStatuses.runtime.talos.dev": {
    namespace: "runtime",
    owner: "runtime.ExtensionStatusController",
    shape: { image: [1, "string"], metadata: [2, { message: extensionMetadata }] },
    aliases: ["extensions"],
    columns: { Name: "{.metadata.name}", Version: "{.metadata.version}" },
  },
  "HostnameStatuses.net.talos.dev": {
    namespace: "network",
    owner: "network.HostnameSpecController",
    shape: { hostname: [1, "string"], domainname: [2, "string"] },
    aliases: ["hostname"],
    columns: { Hostname: "{.hostname}", Domainname: "{.domainname}" },
  },
  "ImageFactorySchematics.runtime.talos.dev": {
    namespace: "runtime",
    owner: "runtime.ImageFactorySchematicController",
    shape: { schematicId: [1, "string"], flavor: [2, "string"], apiUrl: [3, "string"] },
    columns: { "Schematic ID": "{.schematicId}", Flavor: "{.flavor}", "API URL": "{.apiUrl}" },
  },
  "Infos.cluster.talos.dev": {
    namespace: "cluster",
    owner: "cluster.InfoController",
    shape: { clusterId: [1, "string"], clusterName: [2, "string"] },
    columns: { "Cluster ID": "{.clusterId}", "Cluster Name": "{.clusterName}" },
  },
  "KernelCmdlines.runtime.talos.dev": {
    namespace: "runtime",
    owner: "runtime.KernelCmdlineController",
    shape: { cmdline: [1, "string"] },
    aliases: ["cmdline"],
    columns: { Cmdline: "{.cmdline}" },
  },
  "KubeletSpecs.kubernetes.talos.dev": {
    namespace: "k8s",
    owner: "k8s.KubeletSpecController",
    shape: { image: [1, "string"], args: [2, "string"], expectedNodename: [4, "string"], config: [5, "struct"] },
  },
  "MachineConfigs.config.talos.dev": { namespace: "config", owner: "config.AcquireController" },
  "MachineStatuses.runtime.talos.dev": {
    namespace: "runtime",
    owner: "runtime.MachineStatusController",
    shape: {
      stage: [1, { enum: machineStages }],
      status: [
        2,
        {
          message: {
            ready: [1, "bool"],
            unmetConditions: [2, { message: { name: [1, "string"], reason: [2, "string"] } }],
          },
        },
      ],
    },
    columns: { Stage: "{.stage}", Ready: "{.status.ready}" },
  },
  "MachineTypes.config.talos.dev": {
    namespace: "config",
    owner: "config.MachineTypeController",
    shape: { machine_type: [1, { enum: machineTypes }] },
    columns: { Type: "{@}" },
  },
  "Manifests.kubernetes.talos.dev": {
    namespace: "controlplane",
    owner: "k8s.ManifestController",
    shape: { items: [1, { message: { object: [1, "struct"] } }] },
  },
  "Members.cluster.talos.dev": {
    namespace: "cluster",
    owner: "cluster.MemberController",
    shape: {
      nodeId: [1, "string"],
      addresses: [2, "address"],
      hostname: [3, "string"],
      machineType: [4, { enum: machineTypes }],
      operatingSystem: [5, "string"],
      controlPlane: [6, { message: { port: [1, "int"] } }],
    },
    columns: {
      Hostname: "{.hostname}",
      "Machine Type": "{.machineType}",
      OS: "{.operatingSystem}",
      Addresses: "{.addresses}",
    },
  },
  "MetaKeys.runtime.talos.dev": {
    namespace: "runtime",
    owner: "",
    shape: { value: [1, "string"] },
    aliases: ["meta"],
    columns: { Value: "{.value}" },
  },
  "Namespaces.meta.cosi.dev": { namespace: "meta", owner: "", shape: { description: [1, "string"] }, aliases: ["ns"] },
  "NodeAddresses.net.talos.dev": {
    namespace: "network",
    owner: "network.NodeAddressController",
    shape: { addresses: [1, "prefix"], sortAlgorithm: [2, { enum: { v1: 0, v2: 1 } }] },
    columns: { Addresses: "{.addresses}", SortAlgorithm: "{.sortAlgorithm}" },
  },
  "NodeStatuses.kubernetes.talos.dev": {
    namespace: "k8s",
    owner: "k8s.NodeStatusController",
    shape: {
      nodename: [1, "string"],
      nodeReady: [2, "bool"],
      unschedulable: [3, "bool"],
      labels: [4, "labels"],
      annotations: [5, "labels"],
      podCIDRs: [6, "prefix"],
    },
    columns: { Ready: "{.nodeReady}", Unschedulable: "{.unschedulable}" },
  },
  "Nodenames.kubernetes.talos.dev": {
    namespace: "k8s",
    owner: "k8s.NodenameController",
    shape: { nodename: [1, "string"], hostnameVersion: [2, "string"], skipNodeRegistration: [3, "bool"] },
    columns: { Nodename: "{.nodename}" },
  },
  "PlatformMetadatas.talos.dev": {
    namespace: "runtime",
    owner: "network.PlatformConfigController",
    shape: { platform: [1, "string"], hostname: [2, "string"] },
    columns: { Platform: "{.platform}", Type: "{.instanceType}", Region: "{.region}", Zone: "{.zone}" },
  },
  "ResourceDefinitions.meta.cosi.dev": {
    namespace: "meta",
    owner: "",
    shape: resourceDefinition,
    aliases: ["api-resources"],
    columns: { Aliases: "{.aliases[:]}" },
  },
  "SchedulerConfigs.kubernetes.talos.dev": {
    namespace: "controlplane",
    owner: "k8s.ControlPlaneSchedulerController",
    shape: { enabled: [1, "bool"], image: [2, "string"] },
  },
  "SecurityStates.talos.dev": {
    namespace: "runtime",
    owner: "runtime.SecurityStateController",
    shape: {
      secureBoot: [1, "bool"],
      ukiSigningKeyFingerprint: [2, "string"],
      pcrSigningKeyFingerprint: [3, "string"],
      selinuxState: [4, { enum: { disabled: 0, permissive: 1, enforcing: 2 } }],
      fipsState: [6, { enum: { disabled: 0, enabled: 1, strict: 2 } }],
      bootedWithUKI: [5, "bool"],
      moduleSignatureEnforced: [7, "bool"],
    },
    columns: {
      SecureBoot: "{.secureBoot}",
      UKISigningKeyFingerprint: "{.ukiSigningKeyFingerprint}",
      PCRSigningKeyFingerprint: "{.pcrSigningKeyFingerprint}",
      SELinuxState: "{.selinuxState}",
    },
  },
  "Services.v1alpha1.talos.dev": {
    namespace: "runtime",
    owner: "v1alpha1.ServiceController",
    shape: { running: [1, "bool"], healthy: [2, "bool"], unknown: [3, "bool"] },
    aliases: ["svc"],
    columns: { Running: "{.running}", Healthy: "{.healthy}", "Health Unknown": "{.unknown}" },
  },
  "StaticPodStatuses.kubernetes.talos.dev": {
    namespace: "k8s",
    owner: "k8s.KubeletStaticPodController",
    aliases: ["podstatus"],
    columns: { Ready: '{.conditions[?(@.type=="Ready")].status}' },
  },
  "StaticPods.kubernetes.talos.dev": {
    namespace: "k8s",
    owner: "k8s.ControlPlaneStaticPodController",
    shape: { pod: [1, "struct"] },
  },
  "SystemDisks.block.talos.dev": {
    namespace: "runtime",
    owner: "block.SystemDiskController",
    shape: { diskID: [1, "string"], devPath: [2, "string"] },
    columns: { Disk: "{.diskID}" },
  },
  "Versions.runtime.talos.dev": {
    namespace: "runtime",
    owner: "runtime.VersionController",
    shape: { name: [2, "string"], version: [1, "string"] },
    columns: { Name: "{.name}", Version: "{.version}" },
  },
} as const satisfies Readonly<Record<string, FilledType>>;

export type FilledTypeName = keyof typeof filledTypes;
