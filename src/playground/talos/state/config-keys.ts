import type { TalosMinor } from "../version-profile.ts";
import { documentSchema, laterDocumentKeys } from "./document-keys.ts";

/**
 * The keys of the v1alpha1 document in the order in which Talos writes them; `[]` is every list item, `{}` every map value.
 * A key with `=` is written even when it is not set, with the value behind the sign.
 */
const rootSchema = `
.: version="" debug persist machine=null cluster=null
machine: type="" token="" ca acceptedCAs certSANs=[] controlPlane kubelet pods network disks install files env time sysctls sysfs registries systemDiskEncryption features udev logging kernel seccompProfiles baseRuntimeSpecOverrides nodeLabels nodeAnnotations nodeTaints
machine.controlPlane: controllerManager scheduler
machine.controlPlane.controllerManager: disabled
machine.controlPlane.scheduler: disabled
machine.kubelet: image clusterDNS extraArgs extraMounts extraConfig credentialProviderConfig defaultRuntimeSeccompProfileEnabled registerWithFQDN nodeIP skipNodeRegistration disableManifestsDirectory
machine.kubelet.extraMounts[]: destination="" type source options uidMappings gidMappings
machine.kubelet.extraMounts[].uidMappings[]: containerID=0 hostID=0 size=0
machine.kubelet.extraMounts[].gidMappings[]: containerID=0 hostID=0 size=0
machine.kubelet.nodeIP: validSubnets
machine.network: hostname interfaces nameservers searchDomains extraHostEntries kubespan disableSearchDomain
machine.network.interfaces[]: interface deviceSelector addresses cidr routes bond bridge bridgePort vlans mtu dhcp ignore dummy dhcpOptions wireguard vip
machine.network.interfaces[].deviceSelector: busPath hardwareAddr permanentAddr pciID driver physical
machine.network.interfaces[].routes[]: network="" gateway="" source metric mtu
machine.network.interfaces[].bond: interfaces=[] deviceSelectors arpIPTarget mode="" xmitHashPolicy lacpRate adActorSystem arpValidate arpAllTargets primary primaryReselect failOverMac adSelect miimon updelay downdelay arpInterval resendIgmp minLinks lpInterval packetsPerSlave numPeerNotif tlbDynamicLb allSlavesActive useCarrier adActorSysPrio adUserPortKey peerNotifyDelay
machine.network.interfaces[].bond.deviceSelectors[]: busPath hardwareAddr permanentAddr pciID driver physical
machine.network.interfaces[].bridge: interfaces=[] stp vlan
machine.network.interfaces[].bridge.stp: enabled
machine.network.interfaces[].bridge.vlan: vlanFiltering
machine.network.interfaces[].bridgePort: master
machine.network.interfaces[].vlans[]: addresses cidr routes=[] dhcp vlanId=0 mtu vip dhcpOptions
machine.network.interfaces[].vlans[].routes[]: network="" gateway="" source metric mtu
machine.network.interfaces[].vlans[].vip: ip equinixMetal hcloud
machine.network.interfaces[].vlans[].vip.equinixMetal: apiToken=""
machine.network.interfaces[].vlans[].vip.hcloud: apiToken=""
machine.network.interfaces[].vlans[].dhcpOptions: routeMetric=0 ipv4 ipv6 duidv6
machine.network.interfaces[].dhcpOptions: routeMetric=0 ipv4 ipv6 duidv6
machine.network.interfaces[].wireguard: privateKey listenPort firewallMark peers
machine.network.interfaces[].wireguard.peers[]: publicKey endpoint persistentKeepaliveInterval allowedIPs
machine.network.interfaces[].vip: ip equinixMetal hcloud
machine.network.interfaces[].vip.equinixMetal: apiToken=""
machine.network.interfaces[].vip.hcloud: apiToken=""
machine.network.extraHostEntries[]: ip="" aliases=[]
machine.network.kubespan: enabled advertiseKubernetesNetworks allowDownPeerBypass harvestExtraEndpoints mtu filters
machine.network.kubespan.filters: endpoints excludeAdvertisedNetworks
machine.disks[]: device partitions
machine.disks[].partitions[]: size mountpoint
machine.install: disk diskSelector extraKernelArgs image extensions bootloader wipe=null legacyBIOSSupport grubUseUKICmdline
machine.install.diskSelector: size name model serial modalias uuid wwid type busPath
machine.install.extensions[]: image=""
machine.files[]: content="" permissions=0o0 path="" op=""
machine.time: disabled servers bootTimeout
machine.registries: mirrors config
machine.registries.mirrors{}: endpoints=[] overridePath skipFallback
machine.registries.config{}: tls auth
machine.registries.config{}.tls: clientIdentity ca insecureSkipVerify
machine.registries.config{}.auth: username password auth identityToken
machine.systemDiskEncryption: state ephemeral
machine.systemDiskEncryption.state: provider="" keys=[] cipher keySize blockSize options
machine.systemDiskEncryption.state.keys[]: static nodeID kms slot=0 tpm
machine.systemDiskEncryption.state.keys[].static: passphrase
machine.systemDiskEncryption.state.keys[].kms: endpoint=""
machine.systemDiskEncryption.state.keys[].tpm: checkSecurebootStatusOnEnroll
machine.systemDiskEncryption.ephemeral: provider="" keys=[] cipher keySize blockSize options
machine.systemDiskEncryption.ephemeral.keys[]: static nodeID kms slot=0 tpm
machine.systemDiskEncryption.ephemeral.keys[].static: passphrase
machine.systemDiskEncryption.ephemeral.keys[].kms: endpoint=""
machine.systemDiskEncryption.ephemeral.keys[].tpm: checkSecurebootStatusOnEnroll
machine.features: rbac stableHostname kubernetesTalosAPIAccess apidCheckExtKeyUsage diskQuotaSupport kubePrism hostDNS imageCache nodeAddressSortAlgorithm
machine.features.kubernetesTalosAPIAccess: enabled allowedRoles allowedKubernetesNamespaces
machine.features.kubePrism: enabled port
machine.features.hostDNS: enabled forwardKubeDNSToHost resolveMemberNames
machine.features.imageCache: localEnabled
machine.udev: rules
machine.logging: destinations=[]
machine.logging.destinations[]: endpoint=null format="" extraTags
machine.kernel: modules
machine.kernel.modules[]: name="" parameters
machine.seccompProfiles[]: name="" value={}
cluster: id secret controlPlane clusterName network token aescbcEncryptionSecret secretboxEncryptionSecret ca acceptedCAs aggregatorCA serviceAccount apiServer controllerManager proxy scheduler discovery etcd coreDNS externalCloudProvider extraManifests extraManifestHeaders inlineManifests adminKubeconfig allowSchedulingOnMasters allowSchedulingOnControlPlanes
cluster.controlPlane: endpoint=null localAPIServerPort
cluster.network: cni dnsDomain="" podSubnets=[] serviceSubnets=[]
cluster.network.cni: name urls flannel
cluster.network.cni.flannel: extraArgs kubeNetworkPoliciesEnabled
cluster.apiServer: image extraArgs extraVolumes env certSANs disablePodSecurityPolicy admissionControl auditPolicy resources authorizationConfig
cluster.apiServer.extraVolumes[]: hostPath="" mountPath="" readonly
cluster.apiServer.admissionControl[]: name="" configuration={}
cluster.apiServer.resources: requests limits
cluster.apiServer.authorizationConfig[]: type="" name="" webhook
cluster.controllerManager: image extraArgs extraVolumes env resources
cluster.controllerManager.extraVolumes[]: hostPath="" mountPath="" readonly
cluster.controllerManager.resources: requests limits
cluster.proxy: disabled image mode extraArgs
cluster.scheduler: image extraArgs extraVolumes env resources config
cluster.scheduler.extraVolumes[]: hostPath="" mountPath="" readonly
cluster.scheduler.resources: requests limits
cluster.discovery: enabled registries={}
cluster.discovery.registries: kubernetes={} service={}
cluster.discovery.registries.kubernetes: disabled
cluster.discovery.registries.service: disabled endpoint
cluster.etcd: image ca=null extraArgs subnet advertisedSubnets listenSubnets
cluster.coreDNS: disabled image
cluster.externalCloudProvider: enabled manifests
cluster.adminKubeconfig: certLifetime
machine.ca: crt="" key=""
cluster.ca: crt="" key=""
cluster.aggregatorCA: crt="" key=""
cluster.etcd.ca: crt="" key=""
machine.registries.config{}.tls.clientIdentity: crt key
machine.acceptedCAs[]: crt
cluster.acceptedCAs[]: crt
cluster.serviceAccount: key
cluster.inlineManifests[]: name="" contents=""
`;

