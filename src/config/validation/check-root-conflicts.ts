import type { Note } from "../../errors.ts";
import { type ConfigDocument, formatDocumentId, type MachineConfig, rootDocument } from "../machine-config.ts";
import type { ConfigNode, MapNode } from "../tree/config-node.ts";
import { nodeAt } from "../tree/select-nodes.ts";
import { finding } from "./finding.ts";

/**
 * Fields of the v1alpha1 document that a typed document takes the place of: Talos refuses a config with both.
 * A `!` marks a flag that conflicts only when true. Source: V1Alpha1ConflictValidate of Talos 1.12 to 1.14.
 */
const replacedFields: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    CRIBaseRuntimeSpecConfig: "machine.baseRuntimeSpecOverrides",
    DiscoveryIdentityConfig: "cluster.id cluster.secret",
    DiscoveryServiceConfig: "cluster.discovery",
    HostnameConfig: "machine.network.hostname machine.features.stableHostname!",
    ImageCacheConfig: "machine.features.imageCache",
    KubeAPIServerCAConfig: "cluster.ca",
    KubeAPIServerConfig: "cluster.apiServer cluster.controlPlane.localAPIServerPort",
    KubeAdmissionControlConfig: "cluster.apiServer.admissionControl",
    KubeAggregatorCAConfig: "cluster.aggregatorCA",
    KubeAuditPolicyConfig: "cluster.apiServer.auditPolicy",
    KubeAuthorizerConfig: "cluster.apiServer.admissionControl",
    KubeClusterConfig: "cluster.clusterName cluster.controlPlane.endpoint",
    KubeControllerManagerConfig: "cluster.controllerManager machine.controlPlane.controllerManager",
    KubeCoreDNSConfig: "cluster.coreDNS",
    KubeCredentialProviderConfig: "machine.kubelet",
    KubeEtcdEncryptionConfig: "cluster.secretboxEncryptionSecret cluster.aescbcEncryptionSecret",
    KubeFlannelCNIConfig: "cluster.network",
    KubeNetworkConfig: "cluster.network",
    KubeNodeConfig: `cluster.allowSchedulingOnControlPlanes cluster.allowSchedulingOnMasters
    machine.kubelet.skipNodeRegistration machine.kubelet.registerWithFQDN machine.kubelet.nodeIP
    machine.nodeLabels machine.nodeAnnotations machine.nodeTaints`,
    KubePrismConfig: "machine.features.kubePrism",
    KubeProxyConfig: "cluster.proxy",
    KubeSchedulerConfig: "cluster.scheduler machine.controlPlane.scheduler",
    KubeServiceAccountConfig: "cluster.serviceAccount",
    KubeSpanConfig: "machine.network.kubespan",
    KubeTalosAPIAccessConfig: "machine.features.kubernetesTalosAPIAccess",
    KubeletConfig: "machine.kubelet",
    ResolverConfig: "machine.network.searchDomains machine.network.nameservers machine.network.disableSearchDomain!",
    TimeSyncConfig: "machine.time.disabled! machine.time.servers machine.time.bootTimeout",
    UnattendedInstallConfig: "machine.install",
  }),
);

/** Fields of the v1alpha1 document beside the typed document that replaces them. */
export function checkRootConflicts(config: MachineConfig): readonly Note[] {
  const root = rootDocument(config)?.root;
  if (root === undefined) return [];
  return config.documents.flatMap((document) => conflictsOf(document, root));
}

function conflictsOf(document: ConfigDocument, root: MapNode): readonly Note[] {
  return fieldsOf(document).flatMap((field) => {
    const path = field.replace("!", "");
    const node = nodeAt(root, path);
    if (node === undefined || isEmpty(node) || (field.endsWith("!") && !isTrue(node))) return [];
    const message = `${path} conflicts with the document ${formatDocumentId(document.id)}: Talos takes only one of the two`;
    const hint = "Remove it from the v1alpha1 document.";
    return [finding("error", "document_conflicts_with_v1alpha1", message, { written: node, hint })];
  });
}

function fieldsOf({ id, root }: ConfigDocument): readonly string[] {
  if (id.kind === "VolumeConfig" && nodeAt(root, "encryption") !== undefined) {
    if (id.name === "STATE" || id.name === "EPHEMERAL")
      return [`machine.systemDiskEncryption.${id.name.toLowerCase()}`];
  }
  const own = replacedFields.get(id.kind ?? "")?.split(/\s+/) ?? [];
  const replacesHostDns = id.kind === "ResolverConfig" && nodeAt(root, "hostDNS") !== undefined;
  return replacesHostDns ? [...own, "machine.features.hostDNS"] : own;
}

function isTrue(node: ConfigNode): boolean {
  return node.kind === "scalar" && node.value === true;
}

/** An empty text or list counts as not set; an empty map is a struct that is set. */
function isEmpty(node: ConfigNode): boolean {
  return (node.kind === "scalar" && node.text === "") || (node.kind === "list" && node.items.length === 0);
}
