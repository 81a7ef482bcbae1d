/** The part of machine.MachineService that speaks of etcd; only control planes have it. */
import type { ServiceImpl } from "@connectrpc/connect";
import { EtcdMemberAlarm_AlarmType as AlarmType } from "../../../adapters/talos/proto/machine/etcd_pb.ts";
import type { MachineService } from "../../../adapters/talos/proto/machine/machine_pb.ts";
import type { Etcd, EtcdAlarm, EtcdMember } from "../state/etcd.ts";
import type { Machine } from "../state/machine.ts";
import { isAtLeast } from "../version-profile.ts";
import { agreeingEtcd, clusterEtcd, localEtcd } from "./etcd-client.ts";

type EtcdMethods = Pick<ServiceImpl<typeof MachineService>, "etcdMemberList" | "etcdStatus" | "etcdAlarmList">;

export function createEtcdMethods(machine: Machine): EtcdMethods {
  return {
    etcdMemberList: async ({ queryLocal }, { signal }) => {
      const etcd = queryLocal ? localEtcd(machine, "member list") : await clusterEtcd(machine, "member list", signal);
      const legacyMembers = etcd.members.map(({ name }) => name);
      return { messages: [{ legacyMembers, members: etcd.members.map(describeMember) }] };
    },
    etcdStatus: () => {
      const etcd = localEtcd(machine, "etcd status");
      return { messages: [{ memberStatus: describeStatus(machine, etcd) }] };
    },
    etcdAlarmList: async (_, { signal }) => {
      const failed = "failed to list etcd alarms";
      const etcd = await agreeingEtcd(machine, { purpose: "etcd alarm list", failed, signal });
      return { messages: [{ memberAlarms: etcd.alarms.map(describeAlarm) }] };
    },
  };
}

/** One that has never started has neither a name nor an address for clients. */
function describeMember({ id, name, address, learner }: EtcdMember) {
  const host = address.includes(":") ? `[${address}]` : address;
  return {
    id,
    hostname: name,
    peerUrls: [`https://${host}:2380`],
    clientUrls: name === "" ? [] : [`https://${host}:2379`],
    isLearner: learner,
  };
}

function describeStatus(machine: Machine, etcd: Etcd) {
  const member = etcd.member(machine.name);
  const { index } = etcd;
  return {
    protocolVersion: isAtLeast(machine.profile, "1.11") ? "3.6.5" : "3.5.21",
    storageVersion: "3.6.0",
    dbSize: etcd.dbSize,
    dbSizeInUse: (etcd.dbSize * 2n) / 3n,
    leader: etcd.leader,
    raftIndex: index,
    raftTerm: etcd.term,
    raftAppliedIndex: index - (etcd.lag.get(machine.name) ?? 0n),
    errors: statusErrors(etcd),
    isLearner: member?.learner ?? false,
    memberId: member?.id ?? 0n,
  };
}

function statusErrors({ leader, alarms }: Etcd): string[] {
  const raised = alarms.map(({ memberId, alarm }) => `memberID:${memberId} alarm:${alarm.toUpperCase()} `);
  return [...(leader === 0n ? ["etcdserver: no leader"] : []), ...raised];
}

export function describeAlarm({ memberId, alarm }: EtcdAlarm) {
  return { memberId, alarm: alarm === "nospace" ? AlarmType.NOSPACE : AlarmType.CORRUPT };
}
