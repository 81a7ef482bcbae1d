/** The keys of the typed documents in the order in which Talos 1.14 writes them, in the notation of config-keys.ts. */
import type { TalosMinor } from "../version-profile.ts";

export const documentSchema = `
BGPInstanceConfig: apiVersion kind name vrf localASN routerID routeSource advertise multipath maxPaths installRoutes importRoutes neighbors
BGPInstanceConfig.importRoutes[]: bgpInstance prefixes
BGPInstanceConfig.neighbors[]: address link peerASN localASN passive holdTime bfd
BGPInstanceConfig.neighbors[].bfd: transmitInterval receiveInterval detectMultiplier
BlackholeRouteConfig: apiVersion kind name metric
BondConfig: apiVersion kind name hardwareAddr links bondMode miimon updelay downdelay useCarrier xmitHashPolicy arpInterval arpIpTargets nsIp6Targets arpValidate arpAllTargets lacpRate failOverMac adSelect adActorSysPrio adUserPortKey adLACPActive primaryReselect resendIGMP minLinks lpInterval packetsPerSlave numPeerNotif tlbLogicalLb allSlavesActive peerNotifDelay missedMax up mtu addresses routes multicast
BondConfig.addresses[]: address routePriority
BondConfig.routes[]: destination gateway source metric mtu table
BridgeConfig: apiVersion kind name hardwareAddr links stp vlan up mtu addresses routes multicast
BridgeConfig.stp: enabled
BridgeConfig.vlan: filtering
BridgeConfig.addresses[]: address routePriority
BridgeConfig.routes[]: destination gateway source metric mtu table
CRIBaseRuntimeSpecConfig: apiVersion kind overrides
CRICustomizationConfig: apiVersion kind name content
ContainerConfig: apiVersion kind name image entrypoint args workingDir runAs environment mounts security network resources dependsOn
ContainerConfig.runAs: uid gid
ContainerConfig.mounts[]: userVolume tmpfs hostPath
ContainerConfig.mounts[].userVolume: name destination options
ContainerConfig.mounts[].tmpfs: destination size options
ContainerConfig.mounts[].hostPath: source destination options
ContainerConfig.security: profile capabilities
ContainerConfig.security.capabilities: add drop
ContainerConfig.network: mode
ContainerConfig.resources: limits
ContainerConfig.resources.limits: cpu memory
ContainerConfig.dependsOn: paths networks time containers
DHCPv4Config: apiVersion kind name routeMetric ignoreHostname ignoreRoutes clientIdentifier duidRaw
DHCPv6Config: apiVersion kind name routeMetric ignoreHostname clientIdentifier duidRaw
DiscoveryIdentityConfig: apiVersion kind clusterID clusterSecret
DiscoveryServiceConfig: apiVersion kind name endpoint
DummyLinkConfig: apiVersion kind name hardwareAddr up mtu addresses routes multicast
DummyLinkConfig.addresses[]: address routePriority
DummyLinkConfig.routes[]: destination gateway source metric mtu table
EnvironmentConfig: apiVersion kind variables
EtcFileConfig: apiVersion kind name mode contents
EthernetConfig: apiVersion kind name features rings channels wakeOnLan
EthernetConfig.rings: rx tx rx-mini rx-jumbo rx-buf-len cqe-size tx-push rx-push tx-push-buf-len tcp-data-split
EthernetConfig.channels: rx tx other combined
EventSinkConfig: apiVersion kind endpoint
ExistingVolumeConfig: apiVersion kind name discovery mount trim scrub
ExistingVolumeConfig.discovery: volumeSelector
ExistingVolumeConfig.discovery.volumeSelector: match
ExistingVolumeConfig.mount: readOnly disableAccessTime secure
ExistingVolumeConfig.trim: enabled interval
ExistingVolumeConfig.scrub: enabled interval
ExtensionServiceConfig: apiVersion kind name configFiles environment
ExtensionServiceConfig.configFiles[]: content mountPath
ExternalVolumeConfig: apiVersion kind name filesystemType mount
ExternalVolumeConfig.mount: readOnly disableAccessTime secure virtiofs
ExternalVolumeConfig.mount.virtiofs: tag
FilesystemScrubConfig: apiVersion kind interval
FilesystemTrimConfig: apiVersion kind interval
HCloudVIPConfig: apiVersion kind name link apiToken
HTTPProbeConfig: apiVersion kind name interval failureThreshold url timeout
HostnameConfig: apiVersion kind auto hostname
ImageCacheConfig: apiVersion kind local
ImageCacheConfig.local: enabled
ImageVerificationConfig: apiVersion kind rules
ImageVerificationConfig.rules[]: image skip deny keyless publicKey
ImageVerificationConfig.rules[].keyless: issuer subject subjectRegex
ImageVerificationConfig.rules[].publicKey: certificate
KernelModuleConfig: apiVersion kind name parameters
KmsgLogConfig: apiVersion kind name url
KubeAPIServerCAConfig: apiVersion kind issuingCA acceptedCAs
KubeAPIServerCAConfig.issuingCA: cert key
KubeAPIServerConfig: apiVersion kind image extraArgs env resources apiPort certExtraSANs startupProbes
KubeAPIServerConfig.resources: requests limits
KubeAdmissionControlConfig: apiVersion kind name configuration
KubeAggregatorCAConfig: apiVersion kind issuingCA acceptedCAs
KubeAggregatorCAConfig.issuingCA: cert key
KubeAuditPolicyConfig: apiVersion kind configuration
KubeAuthenticationConfig: apiVersion kind configuration
KubeAuthorizerConfig: apiVersion kind name type webhook
KubeClusterConfig: apiVersion kind clusterName endpoint
KubeControllerManagerConfig: apiVersion kind enabled image extraArgs env resources
KubeControllerManagerConfig.resources: requests limits
KubeCoreDNSConfig: apiVersion kind enabled image
KubeCredentialProviderConfig: apiVersion kind configuration
KubeEtcdEncryptionConfig: apiVersion kind config
KubeExternalManifestConfig: apiVersion kind name headers url
KubeFlannelCNIConfig: apiVersion kind backendType backendPort backendMTU backendExtraConfig resources extraArgs kubeNetworkPoliciesEnabled
KubeFlannelCNIConfig.resources: requests limits
KubeInlineManifestConfig: apiVersion kind name manifest
KubeNetworkConfig: apiVersion kind dnsDomain podSubnets serviceSubnets nodeCIDRMaskSizeIPv4 nodeCIDRMaskSizeIPv6
KubeNodeConfig: apiVersion kind skipNodeRegistration registerWithFQDN nodeIP labels annotations taints
KubeNodeConfig.nodeIP: validSubnets
KubePrismConfig: apiVersion kind port tlsServerName
KubeProxyConfig: apiVersion kind enabled image mode config extraArgs resources
KubeProxyConfig.resources: requests limits
KubeSchedulerConfig: apiVersion kind enabled image config extraArgs env resources
KubeSchedulerConfig.resources: requests limits
KubeServiceAccountConfig: apiVersion kind issuer accepted
KubeServiceAccountConfig.issuer: privateKey issuerURL
KubeServiceAccountConfig.accepted: publicKeys issuers audiences
KubeSpanConfig: apiVersion kind enabled advertiseKubernetesNetworks allowDownPeerBypass harvestExtraEndpoints mtu filters
KubeSpanConfig.filters: endpoints excludeAdvertisedNetworks
KubeSpanEndpointsConfig: apiVersion kind extraAnnouncedEndpoints
KubeStaticPodConfig: apiVersion kind name pod
KubeTalosAPIAccessConfig: apiVersion kind allowedRoles allowedKubernetesNamespaces
KubeletConfig: apiVersion kind image config extraArgs clusterDNS defaultRuntimeSeccompProfileEnabled
LVMLogicalVolumeConfig: apiVersion kind name type mirrors stripes provisioning
LVMLogicalVolumeConfig.provisioning: volumeGroup minSize maxSize
LVMVolumeGroupConfig: apiVersion kind name provisioning
LVMVolumeGroupConfig.provisioning: volumeSelector
LVMVolumeGroupConfig.provisioning.volumeSelector: match
Layer2VIPConfig: apiVersion kind name link
LinkAliasConfig: apiVersion kind name selector
LinkAliasConfig.selector: match
LinkConfig: apiVersion kind name up mtu addresses routes multicast
LinkConfig.addresses[]: address routePriority
LinkConfig.routes[]: destination gateway source metric mtu table
NetworkDefaultActionConfig: apiVersion kind ingress
NetworkRuleConfig: apiVersion kind name portSelector ingress
NetworkRuleConfig.portSelector: ports protocol
NetworkRuleConfig.ingress[]: subnet except
OOMConfig: apiVersion kind triggerExpression cgroupRankingExpression strictCgroupClassOrdering sampleInterval
PCIDriverRebindConfig: apiVersion kind name targetDriver
RAIDArrayConfig: apiVersion kind name level metadata provisioning
RAIDArrayConfig.provisioning: volumeSelector
RAIDArrayConfig.provisioning.volumeSelector: match
RawVolumeConfig: apiVersion kind name provisioning encryption
RawVolumeConfig.provisioning: diskSelector grow minSize maxSize
RawVolumeConfig.provisioning.diskSelector: match
RawVolumeConfig.encryption: provider keys cipher keySize blockSize options allowDiscards
RawVolumeConfig.encryption.keys[]: slot static nodeID kms tpm lockToState
RawVolumeConfig.encryption.keys[].static: passphrase
RawVolumeConfig.encryption.keys[].kms: endpoint
RawVolumeConfig.encryption.keys[].tpm: options checkSecurebootStatusOnEnroll
RawVolumeConfig.encryption.keys[].tpm.options: pcrs
RegistryAuthConfig: apiVersion kind name username password auth identityToken
RegistryMirrorConfig: apiVersion kind name endpoints skipFallback
RegistryMirrorConfig.endpoints[]: url overridePath
RegistryTLSConfig: apiVersion kind name clientIdentity ca insecureSkipVerify
RegistryTLSConfig.clientIdentity: cert key
ResolverConfig: apiVersion kind nameservers searchDomains hostDNS
ResolverConfig.nameservers[]: address protocol tlsServerName
ResolverConfig.searchDomains: domains disableDefault
ResolverConfig.hostDNS: enabled forwardKubeDNSToHost resolveMemberNames
RoutingRuleConfig: apiVersion kind name src dst table action iifName oifName fwMark fwMask
SecurityProfileConfig: apiVersion kind workloadIsolation
SideroLinkConfig: apiVersion kind apiUrl uniqueToken
StaticHostConfig: apiVersion kind name hostnames
SwapVolumeConfig: apiVersion kind name provisioning encryption
SwapVolumeConfig.provisioning: diskSelector grow minSize maxSize
SwapVolumeConfig.provisioning.diskSelector: match
SwapVolumeConfig.encryption: provider keys cipher keySize blockSize options allowDiscards
SwapVolumeConfig.encryption.keys[]: slot static nodeID kms tpm lockToState
SwapVolumeConfig.encryption.keys[].static: passphrase
SwapVolumeConfig.encryption.keys[].kms: endpoint
SwapVolumeConfig.encryption.keys[].tpm: options checkSecurebootStatusOnEnroll
SwapVolumeConfig.encryption.keys[].tpm.options: pcrs
SysctlConfig: apiVersion kind params
SysfsConfig: apiVersion kind params
TCPProbeConfig: apiVersion kind name interval failureThreshold endpoint timeout
TimeSyncConfig: apiVersion kind enabled bootTimeout ntp ptp
TimeSyncConfig.ntp: servers useNTS
TimeSyncConfig.ptp: devices
TrustedRootsConfig: apiVersion kind name certificates
UdevRulesConfig: apiVersion kind rules
UnattendedInstallConfig: apiVersion kind reboot installer provisioning
UnattendedInstallConfig.installer: image
UnattendedInstallConfig.provisioning: diskSelector wipe
UnattendedInstallConfig.provisioning.diskSelector: match
UserVolumeConfig: apiVersion kind name volumeType provisioning filesystem encryption mount trim scrub
UserVolumeConfig.provisioning: diskSelector grow minSize maxSize
UserVolumeConfig.provisioning.diskSelector: match
UserVolumeConfig.filesystem: type projectQuotaSupport xfs
UserVolumeConfig.filesystem.xfs: minAllocationGroupSize
UserVolumeConfig.encryption: provider keys cipher keySize blockSize options allowDiscards
UserVolumeConfig.encryption.keys[]: slot static nodeID kms tpm lockToState
UserVolumeConfig.encryption.keys[].static: passphrase
UserVolumeConfig.encryption.keys[].kms: endpoint
UserVolumeConfig.encryption.keys[].tpm: options checkSecurebootStatusOnEnroll
UserVolumeConfig.encryption.keys[].tpm.options: pcrs
UserVolumeConfig.mount: disableAccessTime secure
UserVolumeConfig.trim: enabled interval
UserVolumeConfig.scrub: enabled interval
VLANConfig: apiVersion kind name vlanID vlanMode parent up mtu addresses routes multicast
VLANConfig.addresses[]: address routePriority
VLANConfig.routes[]: destination gateway source metric mtu table
VRFConfig: apiVersion kind name hardwareAddr links table up mtu addresses routes multicast
VRFConfig.addresses[]: address routePriority
VRFConfig.routes[]: destination gateway source metric mtu table
VethConfig: apiVersion kind name peer up mtu addresses routes multicast
VethConfig.peer: name up mtu addresses routes multicast
VethConfig.peer.addresses[]: address routePriority
VethConfig.peer.routes[]: destination gateway source metric mtu table
VethConfig.addresses[]: address routePriority
VethConfig.routes[]: destination gateway source metric mtu table
VolumeConfig: apiVersion kind name provisioning filesystem encryption mount trim scrub
VolumeConfig.provisioning: diskSelector grow minSize maxSize
VolumeConfig.provisioning.diskSelector: match
VolumeConfig.filesystem: xfs
VolumeConfig.filesystem.xfs: minAllocationGroupSize
VolumeConfig.encryption: provider keys cipher keySize blockSize options allowDiscards
VolumeConfig.encryption.keys[]: slot static nodeID kms tpm lockToState
VolumeConfig.encryption.keys[].static: passphrase
VolumeConfig.encryption.keys[].kms: endpoint
VolumeConfig.encryption.keys[].tpm: options checkSecurebootStatusOnEnroll
VolumeConfig.encryption.keys[].tpm.options: pcrs
VolumeConfig.mount: secure disableAccessTime
VolumeConfig.trim: enabled interval
VolumeConfig.scrub: enabled interval
WatchdogTimerConfig: apiVersion kind device timeout
WireguardConfig: apiVersion kind name privateKey listenPort firewallMark peers up mtu addresses routes multicast
WireguardConfig.peers[]: publicKey presharedKey endpoint persistentKeepaliveInterval allowedIPs
WireguardConfig.addresses[]: address routePriority
WireguardConfig.routes[]: destination gateway source metric mtu table
ZswapConfig: apiVersion kind maxPoolPercent shrinkerEnabled
`;

