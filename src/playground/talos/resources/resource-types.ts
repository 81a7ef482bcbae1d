/** Every resource type that Talos 1.11 to 1.14 registers; a type outside the list is refused, an empty one is an empty list. */
import { isAtLeast, type TalosMinor, type VersionProfile } from "../version-profile.ts";

export interface ResourceType {
  readonly type: string;
  readonly namespace: string;
  /** Readable by admins only. */
  readonly sensitive: boolean;
}

/**
 * Namespace, suffix, names. A name may bear `@1.14` (there since that version), `~1.12` (gone after it),
 * `!` (sensitive) or `!1.12` (sensitive since that version).
 */
const registered: readonly (readonly [namespace: string, suffix: string, names: string])[] = [
  ["cluster", "cluster.talos.dev", "Affiliates Identities Infos Members"],
  ["config", "cluster.talos.dev", "DiscoveryConfigs! KubernetesAccessConfigs"],
  ["config", "config.talos.dev", "MachineConfigs! MachineTypes"],
  ["config", "kubespan.talos.dev", "KubeSpanConfigs!"],
  ["config", "siderolink.talos.dev", "SiderolinkConfigs! SiderolinkStatuses SiderolinkTunnels!"],
  ["containers", "containers.talos.dev", "ContainerSpecs@1.14"],
  [
    "controlplane",
    "kubernetes.talos.dev",
    "APIServerConfigs!1.12 AdmissionControlConfigs AuditPolicyConfigs! AuthenticationConfigs@1.14! AuthorizationConfigs!1.12 BootstrapManifestsConfigs ConfigStatuses ControllerManagerConfigs Endpoints ExtraManifestsConfigs ManifestStatuses Manifests SchedulerConfigs SecretStatuses",
  ],
  [
    "cri",
    "cri.talos.dev",
    "BaseRuntimeSpecConfigs@1.14 CustomizationConfigs@1.14! ImageCacheConfigs RegistryConfigs!1.12 SeccompProfiles",
  ],
  ["etcd", "etcd.talos.dev", "EtcdConfigs EtcdMembers EtcdSpecs PKIStatuses"],
  ["files", "files.talos.dev", "EtcFileSpecs!1.12 EtcFileStatuses"],
  [
    "hardware",
    "hardware.talos.dev",
    "CPUCores@1.14 MemoryModules PCIDevices PCRStatuses Processors SystemInformations",
  ],
  ["hardware", "runtime.talos.dev", "PCIDriverRebindConfigs PCIDriverRebindStatuses"],
  ["k8s", "k8s.talos.dev", "NodeAnnotationSpecs! NodeCordonedSpecs! NodeLabelSpecs! NodeTaintSpecs!"],
  [
    "k8s",
    "kubernetes.talos.dev",
    "EtcdEncryptionConfigs@1.14! KubePrismConfigs KubePrismEndpoints KubePrismStatuses KubeletConfigs!1.12 KubeletKubeconfigs@1.12 KubeletLifecycles KubeletSpecs!1.12 KubeletStatuses@1.14 NodeIPConfigs NodeIPs NodeStatuses Nodenames StaticPodServerStatuses StaticPodStatuses StaticPods",
  ],
  ["kubespan", "kubespan.talos.dev", "KubeSpanEndpoints KubeSpanIdentities! KubeSpanPeerSpecs KubeSpanPeerStatuses"],
  ["meta", "meta.cosi.dev", "Namespaces ResourceDefinitions"],
  [
    "network",
    "net.talos.dev",
    "AddressSpecs AddressStatuses BGPInstanceConfigs@1.14 BGPPeerStatuses@1.14 DNSResolveCaches DNSUpstreams DeviceConfigSpecs! EthernetSpecs EthernetStatuses HardwareAddresses HostDNSConfigs HostnameSpecs HostnameStatuses LinkAliasSpecs@1.12 LinkRefreshes LinkSpecs! LinkStatuses NetworkStatuses NfTablesChains NodeAddressFilters NodeAddressSortAlgorithms NodeAddresses OperatorSpecs! PlatformConfigs@1.12 ProbeSpecs ProbeStatuses ResolverSpecs ResolverStatuses RouteSpecs RouteStatuses RoutingRuleSpecs@1.13 RoutingRuleStatuses@1.13 StaticHosts@1.14 TimeServerSpecs TimeServerStatuses",
  ],
  ["perf", "perf.talos.dev", "CPUStats MemoryStats"],
  [
    "runtime",
    "block.talos.dev",
    "BlockDevices BlockSymlinks DiscoveredVolumes DiscoveredVolumesStatuses@1.14 DiscoveryRefreshRequests DiscoveryRefreshStatuses Disks FSScrubSchedules@1.14 FSScrubStatuses@1.14 MountRequests MountStatuses SwapStatuses SystemDisks UserDiskConfigStatuses VolumeConfigs! VolumeLifecycles VolumeMountRequests VolumeMountStatuses VolumeStatuses VolumeTrimSchedules@1.14 ZswapStatuses",
  ],
  [
    "runtime",
    "runtime.talos.dev",
    "APIServiceConfigs@1.13 BootIDs@1.14 DevicesStatuses Diagnostics Environments@1.13 EventSinkConfigs ExtensionServiceConfigStatuses ExtensionServiceConfigs!1.12 ExtensionStatuses ImageFactorySchematics@1.14 KernelCmdlines KernelModuleSpecs KernelModuleStatuses@1.14 KernelParamDefaultSpecs KernelParamSpecs KernelParamStatuses KmsgLogConfigs LoadedKernelModules MachineResetSignals MachineStatuses MaintenanceServiceConfigs MaintenanceServiceRequests MetaKeys MetaLoads MountStatuses RebootRequests@1.14 ServicePIDs@1.13 UnattendedInstallStatuses@1.14 UniqueMachineTokens Versions WatchdogTimerConfigs WatchdogTimerStatuses",
  ],
  ["runtime", "talos.dev", "BootedEntries OOMActions@1.12! PlatformMetadatas SBOMItems SecurityStates"],
  ["runtime", "v1alpha1.talos.dev", "AcquireConfigSpecs AcquireConfigStatuses AdjtimeStatuses Services TimeStatuses"],
  [
    "secrets",
    "secrets.talos.dev",
    "ApiCertificates! CertSANs! EncryptionSalts! EtcdRootSecrets! EtcdSecrets! KubeletSecrets! KubernetesDynamicCerts! KubernetesRootSecrets! KubernetesSecrets! MaintenanceRootSecrets! MaintenanceServiceCertificates~1.12! OSRootSecrets! TrustdCertificates!",
  ],
  ["security", "security.talos.dev", "ImageVerificationRules@1.13 TUFTrustedRoots@1.13"],
  [
    "storage",
    "storage.talos.dev",
    "LVMLogicalVolumeSpecs@1.14 LVMLogicalVolumeStatuses@1.14 LVMPhysicalVolumeSpecs@1.14 LVMPhysicalVolumeStatuses@1.14 LVMRefreshRequests@1.14 LVMValidationErrors@1.14 LVMVolumeGroupSpecs@1.14 LVMVolumeGroupStatuses@1.14 MDArraySpecs@1.14 MDArrayStatuses@1.14 MDRefreshRequests@1.14",
  ],
];

