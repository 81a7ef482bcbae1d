/**
 * Where Talos's strategic merge departs from "maps by key, lists append, a non-zero value wins", by document kind and
 * path. Source: the Go types in pkg/machinery/config/types of Talos 1.11 to 1.14 (struct tags and Merge methods).
 */

export type MergeRule =
  /** A given list or map replaces the old one; an empty map does not. */
  | "replace"
  /** Each key's value is replaced as a whole, also by null. */
  | "values"
  /** Elements are matched by the key named in `key`. */
  | "keyed"
  /** Matched by `interface`, else by an equal `deviceSelector`. */
  | "interfaces"
  /** Matched by `image`, replaced as a whole. */
  | "images"
  /** Keys that Talos decodes as one: a half that the patch leaves out is blanked. */
  | "pair"
  /** Merged by URL parts. */
  | "url"
  /** Taken from the patch even when it leaves the value out. */
  | "cleared"
  /** A size in bytes is not replaced by a percentage. */
  | "size"
  /** Two values make Talos fail. */
  | "refused"
  /** A pointer or bytes: zero overrides. */
  | "pointer"
  /** Zero when it is the text in `zero`. */
  | "named-zero"
  | "duration"
  /** Free YAML: values keep their own type, and types must agree. */
  | "free"
  /** Values are strings however they are written. */
  | "texts"
  /** A map with free keys and typed values. */
  | "open"
  /** A struct that is always there, so that patching anything beside it reaches its `cleared` values. */
  | "struct";

export interface RuleRow {
  readonly rule: MergeRule;
  /** Kinds of documents; `v1alpha1` is the root document. */
  readonly kinds: readonly string[];
  /** `*` stands for any key or list element; an empty path is the document. */
  readonly paths: readonly string[];
  /** First Talos version with the rule, and first one without it. */
  readonly since?: string;
  readonly before?: string;
  readonly key?: string;
  readonly fields?: readonly string[];
  readonly zero?: string;
}

const root = ["v1alpha1"];
const volumes = ["RawVolumeConfig", "SwapVolumeConfig", "UserVolumeConfig", "VolumeConfig"];
const staticPods = ["apiServer", "controllerManager", "scheduler"];
const withArgs = [
  "KubeAPIServerConfig",
  "KubeControllerManagerConfig",
  "KubeProxyConfig",
  "KubeSchedulerConfig",
  "KubeletConfig",
];
const withResources = [
  "KubeAPIServerConfig",
  "KubeControllerManagerConfig",
  "KubeFlannelCNIConfig",
  "KubeProxyConfig",
  "KubeSchedulerConfig",
];
const extraArgs = [
  "machine.kubelet.extraArgs",
  ...[...staticPods, "etcd", "proxy"].map((component) => `cluster.${component}.extraArgs`),
];

