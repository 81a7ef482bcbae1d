/**
 * Where the plain rules of comparison do not hold, as data. Paths are written with `*` for one step and `**` for the
 * rest; a path that starts with a capital letter begins with a document's kind, others are of the v1alpha1 root
 * document. Source: what Talos' encoder writes and its decoder accepts, 1.10 to 1.14.
 */

/** Values are always strings, and an empty one counts: a label without value is not the same as no label. */
export const stringMaps = [
  "machine.sysctls",
  "machine.sysfs",
  "machine.env",
  "machine.nodeLabels",
  "machine.nodeAnnotations",
  "machine.nodeTaints",
  "machine.kubelet.extraArgs",
  "machine.logging.destinations.*.extraTags",
  "cluster.apiServer.extraArgs",
  "cluster.apiServer.env",
  "cluster.controllerManager.extraArgs",
  "cluster.controllerManager.env",
  "cluster.scheduler.extraArgs",
  "cluster.scheduler.env",
  "cluster.proxy.extraArgs",
  "cluster.etcd.extraArgs",
  "cluster.extraManifestHeaders",
  "EnvironmentConfig.variables",
  "SysctlConfig.**",
  "SysfsConfig.**",
  "KubeletConfig.extraArgs",
  "KubeNodeConfig.labels",
  "KubeNodeConfig.annotations",
  "KubeNodeConfig.taints",
  "KubeAPIServerConfig.extraArgs",
  "KubeAPIServerConfig.env",
  "KubeControllerManagerConfig.extraArgs",
  "KubeControllerManagerConfig.env",
  "KubeSchedulerConfig.extraArgs",
  "KubeSchedulerConfig.env",
  "KubeProxyConfig.extraArgs",
  "KubeExternalManifestConfig.headers",
] as const;

/** Free-form YAML that Talos hands on: nothing in it may be read as anything but what it is. */
export const freeForm = [
  "machine.kubelet.extraConfig",
  "machine.kubelet.credentialProviderConfig",
  "machine.pods",
  "cluster.apiServer.admissionControl.*.configuration",
  "cluster.apiServer.auditPolicy",
  "cluster.apiServer.authorizationConfig.*.webhook",
  "cluster.scheduler.config",
  "KubeletConfig.extraConfig",
  "KubeAdmissionControlConfig.configuration",
  "KubeAuditPolicyConfig.configuration",
  "KubeAuthenticationConfig.configuration",
  "KubeCredentialProviderConfig.configuration",
  "KubeSchedulerConfig.config",
  "KubeStaticPodConfig.pod",
  "CRIBaseRuntimeSpecConfig.overrides",
] as const;

/** An empty list says something here. */
export const meaningfulEmpty = [
  "machine.seccompProfiles",
  "cluster.extraManifests",
  "cluster.inlineManifests",
  ...freeForm.map((path) => `${path}.**`),
] as const;

/** `false` is what Talos writes when nothing was set. */
export const falseByDefault = ["debug", "machine.install.wipe", "machine.install.legacyBIOSSupport"] as const;

/** File modes, octal in every notation. */
export const fileModes = ["machine.files.*.permissions", "EtcFileConfig.mode"] as const;

/** Base64 that a reader joins over line breaks. */
export const base64 = [
  "machine.ca.*",
  "machine.acceptedCAs.*.*",
  "cluster.ca.*",
  "cluster.acceptedCAs.*.*",
  "cluster.aggregatorCA.*",
  "cluster.etcd.ca.*",
  "cluster.serviceAccount.key",
] as const;

/** Talos trims the newlines in front. */
export const trimmedStart = ["cluster.inlineManifests.*.contents"] as const;
