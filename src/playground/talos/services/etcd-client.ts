/** How a machine reaches etcd, and what it says when it does not. All failures are Unknown, as Talos passes them on. */
import { Code, ConnectError } from "@connectrpc/connect";
import { pause } from "../life/pause.ts";
import type { Etcd } from "../state/etcd.ts";
import type { Machine } from "../state/machine.ts";
import { requireControlPlane } from "./require-control-plane.ts";

export const unknown = (message: string): ConnectError => new ConnectError(message, Code.Unknown);

const dialMs = 5000;

/** The member on this machine, whatever the others do. */
export function localEtcd(machine: Machine, purpose: string): Etcd {
  requireControlPlane(machine, purpose);
  const service = machine.services.find(({ id }) => id === "etcd");
  const { etcd } = machine.cluster;
  if (service?.state === "Running" && etcd.isRunning(machine.name)) return etcd;
  throw unknown("failed to create etcd client: context deadline exceeded");
}

/** Whichever member answers, as long as they have a leader. */
export async function clusterEtcd(machine: Machine, purpose: string, signal: AbortSignal): Promise<Etcd> {
  requireControlPlane(machine, purpose);
  const { etcd } = machine.cluster;
  if (etcd.members.some(({ name }) => etcd.isRunning(name))) {
    if (etcd.leader !== 0n) return etcd;
    throw unknown("etcdserver: no leader");
  }
  await pause(machine, dialMs, signal);
  throw unknown("context deadline exceeded");
}

/** For what has to be agreed on, asked at the member on this machine. */
export async function agreeingEtcd(
  machine: Machine,
  { purpose, failed, signal }: { readonly purpose: string; readonly failed: string; readonly signal: AbortSignal },
): Promise<Etcd> {
  const etcd = localEtcd(machine, purpose);
  if (etcd.hasQuorum) return etcd;
  await pause(machine, dialMs, signal);
  throw unknown(`${failed}: etcdserver: request timed out`);
}