const byProfile = new Map<VersionProfile, ReadonlyMap<string, ResourceType>>();

/** The types of a version by lower-case name, which is how a node looks them up. */
export function resourceTypes(profile: VersionProfile): ReadonlyMap<string, ResourceType> {
  const known = byProfile.get(profile) ?? new Map(parseTypes(profile).map((type) => [type.type.toLowerCase(), type]));
  byProfile.set(profile, known);
  return known;
}

function parseTypes(profile: VersionProfile): readonly ResourceType[] {
  return registered.flatMap(([namespace, suffix, names]) =>
    names.split(" ").flatMap((entry) => parseType(entry, namespace, suffix, profile)),
  );
}

function parseType(entry: string, namespace: string, suffix: string, profile: VersionProfile): readonly ResourceType[] {
  const [, name = entry, since, last, sensitive, sensitiveSince] =
    /^(\w+)(?:@([\d.]+))?(?:~([\d.]+))?(!([\d.]+)?)?$/.exec(entry) ?? [];
  if (since !== undefined && !isAtLeast(profile, since as TalosMinor)) return [];
  if (last !== undefined && profile.minor > last) return [];
  const isSensitive =
    sensitive !== undefined && (sensitiveSince === undefined || isAtLeast(profile, sensitiveSince as TalosMinor));
  return [{ type: `${name}.${suffix}`, namespace, sensitive: isSensitive }];
}
