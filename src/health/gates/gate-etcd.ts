import type { Node } from "../../cluster/cluster.ts";
import { type EtcdMemberView, etcdMembers, etcdSources, quorumOf } from "../etcd-members.ts";
import type { GateFinding } from "../gate.ts";
import type { NodeIntent, OperationIntent } from "../intent.ts";
import type { ObservedNode } from "../observation.ts";
import { judgeEtcd } from "./judge-etcd.ts";

/**
 * Whether etcd keeps its quorum without one control plane, and is well enough to lose it for a while. Talos' own upgrade
 * call does not ask this from 1.13 on, and its reboot call never did.
 */
export function gateEtcd(
  nodes: readonly ObservedNode[],
  planned: NodeIntent,
  intent: Pick<OperationIntent, "consents">,
): readonly GateFinding[] {
  if (planned.node.role !== "controlplane") return [];
  const condition = judgeEtcd(nodes);
  if (etcdSources(nodes).length === 0) return condition;
  const members = etcdMembers(nodes);
  return [...condition, ...judgeLoss(members, planned, intent.consents.acceptDowntime)];
}

function judgeLoss(
  members: readonly EtcdMemberView[],
  { node, leavesEtcd }: NodeIntent,
  acceptDowntime: boolean,
): readonly GateFinding[] {
  if (members.length <= 1) return leavesEtcd ? [lastMember(node)] : judgeDowntime(node, acceptDowntime);
  const evidence = members.map(describe);
  if (members.length === 2) {
    const message = `etcd has two members: without ${node.name} it has no quorum`;
    const hint = "Add a third control plane first; two are no safer than one.";
    return [{ code: "etcd_two_members", verdict: "refuse", message, evidence, hint, node: node.name }];
  }
  const left = members.filter((member) => member.node?.name !== node.name && member.trouble === undefined).length;
  const needed = quorumOf(members.length);
  if (left < needed) {
    const message = `Without ${node.name} etcd has ${left} of ${members.length} members, its quorum is ${needed}`;
    const hint = "Bring the other members back first.";
    return [{ code: "etcd_quorum", verdict: "refuse", message, evidence, hint, node: node.name }];
  }
  return leavesEtcd && left <= quorumOf(members.length - 1) ? [noneToSpare(node, left, evidence)] : [];
}

function judgeDowntime(node: Node, accepted: boolean): readonly GateFinding[] {
  const message = `${node.name} is the only control plane: etcd and the Kubernetes API are away until it is back`;
  const evidence = [`${node.name}: 1 of 1 members`];
  if (accepted) return [{ code: "downtime_not_accepted", verdict: "warn", message, evidence, node: node.name }];
  const hint = "Add --accept-downtime if that is all right.";
  return [{ code: "downtime_not_accepted", verdict: "refuse", message, evidence, hint, node: node.name }];
}

function lastMember(node: Node): GateFinding {
  const message = `${node.name} is etcd's only member: without it the cluster's data is lost`;
  return {
    code: "etcd_quorum",
    verdict: "refuse",
    message,
    evidence: [`${node.name}: 1 of 1 members`],
    node: node.name,
  };
}

function noneToSpare(node: Node, left: number, evidence: readonly string[]): GateFinding {
  const message = `Once ${node.name} has left etcd, none of the ${left} members left may fail`;
  return { code: "etcd_quorum", verdict: "warn", message, evidence, node: node.name };
}

function describe({ id, hostname, node, trouble }: EtcdMemberView): string {
  const name = node?.name ?? (hostname === "" ? "not started" : hostname);
  return `${name} (${id}): ${trouble ?? "healthy"}`;
}
