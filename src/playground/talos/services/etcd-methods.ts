/** The part of machine.MachineService that speaks of etcd; only control planes have it. */
import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { EtcdMemberAlarm_AlarmType as AlarmType } from "../../../adapters/talos/proto/machine/etcd_pb.ts";
import type { MachineService } from "../../../adapters/talos/proto/machine/machine_pb.ts";
import type { Etcd, EtcdAlarm, EtcdMember } from "../state/etcd.ts";
import type { Machine } from "../state/machine.ts";

type EtcdMethods = Pick<ServiceImpl<typeof MachineService>, "etcdMemberList" | "etcdStatus" | "etcdAlarmList">;

export function createEtcdMethods(machine: Machine): EtcdMethods {
  return {
    etcdMemberList: () => {
      const etcd = runningEtcd(machine, "member list");
      return { messages: [{ members: etcd.members.map(describeMember) }] };
    },
    etcdStatus: () => {
      const etcd = runningEtcd(machine, "status");
      return { messages: [{ memberStatus: describeStatus(machine, etcd) }] };
    },
    etcdAlarmList: () => {
      const etcd = runningEtcd(machine, "alarm list");
      return { messages: [{ memberAlarms: etcd.alarms.map(describeAlarm) }] };
    },
  };
}

function runningEtcd(machine: Machine, purpose: string): Etcd {
  if (machine.role === "worker") {
    throw new ConnectError(`${purpose} is only available on control plane nodes`, Code.Unimplemented);
  }
  const service = machine.services.find(({ id }) => id === "etcd");
  if (service?.state === "Running") return machine.cluster.etcd;
  throw new ConnectError("failed to create etcd client: context deadline exceeded", Code.Unknown);
}

function describeMember({ id, name, address, learner }: EtcdMember) {
  const host = address.includes(":") ? `[${address}]` : address;
  return {
    id,
    hostname: name,
    peerUrls: [`https://${host}:2380`],
    clientUrls: [`https://${host}:2379`],
    isLearner: learner,
  };
}

function describeStatus(machine: Machine, etcd: Etcd) {
  const member = etcd.member(machine.name);
  return {
    protocolVersion: "3.6.5",
    storageVersion: "3.6.0",
    dbSize: etcd.dbSize,
    dbSizeInUse: (etcd.dbSize * 2n) / 3n,
    leader: etcd.leader,
    raftIndex: etcd.index,
    raftTerm: etcd.term,
    raftAppliedIndex: etcd.index,
    isLearner: member?.learner ?? false,
    memberId: member?.id ?? 0n,
  };
}

function describeAlarm({ memberId, alarm }: EtcdAlarm) {
  return { memberId, alarm: alarm === "nospace" ? AlarmType.NOSPACE : AlarmType.CORRUPT };
}
