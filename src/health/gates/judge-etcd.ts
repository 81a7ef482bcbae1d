import { type EtcdMemberView, type EtcdSource, etcdMembers, etcdSources, quorumOf } from "../etcd-members.ts";
import type { GateFinding } from "../gate.ts";
import type { ObservedNode } from "../observation.ts";

/** Entries that a member has to write yet but not applied: read in one call, so a small number is a true one. */
const maxApplyLag = 1_000n;
/**
 * Entries between the members. They are read one after another while the cluster writes, and etcd keeps 5,000 entries for
 * members that are behind (https://etcd.io/docs/v3.6/op-guide/configuration/, snapshot-catchup-entries).
 */
const maxMemberLag = 5_000n;

/** What is wrong with etcd right now, whatever is planned. */
export function judgeEtcd(nodes: readonly ObservedNode[]): readonly GateFinding[] {
  const controlPlanes = nodes.filter(({ node }) => node.role === "controlplane");
  const sources = etcdSources(nodes);
  if (sources.length === 0) {
    const message = "No control plane answers for etcd";
    const evidence = controlPlanes.map(({ node }) => `${node.name}: no answer`);
    return [{ code: "etcd_unreadable", verdict: "refuse", message, evidence }];
  }
  const members = etcdMembers(nodes);
  return [
    ...judgeAgreement(sources),
    ...judgeMembers(members, controlPlanes),
    ...judgeQuorum(members),
    ...judgeLearners(members),
    ...judgeAlarms(sources, members),
    ...judgeLag(sources),
  ];
}

function judgeAgreement(sources: readonly EtcdSource[]): readonly GateFinding[] {
  const describe = ({ facts }: EtcdSource) =>
    `${facts.members
      .map(({ id }) => id)
      .sort()
      .join(", ")}; leader ${facts.leaderId}`;
  if (new Set(sources.map(describe)).size <= 1) return [];
  const evidence = sources.map((source) => `${source.node.name}: ${describe(source)}`);
  const message = "The control planes do not agree on etcd's members and leader";
  const hint = "An election may be going on: try again in a moment.";
  return [{ code: "etcd_members_differ", verdict: "refuse", message, evidence, hint }];
}

function judgeMembers(
  members: readonly EtcdMemberView[],
  controlPlanes: readonly ObservedNode[],
): readonly GateFinding[] {
  const strangers = members.filter(({ node }) => node === undefined);
  const missing = controlPlanes.filter(({ node }) => !members.some((member) => member.node?.name === node.name));
  if (strangers.length === 0 && missing.length === 0) return [];
  const evidence = [
    ...strangers.map(({ id, hostname }) => `${hostname || "a member that has not started"} (${id}): no control plane`),
    ...missing.map(({ node }) => `${node.name}: not a member`),
  ];
  const message = `etcd's ${members.length} members are not the cluster's ${controlPlanes.length} control planes`;
  const hint = "Remove members that are gone, and let control planes join, first.";
  return [{ code: "etcd_members_unexpected", verdict: "refuse", message, evidence, hint }];
}

function judgeQuorum(members: readonly EtcdMemberView[]): readonly GateFinding[] {
  const healthy = members.filter(({ trouble }) => trouble === undefined).length;
  const needed = quorumOf(members.length);
  if (healthy >= needed) return [];
  const message = `etcd has ${healthy} of ${members.length} members, its quorum is ${needed}`;
  const evidence = members.map(({ id, node, hostname, trouble }) => {
    return `${node?.name ?? hostname} (${id}): ${trouble ?? "healthy"}`;
  });
  return [{ code: "etcd_quorum", verdict: "refuse", message, evidence }];
}

function judgeLearners(members: readonly EtcdMemberView[]): readonly GateFinding[] {
  const learners = members.filter(({ isLearner }) => isLearner);
  if (learners.length === 0) return [];
  const evidence = learners.map(({ id, hostname, node }) => `${node?.name ?? hostname} (${id})`);
  const message = "A member is a learner: it has not caught up, and does not vote";
  return [{ code: "etcd_learner", verdict: "refuse", message, evidence, hint: "Wait until it is promoted." }];
}

function judgeAlarms(sources: readonly EtcdSource[], members: readonly EtcdMemberView[]): readonly GateFinding[] {
  const nameOf = (id: string) => members.find((member) => member.id === id)?.node?.name ?? id;
  const alarms = sources.flatMap(({ facts }) =>
    facts.alarms.map(({ memberId, kind }) => `${nameOf(memberId)}: ${kind}`),
  );
  if (alarms.length === 0) return [];
  const message = "etcd has raised an alarm";
  const hint = "NOSPACE: defragment, then disarm it. CORRUPT: replace the member.";
  return [{ code: "etcd_alarm", verdict: "refuse", message, evidence: [...new Set(alarms)], hint }];
}

function judgeLag(sources: readonly EtcdSource[]): readonly GateFinding[] {
  const newest = sources.reduce((most, { facts }) => (facts.raftIndex > most ? facts.raftIndex : most), 0n);
  const late = sources.flatMap(({ node, facts }) => {
    const applying = facts.raftIndex - facts.raftAppliedIndex;
    const behind = newest - facts.raftIndex;
    return [
      ...(applying > maxApplyLag ? [`${node.name}: ${applying} entries not applied`] : []),
      ...(behind > maxMemberLag ? [`${node.name}: ${behind} entries behind`] : []),
    ];
  });
  if (late.length === 0) return [];
  const message = "A member of etcd is behind the others";
  const hint = "Wait until it has caught up; a slow disk keeps it behind.";
  return [{ code: "etcd_lag", verdict: "refuse", message, evidence: late, hint }];
}
