/**
 * What a Kubernetes minor version no longer has: components do not start with a flag, feature gate or admission plugin that
 * they do not know, and objects of a removed API cannot be read any more. Collected from the changelogs of Kubernetes
 * (https://github.com/kubernetes/kubernetes/tree/master/CHANGELOG) and its deprecation guide
 * (https://kubernetes.io/docs/reference/using-api/deprecation-guide/), checked against the list of github.com/siderolabs/go-kubernetes 0.2.41.
 */
import type { StaticPod } from "../../health/kubernetes-components.ts";

export interface RemovedFeatures {
  /** Of the static pods. */
  readonly featureGates?: readonly string[];
  /** Of the API server. */
  readonly admissionPlugins?: readonly string[];
  readonly flags?: Readonly<Partial<Record<StaticPod | "kubelet", readonly string[]>>>;
  readonly apis?: readonly { readonly apiVersion: string; readonly kind: string }[];
}

/** By the minor version of Kubernetes 1 that is without them. */
export const removedFeatures: Readonly<Partial<Record<number, RemovedFeatures>>> = {
  28: {
    featureGates: [
      ...["AdvancedAuditing", "CSIMigrationGCE", "CSIStorageCapacity", "DelegateFSGroupToCSIDriver", "DevicePlugins"],
      ...["DisableAcceleratorUsageMetrics", "EndpointSliceTerminatingCondition", "KubeletCredentialProviders"],
      ...["MixedProtocolLBService", "ServiceIPStaticSubrange", "ServiceInternalTrafficPolicy"],
      "WindowsHostProcessContainers",
    ],
  },
  29: { apis: [{ apiVersion: "networking.k8s.io/v1alpha1", kind: "ClusterCIDR" }] },
  30: {
    featureGates: [
      ...["ExpandedDNSConfig", "ExperimentalHostUserNamespaceDefaultingGate", "IPTablesOwnershipCleanup"],
      ...["KubeletPodResources", "KubeletPodResourcesGetAllocatable", "MinimizeIPTablesRestore"],
      ...["ProxyTerminatingEndpoints", "RemoveSelfLink"],
    ],
    admissionPlugins: ["SecurityContextDeny"],
  },
  31: {
    featureGates: [
      ...["APIPriorityAndFairness", "CSINodeExpandSecret", "ConsistentHTTPGetHandlers"],
      ...["DefaultHostNetworkHostPortsInPodTemplates", "ServiceNodePortStaticSubrange", "SkipReadOnlyValidationGCE"],
    ],
    flags: {
      kubelet: ["iptables-drop-bit", "iptables-masquerade-bit", "keep-terminated-pod-volumes"],
      "kube-controller-manager": [
        ...["horizontal-pod-autoscaler-downscale-delay", "horizontal-pod-autoscaler-upscale-delay"],
        ...["volume-host-allow-local-loopback", "volume-host-cidr-denylist"],
      ],
    },
  },
  32: {
    featureGates: [
      ...["AllowServiceLBStatusOnNonLB", "CloudDualStackNodeIPs", "DRAControlPlaneController", "HPAContainerMetrics"],
      ...["KMSv2", "KMSv2KDF", "LegacyServiceAccountTokenCleanUp", "MinDomainsInPodTopologySpread"],
      ...["NewVolumeManagerReconstruction", "NodeOutOfServiceVolumeDetach", "ServerSideApply"],
      ...["ServerSideFieldValidation", "StableLoadBalancerNodeSet", "ValidatingAdmissionPolicy"],
      "ZeroLimitedNominalConcurrencyShares",
    ],
    apis: [{ apiVersion: "resource.k8s.io/v1alpha3", kind: "PodSchedulingContext" }],
  },
  33: {
    featureGates: [
      ...["AppArmor", "AppArmorFields", "CPUManager", "DisableCloudProviders"],
      ...["DisableKubeletCloudCredentialProviders", "JobPodFailurePolicy", "KubeProxyDrainingTerminatingNodes"],
      ...["PDBUnhealthyPodEvictionPolicy", "PersistentVolumeLastPhaseTransitionTime", "VolumeCapacityPriority"],
    ],
    flags: { "kube-apiserver": ["cloud-config"] },
  },
  34: {
    featureGates: ["DevicePluginCDIDevices", "LegacySidecarContainers", "PodDisruptionConditions"],
    flags: { kubelet: ["cloud-config"] },
  },
  35: {
    featureGates: ["SizeMemoryBackedVolumes", "UserNamespacesHostNetworkSupport"],
    flags: { kubelet: ["pod-infra-container-image"] },
  },
  36: {
    featureGates: [
      ...["CSIMigrationPortworx", "HonorPVReclaimPolicy", "InTreePluginPortworxUnregister"],
      "WatchFromStorageWithoutResourceVersion",
    ],
  },
  37: {
    featureGates: [
      ...["AnyVolumeDataSource", "DeclarativeValidationTakeover", "GangScheduling", "PreventStaticPodAPIReferences"],
      "WorkloadAwarePreemption",
    ],
    flags: {
      kubelet: [
        ...["application-metrics-count-limit", "boot-id-file", "container-hints", "containerd", "containerd-namespace"],
        ...["enable-load-reader", "event-storage-age-limit", "event-storage-event-limit"],
        ...["global-housekeeping-interval", "log-cadvisor-usage", "machine-id-file", "storage-driver-buffer-duration"],
        ...["storage-driver-db", "storage-driver-host", "storage-driver-password", "storage-driver-secure"],
        ...["storage-driver-table", "storage-driver-user"],
      ],
    },
    apis: [
      { apiVersion: "scheduling.k8s.io/v1alpha2", kind: "Workload" },
      { apiVersion: "scheduling.k8s.io/v1alpha2", kind: "PodGroup" },
    ],
  },
};
