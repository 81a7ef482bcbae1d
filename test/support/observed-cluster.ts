/** Observations of made-up clusters: a healthy one by name of its nodes, and ways to break it. */
import type { Node, Role } from "../../src/cluster/cluster.ts";
import type { NodeIntent, OperationIntent } from "../../src/health/intent.ts";
import type {
  ClusterObservation,
  EtcdFacts,
  KubernetesFacts,
  KubernetesNode,
  NodeFacts,
  ObservedNode,
} from "../../src/health/observation.ts";

export function node(name: string, role: Role = name.includes("-m") ? "controlplane" : "worker"): Node {
  const number = Number(name.replace(/\D/g, ""));
  return { name, role, address: `10.0.${role === "worker" ? 1 : 0}.${number}` };
}

export function memberId(name: string): string {
  return `a${Number(name.replace(/\D/g, ""))}`;
}

export function etcdFacts(name: string, members: readonly string[]): EtcdFacts {
  return {
    memberId: memberId(name),
    leaderId: memberId(members[0] ?? name),
    isLearner: false,
    ...{ raftIndex: 1_000_000n, raftAppliedIndex: 1_000_000n, databaseBytes: 25_000_000 },
    errors: [],
    members: members.map((member) => ({
      id: memberId(member),
      hostname: member,
      peerUrls: [`https://${node(member).address}:2380`],
      isLearner: false,
    })),
    alarms: [],
  };
}

export const schematic = (...extensions: readonly string[]): string =>
  `customization:\n    systemExtensions:\n        officialExtensions:\n${extensions.map((name) => `            - ${name}\n`).join("")}`;

/** `etcd: undefined`: it does not answer. */
export type FactChanges = Partial<Omit<NodeFacts, "etcd">> & { readonly etcd?: EtcdFacts | undefined };

export function nodeFacts(name: string, controlPlanes: readonly string[], changes: FactChanges = {}): NodeFacts {
  const { etcd, ...others } = { ...(isControlPlane(name) && { etcd: etcdFacts(name, controlPlanes) }), ...changes };
  const services = [
    "apid",
    "containerd",
    "cri",
    "kubelet",
    "machined",
    ...(isControlPlane(name) ? ["etcd", "trustd"] : []),
  ];
  return {
    hostname: name,
    kubernetesName: name,
    version: "v1.13.8",
    platform: "metal",
    secureBoot: false,
    schematicId: "a".repeat(64),
    schematic: schematic("siderolabs/iscsi-tools"),
    extensions: [{ name: "iscsi-tools", version: "v0.2.0" }],
    stage: "running",
    ready: true,
    unmetConditions: [],
    bootTime: 1_700_000_000,
    services: services.map((id) => ({ id, state: "Running", healthy: true })),
    fallbackPending: false,
    stagedConfig: false,
    virtualAddresses: [],
    ...others,
    ...(etcd !== undefined && { etcd }),
  };
}

const isControlPlane = (name: string): boolean => node(name).role === "controlplane";

export function kubernetesNode(name: string, changes: Partial<KubernetesNode> = {}): KubernetesNode {
  const { role, address } = node(name);
  return {
    ...{ name, internalAddress: address, controlPlane: role === "controlplane" },
    ...{ ready: true, unschedulable: false, kubeletVersion: "v1.34.1" },
    ...changes,
  };
}

export interface ClusterChanges {
  readonly facts?: Readonly<Record<string, FactChanges>>;
  readonly readings?: Readonly<Record<string, ObservedNode["reading"]>>;
  readonly kubernetesNodes?: Readonly<Record<string, Partial<KubernetesNode>>>;
  readonly kubernetes?: Partial<KubernetesFacts>;
  readonly access?: Partial<ClusterObservation["access"]>;
}

/** `names` with `-m` are control planes, all of them members of etcd. */
export function observedCluster(names: readonly string[], changes: ClusterChanges = {}): ClusterObservation {
  const controlPlanes = names.filter(isControlPlane);
  return {
    nodes: names.map((name) => ({
      node: node(name),
      reading: changes.readings?.[name] ?? {
        kind: "read",
        facts: nodeFacts(name, controlPlanes, changes.facts?.[name]),
      },
    })),
    kubernetes: {
      kind: "read",
      facts: {
        version: "v1.34.1",
        nodes: names.map((name) => kubernetesNode(name, changes.kubernetesNodes?.[name])),
        pods: [],
        budgets: [],
        ...changes.kubernetes,
      },
    },
    access: { endpoints: ["10.0.0.1"], roles: ["os:admin"], daysLeft: 300, ...changes.access },
  };
}

export const silent: ObservedNode["reading"] = {
  kind: "problem",
  problem: { kind: "unreachable", message: "it does not answer on 10.0.0.9" },
};

export function nodeIntent(name: string, changes: Partial<NodeIntent> = {}): NodeIntent {
  return { node: node(name), disrupts: true, drains: true, leavesEtcd: false, ...changes };
}

export function intent(
  kind: OperationIntent["kind"],
  nodes: readonly (NodeIntent | string)[],
  changes: Partial<OperationIntent["consents"]> = {},
): OperationIntent {
  return {
    kind,
    nodes: nodes.map((one) => (typeof one === "string" ? nodeIntent(one) : one)),
    consents: { acceptDowntime: false, allowExtensionChange: false, withoutLock: false, ...changes },
  };
}
