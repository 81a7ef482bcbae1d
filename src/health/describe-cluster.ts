import type {
  ClusterReport,
  CredentialReport,
  EtcdReport,
  KubernetesReport,
  LockReport,
  NodeReport,
} from "./cluster-report.ts";
import { type EtcdMemberView, etcdMembers, etcdSources, quorumOf } from "./etcd-members.ts";
import { findKubernetesNode } from "./find-kubernetes-node.ts";
import type { GateFinding } from "./gate.ts";
import type { NodeTarget } from "./intent.ts";
import { type LiveState, nodeState } from "./node-state.ts";
import type { ClusterObservation, NodeFacts, ObservedNode } from "./observation.ts";

export interface DescribeOptions {
  readonly cluster: string;
  /** Names of the nodes to tell of, all when left out; etcd and findings are always the whole cluster's. */
  readonly chosen?: ReadonlySet<string>;
  /** What the repository wants, by node. */
  readonly targets?: ReadonlyMap<string, NodeTarget>;
  readonly findings: readonly GateFinding[];
  readonly checks: number;
  readonly lock?: LockReport;
  /** Nodes that the repository names without telling where they are, with the reason. */
  readonly invalid?: readonly { readonly name: string; readonly reason: string }[];
}

export function describeCluster(observation: ClusterObservation, options: DescribeOptions): ClusterReport {
  const { cluster, chosen, findings, checks, lock, invalid = [] } = options;
  const isChosen = (name: string) => chosen === undefined || chosen.has(name);
  const members = etcdMembers(observation.nodes);
  const nodes = [
    ...observation.nodes
      .filter(({ node }) => isChosen(node.name))
      .map((observed) => describeNode(observed, observation, members, options.targets?.get(observed.node.name))),
    ...invalid.filter(({ name }) => isChosen(name)).map(describeInvalid),
  ];
  return {
    cluster,
    well: nodes.every(({ well }) => well) && findings.every(({ verdict }) => verdict === "warn"),
    nodes,
    etcd: describeEtcd(observation, members),
    kubernetes: describeKubernetes(observation),
    credential: describeCredential(observation),
    ...(lock && { lock }),
    checks,
    findings,
  };
}

function describeInvalid({ name, reason }: { readonly name: string; readonly reason: string }): NodeReport {
  return { name, state: "invalid", states: ["invalid"], well: false, notes: [reason] };
}

/** States in which a node takes its part; which version it runs is another matter. */
const wellStates: ReadonlySet<LiveState> = new Set([
  "ready",
  "running-old",
  "running-target",
  "running-target-wrong-schematic",
]);

function describeNode(
  observed: ObservedNode,
  { kubernetes }: ClusterObservation,
  members: readonly EtcdMemberView[],
  target: NodeTarget | undefined,
): NodeReport {
  const { node, reading } = observed;
  const known = findKubernetesNode(observed, kubernetes);
  const { primary, all } = nodeState(observed, known, target && { target });
  const base = {
    name: node.name,
    state: primary,
    states: all,
    well: all.every((state) => wellStates.has(state)),
    role: node.role,
    address: node.address,
    ...(target?.version !== undefined && { desiredVersion: target.version }),
    ...(target?.schematicId !== undefined && { desiredSchematicId: target.schematicId }),
    ...(known && { kubernetesVersion: known.kubeletVersion }),
    ...(node.role === "controlplane" && { etcd: etcdPart(node.name, members) }),
  };
  if (reading.kind === "maintenance") return { ...base, notes: ["has no configuration"] };
  if (reading.kind === "problem") return { ...base, notes: [reading.problem.message] };
  const { facts } = reading;
  return {
    ...base,
    version: facts.version,
    stage: facts.stage,
    ...(facts.schematicId !== undefined && { schematicId: facts.schematicId }),
    notes: notesOn(facts),
  };
}

function notesOn(facts: NodeFacts): readonly string[] {
  const ill = facts.services.filter(({ healthy, state }) => !healthy && state !== "Finished" && state !== "Skipped");
  return [
    ...(facts.stage === "running" ? [] : [`stage ${facts.stage}`]),
    ...facts.unmetConditions.map(({ name, reason }) => `${name}: ${reason}`),
    ...ill.map(({ id, state }) => `${id} is ${state}`),
    ...(facts.stagedConfig ? ["another configuration is staged"] : []),
    ...(facts.virtualAddresses.length === 0 ? [] : [`holds ${facts.virtualAddresses.join(", ")}`]),
  ];
}

function etcdPart(name: string, members: readonly EtcdMemberView[]): NonNullable<NodeReport["etcd"]> {
  const member = members.find(({ node }) => node?.name === name);
  if (member === undefined) return "none";
  if (member.isLearner) return "learner";
  if (member.trouble !== undefined) return "unhealthy";
  return member.facts?.leaderId === member.id ? "leader" : "member";
}

function describeEtcd({ nodes }: ClusterObservation, members: readonly EtcdMemberView[]): EtcdReport {
  const sources = etcdSources(nodes);
  const newest = sources.reduce((most, { facts }) => (facts.raftIndex > most ? facts.raftIndex : most), 0n);
  const alarms = sources.flatMap(({ facts }) => facts.alarms);
  return {
    members: members.map(({ id, hostname, node, facts, isLearner, trouble }) => ({
      id,
      name: node?.name ?? hostname,
      leader: sources.some((source) => source.facts.leaderId === id),
      learner: isLearner,
      healthy: trouble === undefined,
      ...(trouble !== undefined && { trouble }),
      ...(facts && {
        databaseBytes: facts.databaseBytes,
        raftIndex: String(facts.raftIndex),
        unapplied: Number(facts.raftIndex - facts.raftAppliedIndex),
        behind: Number(newest - facts.raftIndex),
      }),
      alarms: [...new Set(alarms.filter(({ memberId }) => memberId === id).map(({ kind }) => kind))],
    })),
    healthy: members.filter(({ trouble }) => trouble === undefined).length,
    quorum: quorumOf(members.length),
  };
}

function describeKubernetes({ kubernetes }: ClusterObservation): KubernetesReport {
  if (kubernetes.kind === "problem") {
    return { nodes: 0, ready: 0, pods: 0, budgets: 0, problem: kubernetes.problem.message };
  }
  const { version, nodes, pods, budgets } = kubernetes.facts;
  const ready = nodes.filter((node) => node.ready).length;
  return { version, nodes: nodes.length, ready, pods: pods.length, budgets: budgets.length };
}

function describeCredential({ access }: ClusterObservation): CredentialReport {
  const { endpoints, roles, daysLeft } = access;
  return { endpoints, roles, daysLeft };
}
