/** The kinds of documents beside v1alpha1, all of apiVersion v1alpha1, by the version that brought them. */
import { isAtLeast, type TalosMinor, type VersionProfile } from "../version-profile.ts";

/** Without the suffix `Config`. */
const kinds: Readonly<Record<TalosMinor, string>> = {
  "1.11":
    "Ethernet EventSink ExistingVolume ExtensionService KmsgLog KubeSpanEndpoints NetworkDefaultAction NetworkRule PCIDriverRebind RawVolume SideroLink SwapVolume TrustedRoots UserVolume Volume WatchdogTimer Zswap",
  "1.12":
    "Bond Bridge DHCPv4 DHCPv6 DummyLink HCloudVIP Hostname Layer2VIP LinkAlias Link OOM RegistryAuth RegistryMirror RegistryTLS Resolver StaticHost TimeSync VLAN Wireguard",
  "1.13": "BlackholeRoute Environment ExternalVolume ImageVerification KubeSpan RoutingRule TCPProbe VRF",
  "1.14":
    "BGPInstance CRIBaseRuntimeSpec CRICustomization Container DiscoveryIdentity DiscoveryService EtcFile FilesystemScrub FilesystemTrim HTTPProbe ImageCache KernelModule KubeAPIServer KubeAPIServerCA KubeAdmissionControl KubeAggregatorCA KubeAuditPolicy KubeAuthentication KubeAuthorizer KubeCluster KubeControllerManager KubeCoreDNS KubeCredentialProvider KubeEtcdEncryption KubeExternalManifest KubeFlannelCNI KubeInlineManifest KubeNetwork KubeNode KubePrism KubeProxy KubeScheduler KubeServiceAccount KubeStaticPod KubeTalosAPIAccess Kubelet LVMLogicalVolume LVMVolumeGroup RAIDArray SecurityProfile Sysctl Sysfs UdevRules UnattendedInstall Veth",
};

/** Whether this version decodes such a document. */
export function isKnownKind(kind: string, profile: VersionProfile): boolean {
  const name = kind.replace(/Config$/, "");
  return Object.entries(kinds).some(
    ([since, names]) => isAtLeast(profile, since as TalosMinor) && kind !== name && names.split(" ").includes(name),
  );
}
