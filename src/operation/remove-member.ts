import type { Node } from "../cluster/cluster.ts";
import { UserError } from "../errors.ts";
import type { EtcdFacts, EtcdMember } from "../health/observation.ts";
import { observeCluster } from "../health/observe-cluster.ts";
import type { NodeTurn } from "./node-work.ts";
import { poll } from "./poll.ts";

const removalSeconds = 60;

/**
 * Makes sure that etcd no longer counts on a member: it may have left by itself, else another member removes it. Verified
 * by the other members' list.
 *
 * @throws UserError `operation_refused` when no other member answers; `node_timeout`
 */
export async function removeMember(turn: NodeTurn, member: EtcdMember | undefined): Promise<void> {
  if (member === undefined) return;
  const { ports, signal } = turn;
  const peer = await findPeer(turn);
  if (peer === undefined) throw noPeer(turn.work.intent.node);
  if (!lists(peer.etcd, member)) {
    turn.skip("leave-etcd", `it left; ${peer.etcd.members.length} members remain`);
    return;
  }
  await turn.write("leave-etcd", async (detail) => {
    await ports.nodes.removeMember(peer.node, member.id, { signal });
    const left = await poll(
      async () => {
        const now = await findPeer(turn);
        return now !== undefined && !lists(now.etcd, member) ? now.etcd.members.length : undefined;
      },
      { pace: ports.pace, signal, seconds: removalSeconds },
    );
    if (left === undefined) throw stillThere(turn.work.intent.node);
    detail(`${left} members remain`);
  });
}

interface Peer {
  readonly node: Node;
  readonly etcd: EtcdFacts;
}

async function findPeer({ work, observation, ports, signal }: NodeTurn): Promise<Peer | undefined> {
  const others = observation.nodes.flatMap(({ node }) =>
    node.role === "controlplane" && node.name !== work.intent.node.name ? [node] : [],
  );
  const now = await observeCluster(others, ports.probes, { signal });
  return now.nodes.flatMap(({ node, reading }): readonly Peer[] => {
    const etcd = reading.kind === "read" ? reading.facts.etcd : undefined;
    return etcd !== undefined && !etcd.isLearner ? [{ node, etcd }] : [];
  })[0];
}

function lists({ members }: EtcdFacts, { id }: EtcdMember): boolean {
  return members.some((member) => member.id === id);
}

function noPeer({ name }: Node): UserError {
  return new UserError(`Cannot tell whether ${name} left etcd: no other member answers`, {
    code: "operation_refused",
    hint: `Look at etcd status; remove the member of ${name} if it is still there.`,
  });
}

function stillThere({ name }: Node): UserError {
  return new UserError(`The etcd member of ${name} is still there after it was removed`, {
    code: "node_timeout",
    hint: "Look at etcd status.",
  });
}
