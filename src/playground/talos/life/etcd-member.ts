/** The etcd service of one control plane, kept in step with the cluster's etcd. */
import { removalRefusal } from "../state/etcd-membership.ts";
import type { Machine } from "../state/machine.ts";
import type { ServicePhase } from "../state/services.ts";

/** To be called when the machine or the etcd has changed; does nothing when both agree. */
export function syncEtcd(machine: Machine): void {
  const { etcd } = machine.cluster;
  etcd.setSick(machine.name, machine.faults.has("member-unhealthy"));
  if (!machine.etcdWanted) return;
  if (!etcd.isRunning(machine.name)) startMember(machine);
  const [state, healthy] = serviceState(machine);
  const known = machine.services.find(({ id }) => id === "etcd");
  if (known?.state === state && known.healthy === healthy) return;
  machine.setService("etcd", state, healthy);
  machine.changed();
}

/**
 * Takes the machine's member out of etcd, stops it and removes its data; gives etcd's reason when it does not let it go. Nothing
 * to do when it is out already.
 */
export function leaveEtcd(machine: Machine): string | undefined {
  const { etcd } = machine.cluster;
  const member = etcd.member(machine.name);
  const refusal = member && removalRefusal(etcd, member);
  if (refusal !== undefined) return refusal;
  machine.etcdWanted = false;
  if (member !== undefined) etcd.remove(member.id);
  machine.disk.etcdData = false;
  machine.setService("etcd", "Finished");
  machine.changed();
  return undefined;
}

/** Goes on with the data it has, or joins a cluster that can take a decision. A new cluster waits for its bootstrap. */
function startMember(machine: Machine): void {
  const { etcd } = machine.cluster;
  const canJoin = etcd.members.length > 0 && etcd.hasQuorum;
  if (machine.disk.etcdData) {
    if (etcd.member(machine.name) !== undefined) etcd.start(machine);
  } else if (canJoin) {
    // One of the same name has lost its data, and is taken out first.
    const lost = etcd.member(machine.name);
    if (lost !== undefined) etcd.remove(lost.id);
    machine.disk.etcdData = true;
    etcd.start(machine);
    promoteLater(machine);
  }
}

/** Talos promotes a learner once it has caught up, for which a quorum is needed. */
function promoteLater(machine: Machine): void {
  const { etcd } = machine.cluster;
  machine.later(machine.timing.promotionMs, () => {
    if (etcd.hasQuorum) etcd.promote(machine.name);
    else promoteLater(machine);
  });
}

function serviceState(machine: Machine): readonly [ServicePhase, boolean | undefined] {
  const { etcd } = machine.cluster;
  if (etcd.isRunning(machine.name)) return ["Running", etcd.hasQuorum && etcd.isActive(machine.name)];
  const wasRemoved = machine.disk.etcdData && etcd.member(machine.name) === undefined;
  return wasRemoved ? ["Failed", false] : ["Preparing", undefined];
}
