import { atLeast } from "../talos-version.ts";

/**
 * Kinds of documents by the Talos version that brought them, without the suffix `Config`; those that need a name have
 * a star. Source: the registered documents of pkg/machinery/config of Talos 1.10 to 1.14.
 */
const kindsSince: Readonly<Record<string, string>> = {
  "0.0": `Ethernet* EventSink ExtensionService* KmsgLog* KubeSpanEndpoints NetworkDefaultAction NetworkRule*
    PCIDriverRebind* SideroLink TrustedRoots* UserVolume* Volume* WatchdogTimer`,
  "1.11": "ExistingVolume* RawVolume* SwapVolume* Zswap",
  "1.12": `Bond* Bridge* DHCPv4* DHCPv6* DummyLink* HCloudVIP* Hostname Layer2VIP* LinkAlias* Link* OOM RegistryAuth*
    RegistryMirror* RegistryTLS* Resolver StaticHost* TimeSync VLAN* Wireguard*`,
  "1.13": "BlackholeRoute* Environment ExternalVolume* ImageVerification KubeSpan RoutingRule* TCPProbe* VRF*",
  "1.14": `BGPInstance* CRIBaseRuntimeSpec CRICustomization* Container* DiscoveryIdentity DiscoveryService* EtcFile*
    FilesystemScrub FilesystemTrim HTTPProbe* ImageCache KernelModule* KubeAPIServer KubeAPIServerCA
    KubeAdmissionControl* KubeAggregatorCA KubeAuditPolicy KubeAuthentication KubeAuthorizer* KubeCluster
    KubeControllerManager KubeCoreDNS KubeCredentialProvider KubeEtcdEncryption KubeExternalManifest* KubeFlannelCNI
    KubeInlineManifest* KubeNetwork KubeNode KubePrism KubeProxy KubeScheduler KubeServiceAccount KubeStaticPod*
    KubeTalosAPIAccess Kubelet LVMLogicalVolume* LVMVolumeGroup* RAIDArray* SecurityProfile Sysctl Sysfs UdevRules
    UnattendedInstall Veth*`,
};

export interface DocumentKind {
  readonly kind: string;
  /** Several documents of the kind may stand in one config, told apart by name. */
  readonly named: boolean;
  /** First Talos version that knows it; `0.0` for those that every supported version knows. */
  readonly since: string;
}

export const documentKinds: ReadonlyMap<string, DocumentKind> = new Map(
  Object.entries(kindsSince).flatMap(([since, names]) =>
    names.split(/\s+/).map((name) => {
      const kind = `${name.replace("*", "")}Config`;
      return [kind, { kind, named: name.endsWith("*"), since }] as const;
    }),
  ),
);

/** Names of the kinds that a Talos version knows. */
export function kindsOf(talosVersion: string): readonly string[] {
  return [...documentKinds.values()].filter(({ since }) => atLeast(talosVersion, since)).map(({ kind }) => kind);
}
