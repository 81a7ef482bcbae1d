/** Types of values at the paths of the v1alpha1 document that people commonly write; `*` is any key or list element. */
export type KnownType = "bool" | "integer" | "text" | "duration" | "list" | "map" | "ip" | "prefix" | "address";

const interfaces = "machine.network.interfaces.*";
const bond = `${interfaces}.bond`;

export const knownTypes: Readonly<Record<KnownType, readonly string[]>> = {
  bool: paths(`debug persist
    cluster.allowSchedulingOnControlPlanes cluster.coreDNS.disabled cluster.discovery.enabled
    cluster.discovery.registries.kubernetes.disabled cluster.discovery.registries.service.disabled
    cluster.externalCloudProvider.enabled cluster.proxy.disabled
    cluster.apiServer.extraVolumes.*.readonly cluster.controllerManager.extraVolumes.*.readonly
    cluster.scheduler.extraVolumes.*.readonly
    machine.controlPlane.controllerManager.disabled machine.controlPlane.scheduler.disabled
    machine.features.apidCheckExtKeyUsage machine.features.diskQuotaSupport machine.features.hostDNS.enabled
    machine.features.hostDNS.forwardKubeDNSToHost machine.features.hostDNS.resolveMemberNames
    machine.features.imageCache.localEnabled machine.features.kubePrism.enabled
    machine.features.kubernetesTalosAPIAccess.enabled machine.features.rbac machine.features.stableHostname
    machine.install.wipe machine.install.grubUseUKICmdline machine.install.legacyBIOSSupport
    machine.kubelet.defaultRuntimeSeccompProfileEnabled machine.kubelet.disableManifestsDirectory
    machine.kubelet.registerWithFQDN machine.kubelet.skipNodeRegistration
    machine.network.disableSearchDomain machine.network.kubespan.enabled
    machine.network.kubespan.advertiseKubernetesNetworks machine.network.kubespan.allowDownPeerBypass
    machine.network.kubespan.harvestExtraEndpoints
    machine.registries.config.*.tls.insecureSkipVerify machine.registries.mirrors.*.overridePath
    machine.registries.mirrors.*.skipFallback machine.time.disabled
    ${interfaces}.dhcp ${interfaces}.dummy ${interfaces}.ignore ${interfaces}.deviceSelector.physical
    ${interfaces}.dhcpOptions.ipv4 ${interfaces}.dhcpOptions.ipv6 ${interfaces}.vlans.*.dhcp
    ${interfaces}.bridge.stp.enabled ${interfaces}.bridge.vlan.vlanFiltering ${bond}.useCarrier`),
  integer: paths(`cluster.controlPlane.localAPIServerPort machine.features.kubePrism.port machine.files.*.permissions
    machine.network.kubespan.mtu ${interfaces}.mtu ${interfaces}.dhcpOptions.routeMetric
    ${interfaces}.routes.*.metric ${interfaces}.routes.*.mtu ${interfaces}.vlans.*.vlanId ${interfaces}.vlans.*.mtu
    ${interfaces}.vlans.*.routes.*.metric ${interfaces}.wireguard.listenPort ${interfaces}.wireguard.firewallMark
    ${bond}.miimon ${bond}.updelay ${bond}.downdelay ${bond}.arpInterval ${bond}.minLinks ${bond}.adActorSysPrio`),
  text: paths(`version machine.type machine.token machine.install.disk machine.install.image machine.kubelet.image
    machine.network.hostname machine.ca.crt machine.ca.key machine.certSANs.* machine.files.*.content
    machine.files.*.path machine.files.*.op machine.kernel.modules.*.name machine.kernel.modules.*.parameters.*
    machine.install.extraKernelArgs.* machine.udev.rules.* machine.time.servers.*
    machine.env.* machine.sysctls.* machine.sysfs.* machine.nodeLabels.* machine.nodeAnnotations.* machine.nodeTaints.*
    machine.registries.mirrors.*.endpoints.* machine.registries.config.*.auth.username
    machine.registries.config.*.auth.password machine.features.nodeAddressSortAlgorithm
    machine.kubelet.extraMounts.*.destination machine.kubelet.extraMounts.*.source machine.kubelet.extraMounts.*.type
    machine.kubelet.extraMounts.*.options.* machine.network.searchDomains.* machine.network.extraHostEntries.*.aliases.*
    ${interfaces}.interface ${interfaces}.deviceSelector.busPath ${interfaces}.deviceSelector.hardwareAddr
    ${interfaces}.deviceSelector.pciID ${interfaces}.deviceSelector.driver ${bond}.mode ${bond}.interfaces.*
    ${bond}.xmitHashPolicy ${bond}.lacpRate
    cluster.clusterName cluster.id cluster.secret cluster.token cluster.controlPlane.endpoint cluster.ca.crt
    cluster.ca.key cluster.aggregatorCA.crt cluster.aggregatorCA.key cluster.etcd.ca.crt cluster.etcd.ca.key
    cluster.serviceAccount.key cluster.secretboxEncryptionSecret cluster.aescbcEncryptionSecret
    cluster.network.dnsDomain cluster.network.cni.name cluster.network.cni.urls.* cluster.apiServer.image
    cluster.apiServer.certSANs.* cluster.apiServer.env.* cluster.controllerManager.image cluster.scheduler.image
    cluster.proxy.image cluster.proxy.mode cluster.etcd.image cluster.coreDNS.image cluster.extraManifests.*
    cluster.inlineManifests.*.name cluster.inlineManifests.*.contents`),
  duration: paths("machine.time.bootTimeout cluster.adminKubeconfig.certLifetime"),
  list: paths(`machine.acceptedCAs machine.certSANs machine.disks machine.files machine.install.extensions
    machine.install.extraKernelArgs machine.kernel.modules machine.kernel.modules.*.parameters
    machine.kubelet.clusterDNS machine.kubelet.extraMounts machine.kubelet.extraMounts.*.options
    machine.kubelet.nodeIP.validSubnets machine.logging.destinations machine.network.extraHostEntries
    machine.network.interfaces machine.network.nameservers machine.network.searchDomains machine.pods
    machine.registries.mirrors.*.endpoints machine.seccompProfiles machine.time.servers machine.udev.rules
    machine.features.kubernetesTalosAPIAccess.allowedRoles
    machine.features.kubernetesTalosAPIAccess.allowedKubernetesNamespaces
    ${interfaces}.addresses ${interfaces}.routes ${interfaces}.vlans ${interfaces}.vlans.*.addresses
    ${bond}.interfaces ${bond}.deviceSelectors ${interfaces}.wireguard.peers
    cluster.acceptedCAs cluster.apiServer.admissionControl cluster.apiServer.certSANs cluster.apiServer.extraVolumes
    cluster.controllerManager.extraVolumes cluster.scheduler.extraVolumes cluster.etcd.advertisedSubnets
    cluster.etcd.listenSubnets cluster.extraManifests cluster.inlineManifests cluster.network.cni.urls
    cluster.network.podSubnets cluster.network.serviceSubnets`),
  map: paths(`machine cluster machine.ca machine.controlPlane machine.env machine.features machine.features.hostDNS
    machine.features.kubePrism machine.features.kubernetesTalosAPIAccess machine.install machine.install.diskSelector
    machine.kernel machine.kernel.modules.* machine.kubelet machine.kubelet.extraArgs machine.kubelet.extraConfig
    machine.kubelet.nodeIP machine.logging machine.network machine.network.kubespan machine.nodeAnnotations
    machine.nodeLabels machine.nodeTaints machine.registries machine.registries.config machine.registries.mirrors
    machine.registries.mirrors.* machine.registries.config.* machine.sysctls machine.sysfs machine.systemDiskEncryption
    machine.time machine.udev machine.files.* machine.pods.* machine.baseRuntimeSpecOverrides
    ${interfaces} ${interfaces}.deviceSelector ${interfaces}.vip ${interfaces}.dhcpOptions ${interfaces}.routes.*
    ${interfaces}.vlans.* ${bond} ${interfaces}.bridge ${interfaces}.wireguard
    cluster.adminKubeconfig cluster.aggregatorCA cluster.apiServer cluster.apiServer.admissionControl.*
    cluster.apiServer.auditPolicy cluster.apiServer.env cluster.apiServer.extraArgs cluster.apiServer.resources
    cluster.ca cluster.controlPlane cluster.controllerManager cluster.controllerManager.env
    cluster.controllerManager.extraArgs cluster.coreDNS cluster.discovery cluster.discovery.registries cluster.etcd
    cluster.etcd.ca cluster.etcd.extraArgs cluster.externalCloudProvider cluster.extraManifestHeaders
    cluster.inlineManifests.* cluster.network cluster.network.cni cluster.proxy cluster.proxy.extraArgs
    cluster.scheduler cluster.scheduler.config cluster.scheduler.env cluster.scheduler.extraArgs cluster.serviceAccount`),
  ip: paths(`machine.network.extraHostEntries.*.ip machine.network.nameservers.* machine.kubelet.clusterDNS.*
    ${interfaces}.vip.ip ${interfaces}.vlans.*.vip.ip ${interfaces}.routes.*.gateway ${interfaces}.routes.*.source
    ${interfaces}.vlans.*.routes.*.gateway ${bond}.arpIPTarget.*`),
  prefix: paths(`cluster.network.podSubnets.* cluster.network.serviceSubnets.*
    ${interfaces}.routes.*.network ${interfaces}.vlans.*.routes.*.network ${interfaces}.wireguard.peers.*.allowedIPs.*`),
  address: paths(`${interfaces}.addresses.* ${interfaces}.vlans.*.addresses.* ${interfaces}.cidr`),
};

function paths(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
