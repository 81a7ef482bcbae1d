/** What a fresh Talos cluster has: its namespaces, kube-proxy and CoreDNS. */
import type { ApiState } from "./api/api-state.ts";
import { createObject } from "./api/create-object.ts";
import type { MachineView } from "./life/machine-view.ts";
import { readComponents } from "./life/read-components.ts";
import { daemonSetKind, deploymentKind, namespaceKind } from "./objects/built-in-kinds.ts";
import type { JsonObject } from "./objects/json.ts";

const namespaces = ["default", "kube-node-lease", "kube-public", "kube-system"];
const write = { manager: "talos", dryRun: false, subresource: "" };

export function seedCluster(api: ApiState, machines: readonly MachineView[]): void {
  for (const name of namespaces) createObject(api, namespaceKind, "", { metadata: { name } }, write);
  const [first] = machines.filter(({ role, activeConfig }) => role === "controlplane" && activeConfig !== undefined);
  if (first === undefined) return;
  const { images, proxyDisabled } = readComponents(first);
  if (!proxyDisabled) createObject(api, daemonSetKind, "kube-system", describeProxy(images["kube-proxy"]), write);
  createObject(api, deploymentKind, "kube-system", coreDns, write);
}

const describeProxy = (image: string): JsonObject => ({
  metadata: { name: "kube-proxy", labels: { "k8s-app": "kube-proxy", tier: "node" } },
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
});

const coreDns: JsonObject = {
  metadata: { name: "coredns", labels: { "k8s-app": "kube-dns", "kubernetes.io/name": "CoreDNS" } },
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
};
