/** Whether etcd lets a member go: it never gives up the majority that it has. */
import type { Etcd, EtcdMember } from "./etcd.ts";

/** What etcd answers instead of removing the member (server/etcdserver: mayRemoveMember); undefined when it may. */
export function removalRefusal(etcd: Etcd, member: EtcdMember): string | undefined {
  if (member.learner) return undefined;
  const others = etcd.voters.filter(({ id }) => id !== member.id);
  const started = others.filter(({ name }) => name !== "").length;
  if (started < majority(others.length)) {
    return "etcdserver: re-configuration failed due to not enough started members";
  }
  // One that is down is no part of the majority.
  if (!etcd.isActive(member.name)) return undefined;
  const active = etcd.voters.filter(({ name }) => etcd.isActive(name)).length;
  return active - 1 < majority(others.length) ? "etcdserver: unhealthy cluster" : undefined;
}

const majority = (count: number): number => Math.floor(count / 2) + 1;