export const ruleTable: readonly RuleRow[] = [
  {
    rule: "replace",
    kinds: root,
    paths: ["cluster.network.podSubnets", "cluster.network.serviceSubnets", "cluster.apiServer.auditPolicy"],
  },
  { rule: "replace", kinds: ["NetworkRuleConfig"], paths: ["ingress", "portSelector.ports"] },
  { rule: "replace", kinds: ["BGPInstanceConfig"], paths: ["advertise", "importRoutes", "neighbors"] },
  { rule: "replace", kinds: ["CRIBaseRuntimeSpecConfig"], paths: ["overrides"] },
  {
    rule: "replace",
    kinds: ["KubeAuditPolicyConfig", "KubeAuthenticationConfig", "KubeCredentialProviderConfig"],
    paths: ["configuration"],
  },
  { rule: "replace", kinds: ["KubeNetworkConfig"], paths: ["podSubnets", "serviceSubnets"] },
  { rule: "replace", kinds: ["KubeStaticPodConfig"], paths: ["pod"] },

  { rule: "interfaces", kinds: root, paths: ["machine.network.interfaces"] },
  { rule: "keyed", key: "vlanId", kinds: root, paths: ["machine.network.interfaces.*.vlans"] },
  { rule: "keyed", key: "name", kinds: root, paths: ["cluster.apiServer.admissionControl"] },
  { rule: "keyed", key: "mountPath", kinds: ["ExtensionServiceConfig"], paths: ["configFiles"] },
  { rule: "images", kinds: ["ImageVerificationConfig"], paths: ["rules"] },

  { rule: "values", since: "1.13", kinds: root, paths: extraArgs },
  { rule: "values", kinds: withArgs, paths: ["extraArgs"] },

  {
    rule: "pair",
    fields: ["crt", "key"],
    kinds: root,
    paths: [
      "machine.ca",
      "machine.registries.config.*.tls.clientIdentity",
      "cluster.ca",
      "cluster.aggregatorCA",
      "cluster.etcd.ca",
    ],
  },
  { rule: "pair", fields: ["key"], kinds: root, paths: ["cluster.serviceAccount"] },

  { rule: "url", kinds: root, paths: ["cluster.controlPlane.endpoint"] },
  { rule: "url", kinds: ["KmsgLogConfig", "HTTPProbeConfig", "KubeExternalManifestConfig"], paths: ["url"] },
  { rule: "url", kinds: ["SideroLinkConfig"], paths: ["apiUrl"] },
  { rule: "url", kinds: ["DiscoveryServiceConfig", "KubeClusterConfig"], paths: ["endpoint"] },
  { rule: "url", kinds: ["KubeServiceAccountConfig"], paths: ["issuer.issuerURL"] },

  { rule: "cleared", kinds: volumes, paths: ["provisioning.minSize", "provisioning.diskSelector.match"] },
  { rule: "cleared", before: "1.12", kinds: volumes, paths: ["provisioning.maxSize"] },
  { rule: "cleared", kinds: ["VolumeConfig", "UserVolumeConfig"], paths: ["filesystem.xfs.minAllocationGroupSize"] },
  { rule: "cleared", kinds: ["ExistingVolumeConfig"], paths: ["discovery.volumeSelector.match"] },
  { rule: "cleared", kinds: ["LVMLogicalVolumeConfig"], paths: ["provisioning.minSize"] },
  { rule: "cleared", kinds: ["LVMVolumeGroupConfig", "RAIDArrayConfig"], paths: ["provisioning.volumeSelector.match"] },
  { rule: "cleared", kinds: ["LinkAliasConfig"], paths: ["selector.match"] },
  { rule: "cleared", kinds: ["OOMConfig"], paths: ["triggerExpression", "cgroupRankingExpression"] },
  { rule: "cleared", kinds: ["UnattendedInstallConfig"], paths: ["provisioning.diskSelector.match"] },
  { rule: "size", since: "1.12", kinds: volumes, paths: ["provisioning.maxSize"] },
  { rule: "size", kinds: ["LVMLogicalVolumeConfig"], paths: ["provisioning.maxSize"] },

  { rule: "refused", kinds: root, paths: ["machine.install.diskSelector.size"] },
  { rule: "refused", before: "1.14", kinds: ["RoutingRuleConfig"], paths: [""] },

  { rule: "pointer", kinds: root, paths: ["machine.registries.config.*.tls.ca"] },
  { rule: "pointer", since: "1.12", kinds: root, paths: ["machine.network.kubespan.mtu"] },
  {
    rule: "pointer",
    since: "1.12",
    kinds: ["BondConfig"],
    paths: [
      ..."miimon updelay downdelay arpInterval adActorSysPrio adUserPortKey resendIGMP minLinks lpInterval".split(" "),
      ..."packetsPerSlave numPeerNotif tlbLogicalLb allSlavesActive peerNotifDelay missedMax".split(" "),
    ],
  },
  {
    rule: "pointer",
    since: "1.12",
    kinds: ["EthernetConfig"],
    paths: [
      ..."rx tx rx-mini rx-jumbo rx-buf-len cqe-size tx-push-buf-len".split(" ").map((key) => `rings.${key}`),
      ..."rx tx other combined".split(" ").map((key) => `channels.${key}`),
    ],
  },
  { rule: "pointer", since: "1.12", kinds: ["KubeSpanConfig"], paths: ["mtu"] },
  { rule: "pointer", since: "1.12", kinds: ["ZswapConfig"], paths: ["maxPoolPercent"] },
  { rule: "pointer", kinds: ["ContainerConfig"], paths: ["runAs.uid", "runAs.gid"] },
  { rule: "pointer", kinds: ["KubeAPIServerConfig"], paths: ["apiPort"] },
  { rule: "pointer", kinds: ["LVMLogicalVolumeConfig"], paths: ["mirrors", "stripes"] },

  { rule: "named-zero", zero: "accept", kinds: ["NetworkDefaultActionConfig"], paths: ["ingress"] },
  { rule: "named-zero", zero: "none", kinds: ["ExternalVolumeConfig"], paths: ["filesystemType"] },
  { rule: "named-zero", zero: "none", kinds: ["UserVolumeConfig"], paths: ["filesystem.type"] },
  { rule: "named-zero", zero: "none", kinds: volumes, paths: ["encryption.provider"] },
  { rule: "named-zero", zero: "linear", kinds: ["LVMLogicalVolumeConfig"], paths: ["type"] },
  { rule: "named-zero", zero: "raid1", kinds: ["RAIDArrayConfig"], paths: ["level"] },
  { rule: "named-zero", zero: "1.0", kinds: ["RAIDArrayConfig"], paths: ["metadata"] },
  { rule: "named-zero", zero: "unspec", kinds: ["RoutingRuleConfig"], paths: ["table", "action"] },
  { rule: "named-zero", zero: "unspec", kinds: ["VRFConfig"], paths: ["table"] },

  { rule: "duration", kinds: root, paths: ["machine.time.bootTimeout", "cluster.adminKubeconfig.certLifetime"] },
  {
    rule: "duration",
    kinds: ["ExistingVolumeConfig", "UserVolumeConfig", "VolumeConfig"],
    paths: ["trim.interval", "scrub.interval"],
  },
  { rule: "duration", kinds: ["FilesystemScrubConfig", "FilesystemTrimConfig"], paths: ["interval"] },
  { rule: "duration", kinds: ["HTTPProbeConfig", "TCPProbeConfig"], paths: ["interval", "timeout"] },
  { rule: "duration", kinds: ["OOMConfig"], paths: ["sampleInterval"] },
  { rule: "duration", kinds: ["TimeSyncConfig"], paths: ["bootTimeout"] },
  { rule: "duration", kinds: ["WatchdogTimerConfig"], paths: ["timeout"] },

  {
    rule: "free",
    kinds: root,
    paths: [
      "machine.kubelet.extraConfig",
      "machine.kubelet.credentialProviderConfig",
      "machine.pods.*",
      "machine.seccompProfiles.*.value",
      "machine.baseRuntimeSpecOverrides",
      "cluster.apiServer.auditPolicy",
      "cluster.apiServer.admissionControl.*.configuration",
      "cluster.apiServer.authorizationConfig.*.webhook",
      "cluster.scheduler.config",
      ...staticPods.flatMap((pod) => [`cluster.${pod}.resources.requests`, `cluster.${pod}.resources.limits`]),
    ],
  },
  { rule: "free", kinds: ["CRIBaseRuntimeSpecConfig"], paths: ["overrides"] },
  {
    rule: "free",
    kinds: [
      "KubeAdmissionControlConfig",
      "KubeAuditPolicyConfig",
      "KubeAuthenticationConfig",
      "KubeCredentialProviderConfig",
    ],
    paths: ["configuration"],
  },
  { rule: "free", kinds: ["KubeAuthorizerConfig"], paths: ["webhook"] },
  { rule: "free", kinds: ["KubeFlannelCNIConfig"], paths: ["backendExtraConfig"] },
  {
    rule: "free",
    kinds: ["KubeEtcdEncryptionConfig", "KubeProxyConfig", "KubeSchedulerConfig", "KubeletConfig"],
    paths: ["config"],
  },
  { rule: "free", kinds: ["KubeStaticPodConfig"], paths: ["pod"] },
  { rule: "free", kinds: withResources, paths: ["resources.requests", "resources.limits"] },

  {
    rule: "texts",
    kinds: root,
    paths: [
      ..."env sysctls sysfs nodeLabels nodeAnnotations nodeTaints".split(" ").map((key) => `machine.${key}`),
      ...staticPods.map((pod) => `cluster.${pod}.env`),
      "cluster.extraManifestHeaders",
    ],
  },
  { rule: "texts", before: "1.13", kinds: root, paths: extraArgs },
  { rule: "texts", kinds: ["EnvironmentConfig"], paths: ["variables"] },
  { rule: "texts", kinds: ["SysctlConfig", "SysfsConfig"], paths: ["params"] },
  { rule: "texts", kinds: ["KubeNodeConfig"], paths: ["labels", "annotations", "taints"] },
  {
    rule: "texts",
    kinds: ["KubeAPIServerConfig", "KubeControllerManagerConfig", "KubeSchedulerConfig"],
    paths: ["env"],
  },
  { rule: "texts", kinds: ["KubeExternalManifestConfig"], paths: ["headers"] },
  { rule: "open", kinds: root, paths: ["machine.registries.mirrors", "machine.registries.config"] },
  { rule: "open", kinds: ["EthernetConfig"], paths: ["features"] },

  {
    rule: "struct",
    kinds: root,
    paths: [
      "machine.registries",
      "cluster.discovery.registries",
      "cluster.discovery.registries.kubernetes",
      "cluster.discovery.registries.service",
    ],
  },
  {
    rule: "struct",
    kinds: volumes,
    paths: ["provisioning", "provisioning.diskSelector", "encryption", "filesystem", "mount"],
  },
  { rule: "struct", kinds: ["ExistingVolumeConfig"], paths: ["discovery", "discovery.volumeSelector", "mount"] },
  { rule: "struct", kinds: ["ExternalVolumeConfig"], paths: ["mount"] },
  { rule: "struct", kinds: ["LVMLogicalVolumeConfig"], paths: ["provisioning"] },
  {
    rule: "struct",
    kinds: ["LVMVolumeGroupConfig", "RAIDArrayConfig"],
    paths: ["provisioning", "provisioning.volumeSelector"],
  },
  { rule: "struct", kinds: ["LinkAliasConfig"], paths: ["selector"] },
  {
    rule: "struct",
    kinds: ["UnattendedInstallConfig"],
    paths: ["installer", "provisioning", "provisioning.diskSelector"],
  },
  { rule: "struct", kinds: ["BridgeConfig"], paths: ["stp", "vlan"] },
  { rule: "struct", kinds: ["ImageCacheConfig"], paths: ["local"] },
  { rule: "struct", kinds: withResources, paths: ["resources"] },
  { rule: "struct", kinds: ["KubeNodeConfig"], paths: ["nodeIP"] },
  { rule: "struct", kinds: ["KubeServiceAccountConfig"], paths: ["issuer", "accepted"] },
  { rule: "struct", kinds: ["NetworkRuleConfig"], paths: ["portSelector"] },
  { rule: "struct", kinds: ["ResolverConfig"], paths: ["searchDomains", "hostDNS"] },
  { rule: "struct", kinds: ["VethConfig"], paths: ["peer"] },
];
