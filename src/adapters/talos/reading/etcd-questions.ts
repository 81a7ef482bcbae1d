/** What a control plane's etcd member says of itself and of the others. Ids do not fit a JavaScript number. */
import { createClient } from "@connectrpc/connect";
import type { EtcdFacts, EtcdMember } from "../../../health/observation.ts";
import { NodeCallError } from "../connection/call-node.ts";
import { EtcdMemberAlarm_AlarmType as AlarmType, type EtcdMemberStatus } from "../proto/machine/etcd_pb.ts";
import { MachineService } from "../proto/machine/machine_pb.ts";
import type { Ask, Question } from "./ask-node.ts";

/** Undefined when etcd does not answer: it is not up, or has no quorum. A node that cannot be asked at all throws. */
export async function readEtcd(ask: Ask): Promise<EtcdFacts | undefined> {
  try {
    const [status, members, alarms] = await Promise.all([
      ask(statusQuestion),
      ask(membersQuestion),
      ask(alarmsQuestion),
    ]);
    return { ...describeStatus(status), members, alarms };
  } catch (error) {
    if (error instanceof NodeCallError && !isOfNode(error)) return undefined;
    throw error;
  }
}

/** The other questions to the node meet these too, and tell of them. */
const isOfNode = ({ problem }: NodeCallError): boolean =>
  problem.kind === "unreachable" || problem.kind === "rebooting" || problem.kind === "maintenance";

const statusQuestion: Question<EtcdMemberStatus> = {
  action: "read the state of etcd",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).etcdStatus({}, options);
    const status = messages[0]?.memberStatus;
    if (status === undefined) throw new TypeError("a reply without the member's status");
    return status;
  },
};

/** The member's own list: whether all members agree is for the reader to compare. */
const membersQuestion: Question<readonly EtcdMember[]> = {
  action: "read the members of etcd",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).etcdMemberList({ queryLocal: true }, options);
    const members = messages[0]?.members ?? [];
    return members.map(({ id, hostname, peerUrls, isLearner }) => ({ id: hex(id), hostname, peerUrls, isLearner }));
  },
};

const alarmsQuestion: Question<EtcdFacts["alarms"]> = {
  action: "read the alarms of etcd",
  run: async (transport, options) => {
    const { messages } = await createClient(MachineService, transport).etcdAlarmList({}, options);
    const alarms = messages[0]?.memberAlarms ?? [];
    return alarms.flatMap(({ memberId, alarm }) => {
      const kind = alarmKinds[alarm];
      return kind === undefined ? [] : [{ memberId: hex(memberId), kind }];
    });
  },
};

const alarmKinds: Readonly<Partial<Record<AlarmType, EtcdFacts["alarms"][number]["kind"]>>> = {
  [AlarmType.NOSPACE]: "NOSPACE",
  [AlarmType.CORRUPT]: "CORRUPT",
};

function describeStatus(status: EtcdMemberStatus): Omit<EtcdFacts, "members" | "alarms"> {
  const { memberId, leader, isLearner, raftIndex, raftAppliedIndex, dbSize, errors } = status;
  return {
    memberId: hex(memberId),
    leaderId: hex(leader),
    isLearner,
    raftIndex,
    raftAppliedIndex,
    databaseBytes: Number(dbSize),
    errors,
  };
}

/** As etcd prints ids: without leading zeros. */
const hex = (id: bigint): string => id.toString(16);
