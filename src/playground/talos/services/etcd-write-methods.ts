/** What changes etcd, or copies it, through machine.MachineService. */
import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import type { MachineService } from "../../../adapters/talos/proto/machine/machine_pb.ts";
import { leaveEtcd } from "../life/etcd-member.ts";
import { pause } from "../life/pause.ts";
import type { Etcd } from "../state/etcd.ts";
import { removalRefusal } from "../state/etcd-membership.ts";
import { createSnapshot } from "../state/etcd-snapshot.ts";
import type { Machine } from "../state/machine.ts";
import { agreeingEtcd, clusterEtcd, localEtcd, unknown } from "./etcd-client.ts";
import { describeAlarm } from "./etcd-methods.ts";
import { recordWrite } from "./record-write.ts";

type EtcdWriteMethods = Pick<
  ServiceImpl<typeof MachineService>,
  | "etcdAlarmDisarm"
  | "etcdDefragment"
  | "etcdForfeitLeadership"
  | "etcdLeaveCluster"
  | "etcdRemoveMemberByID"
  | "etcdSnapshot"
>;

export function createEtcdWriteMethods(machine: Machine): EtcdWriteMethods {
  return {
    etcdAlarmDisarm: async (_, { signal }) => {
      recordWrite(machine, "EtcdAlarmDisarm");
      const failed = "failed to disarm etcd alarm";
      const etcd = await agreeingEtcd(machine, { purpose: "etcd alarm disarm", failed, signal });
      const memberAlarms = etcd.alarms.map(describeAlarm);
      etcd.alarms = [];
      return { messages: [{ memberAlarms }] };
    },
    etcdDefragment: () => {
      recordWrite(machine, "EtcdDefragment");
      const etcd = localEtcd(machine, "etcd defragment");
      etcd.dbSize = (etcd.dbSize * 2n) / 3n;
      return { messages: [{}] };
    },
    etcdForfeitLeadership: async (_, { signal }) => {
      recordWrite(machine, "EtcdForfeitLeadership");
      const etcd = await clusterEtcd(machine, "etcd forfeit leadership", signal);
      return { messages: [{ member: forfeit(machine, etcd) }] };
    },
    etcdLeaveCluster: async (_, { signal }) => {
      recordWrite(machine, "EtcdLeaveCluster");
      const etcd = await clusterEtcd(machine, "etcd leave", signal);
      await leave(machine, etcd, signal);
      return { messages: [{}] };
    },
    etcdRemoveMemberByID: async ({ memberId }, { signal }) => {
      recordWrite(machine, "EtcdRemoveMemberByID", { memberId });
      remove(await clusterEtcd(machine, "etcd remove member", signal), memberId);
      return { messages: [{}] };
    },
    etcdSnapshot: async function* () {
      recordWrite(machine, "EtcdSnapshot");
      const { dbSize, index: revision, snapshotChunkBytes: chunkBytes } = localEtcd(machine, "etcd snapshot");
      let left = machine.faults.get("snapshot-cut")?.bytes ?? Number.POSITIVE_INFINITY;
      for (const chunk of createSnapshot({ bytes: Number(dbSize), chunkBytes, revision })) {
        if (left <= 0) return;
        yield { bytes: chunk.subarray(0, left) };
        left -= chunk.length;
      }
    },
  };
}

/** To the first other member, as Talos chooses it; the name of who leads now, or nothing when this one did not. */
function forfeit(machine: Machine, etcd: Etcd): string {
  if (etcd.members.length === 1)
    throw unknown("failed to forfeit leadership: cannot forfeit leadership, only one member");
  const own = etcd.member(machine.name);
  if (own === undefined) throw unknown(`resource EtcdMembers.etcd.talos.dev(etcd/local@undefined) doesn't exist`);
  if (etcd.leader !== own.id) return "";
  const [heir] = etcd.members.filter((member) => member.id !== own.id);
  if (heir === undefined) return "";
  if (heir.learner) throw unknown("failed to forfeit leadership: etcdserver: bad leader transferee");
  if (!etcd.isActive(heir.name)) {
    throw unknown("failed to forfeit leadership: etcdserver: request timed out, leader transfer took too long");
  }
  etcd.moveLeader(heir.id);
  return heir.name;
}

function remove(etcd: Etcd, memberId: bigint): void {
  const member = etcd.members.find(({ id }) => id === memberId);
  const prefix = `failed to remove member ${memberId}`;
  if (member === undefined) throw new ConnectError(`${prefix}: etcdserver: member not found`, Code.NotFound);
  const refusal = removalRefusal(etcd, member);
  if (refusal !== undefined) throw unknown(`failed to remove member: ${prefix}: ${refusal}`);
  etcd.remove(memberId);
}

const [leaveTries, leaveEveryMs] = [30, 10_000];

/** Tried again for five minutes while the others are not well enough. */
async function leave(machine: Machine, etcd: Etcd, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const refusal = leaveEtcd(machine);
    if (refusal === undefined) return;
    const failure = unknown(
      `failed to leave cluster: failed to remove member ${etcd.member(machine.name)?.id}: ${refusal}`,
    );
    if (refusal !== "etcdserver: unhealthy cluster" || attempt === leaveTries) throw failure;
    await pause(machine, leaveEveryMs, signal);
  }
}
