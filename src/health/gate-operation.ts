/** Judges an operation before it is approved and again before it starts: cluster and intent given, findings out. */
import { etcdMembers } from "./etcd-members.ts";
import type { GateFinding } from "./gate.ts";
import { gateNode } from "./gate-node.ts";
import { gateRole, judgeAccess } from "./gates/gate-access.ts";
import { gateKubernetesVersion } from "./gates/gate-versions.ts";
import { judgeEtcd } from "./gates/judge-etcd.ts";
import { judgeNodes } from "./gates/judge-nodes.ts";
import type { NodeIntent, OperationIntent } from "./intent.ts";
import type { ClusterObservation, ObservedNode } from "./observation.ts";

/**
 * Goes through the nodes in their order: each is judged by the cluster as it is now, without what the nodes before it take
 * away for good. Images are asked for separately (`gateImages`), and so are the settings' own checks (`runChecks`).
 *
 * @returns what refuses first; nothing twice
 */
export function gateOperation(observation: ClusterObservation, intent: OperationIntent): readonly GateFinding[] {
  let now = observation;
  const findings: GateFinding[] = [...gateRole(observation.access, intent.kind), ...gateKind(observation, intent)];
  for (const planned of intent.nodes) {
    findings.push(...gateNode(now, planned.node, intent));
    now = without(now, planned);
  }
  findings.push(...judgeAccess(observation.access, observation.nodes));
  return inOrder(findings);
}

/** Of operations on the cluster as a whole. */
function gateKind(
  observation: ClusterObservation,
  { kind, kubernetesVersion }: OperationIntent,
): readonly GateFinding[] {
  const { nodes } = observation;
  if (kind === "etcd-snapshot") return judgeEtcd(nodes).filter(({ code }) => code === "etcd_unreadable");
  if (kind !== "upgrade-k8s") return [];
  return [
    ...judgeEtcd(nodes),
    ...judgeNodes(nodes, observation),
    ...gateKubernetesVersion(observation, kubernetesVersion),
  ];
}

/** The cluster once a node has gone that does not come back. */
function without(observation: ClusterObservation, planned: NodeIntent): ClusterObservation {
  const { node, leavesEtcd, staysAway = false } = planned;
  const member = leavesEtcd ? etcdMembers(observation.nodes).find((one) => one.node?.name === node.name) : undefined;
  if (!staysAway && member === undefined) return observation;
  const nodes = observation.nodes
    .filter((one) => !leavesEtcd || one.node.name !== node.name)
    .map((one) => (one.node.name === node.name ? gone(one) : withoutMember(one, member?.id)));
  return { ...observation, nodes };
}

function gone({ node }: ObservedNode): ObservedNode {
  return { node, reading: { kind: "problem", problem: { kind: "unreachable", message: "is away by then" } } };
}

function withoutMember(observed: ObservedNode, id: string | undefined): ObservedNode {
  const { node, reading } = observed;
  if (id === undefined || reading.kind !== "read" || reading.facts.etcd === undefined) return observed;
  const { etcd } = reading.facts;
  const left = { ...etcd, members: etcd.members.filter((one) => one.id !== id) };
  return { node, reading: { kind: "read", facts: { ...reading.facts, etcd: left } } };
}

function inOrder(findings: readonly GateFinding[]): readonly GateFinding[] {
  const once = new Map(findings.map((finding) => [`${finding.verdict} ${finding.code} ${finding.message}`, finding]));
  const all = [...once.values()];
  return [...all.filter(({ verdict }) => verdict === "refuse"), ...all.filter(({ verdict }) => verdict === "warn")];
}