export interface ConfigKey {
  readonly name: string;
  /** YAML text of the value when it is not set; undefined leaves the key out. */
  readonly unset: string | undefined;
}

/** By path; that of the v1alpha1 document is empty, that of a typed one its kind. */
export const configKeys: ReadonlyMap<string, readonly ConfigKey[]> = new Map(
  [rootSchema, documentSchema]
    .flatMap((schema) => schema.trim().split("\n"))
    .map((line) => {
      const [path = "", keys = ""] = line.split(": ");
      return [path === "." ? "" : path, keys.split(" ").map(parseKey)];
    }),
);

/** Keys that only came with a later version than 1.11. */
export const laterKeys: Readonly<Record<string, TalosMinor>> = {
  ...laterDocumentKeys,
  "cluster.network.cni.flannel.kubeNetworkPoliciesEnabled": "1.13",
  "machine.install.grubUseUKICmdline": "1.12",
  "machine.network.kubespan.filters.excludeAdvertisedNetworks": "1.12",
};

/** Maps from names of the user's to strings: sorted, and every value a string. */
export const stringMaps =
  /(^|\.)(sysctls|sysfs|env|nodeLabels|nodeAnnotations|nodeTaints|extraArgs|extraManifestHeaders|extraTags)$/;

function parseKey(text: string): ConfigKey {
  const [name = "", unset] = text.split("=");
  return { name, unset };
}
