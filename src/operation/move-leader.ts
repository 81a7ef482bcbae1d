import { UserError } from "../errors.ts";
import type { EtcdFacts } from "../health/observation.ts";
import type { NodeTurn } from "./node-work.ts";
import { poll } from "./poll.ts";
import type { Detail } from "./record-progress.ts";

/** A leader that is elected takes over within a second. */
const electionSeconds = 30;

/** Hands etcd's leadership to another member before this one goes, so that the cluster does not wait for an election. */
export async function moveLeader(turn: NodeTurn): Promise<void> {
  const { work, signal } = turn;
  if (work.intent.node.role !== "controlplane") return;
  const etcd = await readEtcd(turn);
  if (etcd === undefined || etcd.memberId !== etcd.leaderId || etcd.members.length < 2) return;
  await turn.write("move-leader", async (detail) => {
    await turn.ports.nodes.forfeitLeadership(work.intent.node, { signal });
    await waitForLeader(turn, detail);
  });
}

async function waitForLeader(turn: NodeTurn, detail: Detail): Promise<void> {
  const { work, ports, signal } = turn;
  const moved = await poll(
    async () => {
      const etcd = await readEtcd(turn);
      const isMoved = etcd !== undefined && etcd.leaderId !== etcd.memberId && !/^0*$/.test(etcd.leaderId);
      return isMoved ? etcd : undefined;
    },
    { pace: ports.pace, signal, seconds: electionSeconds },
  );
  if (moved === undefined) {
    throw new UserError(
      `${work.intent.node.name} still leads etcd ${electionSeconds} seconds after it was told not to`,
      {
        code: "node_timeout",
        hint: "Look at etcd status: are the other members healthy?",
      },
    );
  }
  const leader = moved.members.find(({ id }) => id === moved.leaderId)?.hostname;
  if (leader !== undefined) detail(`to ${leader}`);
}

async function readEtcd({ work, ports, signal }: NodeTurn): Promise<EtcdFacts | undefined> {
  const reading = await ports.probes.nodes.observe(work.intent.node, { signal });
  return reading.kind === "read" ? reading.facts.etcd : undefined;
}
