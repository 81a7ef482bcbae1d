/** What Talos asks a cluster to have: the objects of its bootstrap manifests, by the name of the manifest. */
import type { KubernetesComponents } from "./life/read-components.ts";
import type { JsonObject } from "./objects/json.ts";

export interface BootstrapManifest {
  readonly name: string;
  readonly objects: readonly JsonObject[];
}

export function bootstrapManifests({ images, proxyDisabled }: KubernetesComponents): readonly BootstrapManifest[] {
  return [
    ...(proxyDisabled ? [] : [{ name: "10-kube-proxy", objects: proxyObjects(images["kube-proxy"]) }]),
    { name: "11-core-dns", objects: dnsObjects },
    { name: "11-core-dns-svc", objects: [dnsService] },
  ];
}

const rbac = "rbac.authorization.k8s.io";

const serviceAccount = (name: string): JsonObject => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name, namespace: "kube-system" },
});

const roleBinding = (name: string, role: string, account: string): JsonObject => ({
  apiVersion: `${rbac}/v1`,
  kind: "ClusterRoleBinding",
  metadata: { name },
  roleRef: { apiGroup: rbac, kind: "ClusterRole", name: role },
  subjects: [{ kind: "ServiceAccount", name: account, namespace: "kube-system" }],
});

const proxyObjects = (image: string): readonly JsonObject[] => [
  {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name: "kube-proxy", namespace: "kube-system", labels: { "k8s-app": "kube-proxy", tier: "node" } },
    spec: {
      selector: { matchLabels: { "k8s-app": "kube-proxy", tier: "node" } },
      template: {
        metadata: { labels: { "k8s-app": "kube-proxy", tier: "node" } },
        spec: {
          hostNetwork: true,
          priorityClassName: "system-cluster-critical",
          containers: [{ name: "kube-proxy", image }],
          tolerations: [
            { effect: "NoSchedule", operator: "Exists" },
            { effect: "NoExecute", operator: "Exists" },
          ],
        },
      },
    },
  },
  serviceAccount("kube-proxy"),
  roleBinding("kube-proxy", "system:node-proxier", "kube-proxy"),
];

const dnsObjects: readonly JsonObject[] = [
  serviceAccount("coredns"),
  {
    apiVersion: `${rbac}/v1`,
    kind: "ClusterRole",
    metadata: { name: "system:coredns", labels: { "kubernetes.io/bootstrapping": "rbac-defaults" } },
    rules: [
      { apiGroups: [""], resources: ["endpoints", "services", "pods", "namespaces"], verbs: ["list", "watch"] },
      { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
    ],
  },
  roleBinding("system:coredns", "system:coredns", "coredns"),
  {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "coredns", namespace: "kube-system" },
    data: {
      Corefile: ".:53 {\n    errors\n    ready\n    kubernetes cluster.local\n    forward . /etc/resolv.conf\n}\n",
    },
  },
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name: "coredns",
      namespace: "kube-system",
      labels: { "k8s-app": "kube-dns", "kubernetes.io/name": "CoreDNS" },
    },
    spec: {
      replicas: 2,
      selector: { matchLabels: { "k8s-app": "kube-dns" } },
      template: {
        metadata: { labels: { "k8s-app": "kube-dns" } },
        spec: {
          priorityClassName: "system-cluster-critical",
          containers: [{ name: "coredns", image: "registry.k8s.io/coredns/coredns:v1.12.4" }],
          tolerations: [
            { key: "node-role.kubernetes.io/control-plane", operator: "Exists", effect: "NoSchedule" },
            { key: "node.cloudprovider.kubernetes.io/uninitialized", operator: "Exists", effect: "NoSchedule" },
          ],
        },
      },
    },
  },
];

const dnsService: JsonObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "kube-dns", namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
  spec: {
    clusterIP: "10.96.0.10",
    selector: { "k8s-app": "kube-dns" },
    ports: [
      { name: "dns", port: 53, protocol: "UDP", targetPort: 53 },
      { name: "dns-tcp", port: 53, protocol: "TCP", targetPort: 53 },
    ],
  },
};