/** Keys that came later than the kind that has them. */
export const laterDocumentKeys: Readonly<Record<string, TalosMinor>> = {
  "DHCPv4Config.ignoreRoutes": "1.14",
  "EthernetConfig.wakeOnLan": "1.12",
  "ExistingVolumeConfig.trim": "1.14",
  "ExistingVolumeConfig.scrub": "1.14",
  "ExistingVolumeConfig.mount.disableAccessTime": "1.13",
  "ExistingVolumeConfig.mount.secure": "1.13",
  "RawVolumeConfig.encryption.allowDiscards": "1.14",
  "RawVolumeConfig.encryption.keys[].tpm.options": "1.12",
  "ResolverConfig.hostDNS": "1.14",
  "ResolverConfig.nameservers[].protocol": "1.14",
  "ResolverConfig.nameservers[].tlsServerName": "1.14",
  "SwapVolumeConfig.encryption.allowDiscards": "1.14",
  "SwapVolumeConfig.encryption.keys[].tpm.options": "1.12",
  "TimeSyncConfig.ntp.useNTS": "1.14",
  "UserVolumeConfig.volumeType": "1.12",
  "UserVolumeConfig.mount": "1.13",
  "UserVolumeConfig.trim": "1.14",
  "UserVolumeConfig.scrub": "1.14",
  "UserVolumeConfig.filesystem.xfs": "1.14",
  "UserVolumeConfig.encryption.allowDiscards": "1.14",
  "UserVolumeConfig.encryption.keys[].tpm.options": "1.12",
  "VolumeConfig.filesystem": "1.14",
  "VolumeConfig.mount": "1.13",
  "VolumeConfig.mount.disableAccessTime": "1.14",
  "VolumeConfig.trim": "1.14",
  "VolumeConfig.scrub": "1.14",
  "VolumeConfig.encryption.allowDiscards": "1.14",
  "VolumeConfig.encryption.keys[].tpm.options": "1.12",
};
