/** The checks of etcd that the upgrade of before 1.13 makes before it begins. */
import { Code, ConnectError, type HandlerContext } from "@connectrpc/connect";
import { pause } from "../life/pause.ts";
import type { EtcdMember } from "../state/etcd.ts";
import type { Machine } from "../state/machine.ts";

const checking = new WeakSet<object>();
/** A read that needs the quorum gives up after that long. */
const quorumCheckMs = 15_000;

/** All refusals are Unknown. Only one node of the cluster checks at a time. */
export async function validateForUpgrade(machine: Machine, { signal }: HandlerContext): Promise<void> {
  const { etcd } = machine.cluster;
  if (checking.has(etcd)) {
    throw unknown(
      "failed to acquire upgrade mutex: error trying to lock etcd upgrade mutex: mutex: Locked by another session",
    );
  }
  checking.add(etcd);
  try {
    if (!etcd.hasQuorum) {
      await pause(machine, quorumCheckMs, signal);
      throw unknown(
        "failed to acquire upgrade mutex: error establishing etcd concurrency session: context deadline exceeded",
      );
    }
    if (etcd.members.length === 2) {
      throw refusal("etcd member count(2) is insufficient to maintain quorum if upgrade commences");
    }
    for (const member of etcd.members) await validateMember(machine, member, signal);
  } finally {
    checking.delete(etcd);
  }
}

async function validateMember(machine: Machine, member: EtcdMember, signal: AbortSignal): Promise<void> {
  const id = member.id.toString(16).padStart(16, "0");
  if (member.name === "") {
    throw refusal(`etcd member ${id} is not started, all members must be running to perform an upgrade`);
  }
  if (machine.cluster.etcd.isActive(member.name)) return;
  await pause(machine, quorumCheckMs, signal);
  const reason = "context deadline exceeded";
  throw refusal(`etcd member ${id} is not healthy; all members must be healthy to perform an upgrade: ${reason}`);
}

const refusal = (reason: string) => unknown(`error validating etcd for upgrade: ${reason}`);
const unknown = (message: string) => new ConnectError(message, Code.Unknown);
