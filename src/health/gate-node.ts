/** Judges one node right before it is disrupted: a fresh observation and the intent given, findings out. */
import type { Node } from "../cluster/cluster.ts";
import type { GateFinding } from "./gate.ts";
import { gateBudgets } from "./gates/gate-budgets.ts";
import { gateEtcd } from "./gates/gate-etcd.ts";
import { gateIdentity } from "./gates/gate-identity.ts";
import { gateImageChange } from "./gates/gate-image-change.ts";
import { gatePlannedNode } from "./gates/gate-planned-node.ts";
import { gateTalosVersion } from "./gates/gate-versions.ts";
import { judgeEtcd } from "./gates/judge-etcd.ts";
import { judgeNodes, judgeStrangers } from "./gates/judge-nodes.ts";
import type { NodeIntent, OperationIntent } from "./intent.ts";
import type { ClusterObservation, ObservedNode } from "./observation.ts";

/**
 * Never throws. Anything with verdict `refuse` means: leave the node alone.
 *
 * @param observation of all nodes of the cluster
 * @param node one that the intent does not name is judged as if it were to be drained and rebooted
 */
export function gateNode(observation: ClusterObservation, node: Node, intent: OperationIntent): readonly GateFinding[] {
  const planned = intent.nodes.find((one) => one.node.name === node.name) ?? {
    node,
    disrupts: true,
    drains: true,
    leavesEtcd: false,
  };
  const observed = observation.nodes.find((one) => one.node.name === node.name);
  if (observed === undefined) return [unobserved(node)];
  return [
    ...gateIdentity(observation, observed),
    ...gatePlannedNode(observation, observed, planned, intent),
    ...gateTarget(observation, observed, planned, intent),
    ...(planned.disrupts
      ? gateDisruption(observation, observed, planned, intent)
      : gateTouch(observation, planned, intent)),
  ];
}

function gateTarget(
  observation: ClusterObservation,
  observed: ObservedNode,
  planned: NodeIntent,
  { consents }: OperationIntent,
): readonly GateFinding[] {
  const { reading } = observed;
  if (planned.target === undefined || reading.kind !== "read") return [];
  return [
    ...gateTalosVersion(observation, observed, reading.facts, planned.target),
    ...gateImageChange(reading.facts, planned, consents),
  ];
}

function gateDisruption(
  observation: ClusterObservation,
  observed: ObservedNode,
  planned: NodeIntent,
  intent: OperationIntent,
): readonly GateFinding[] {
  const others = observation.nodes.filter((one) => one.node.name !== planned.node.name);
  // A worker's reboot takes nothing from etcd, but its pods go where an etcd in trouble cannot place them.
  const etcd =
    planned.node.role === "controlplane" ? gateEtcd(observation.nodes, planned, intent) : judgeEtcd(observation.nodes);
  return [
    ...etcd,
    ...judgeNodes(others, observation),
    ...judgeStrangers(observation),
    ...judgeKubernetes(observation, intent),
    ...(planned.drains ? gateBudgets(observation, observed) : []),
  ];
}

/** A configuration without a reboot can take a node off the network, too; it may also be what repairs one. */
function gateTouch(
  { nodes }: ClusterObservation,
  planned: NodeIntent,
  intent: OperationIntent,
): readonly GateFinding[] {
  if (intent.kind !== "apply") return [];
  const isAboutLoss = ({ code }: GateFinding) => code === "etcd_quorum" || code === "etcd_two_members";
  return gateEtcd(nodes, planned, intent)
    .filter(isAboutLoss)
    .map((finding) => ({ ...finding, verdict: "warn" }));
}

function judgeKubernetes({ kubernetes }: ClusterObservation, { consents }: OperationIntent): readonly GateFinding[] {
  if (kubernetes.kind === "read") return [];
  const { message, hint } = kubernetes.problem;
  const verdict = consents.withoutLock ? "warn" : "refuse";
  const text = "Kubernetes cannot be read: its nodes and disruption budgets are not known";
  return [{ code: "kubernetes_unreadable", verdict, message: text, evidence: [message], ...(hint && { hint }) }];
}

function unobserved(node: Node): GateFinding {
  const message = `${node.name} was not observed`;
  return { code: "node_unreachable", verdict: "refuse", message, evidence: [], node: node.name };
}
