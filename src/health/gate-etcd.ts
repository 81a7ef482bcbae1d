import type { GateFinding } from "./gate.ts";
import type { Consents, NodeIntent } from "./intent.ts";
import type { ClusterObservation, ObservedNode } from "./observation.ts";

/** Whether etcd keeps its quorum without one control plane; the modern upgrade call of Talos does not check it. */
export function gateEtcd(
  { nodes }: ClusterObservation,
  { node }: NodeIntent,
  { acceptDowntime }: Consents,
): readonly GateFinding[] {
  const controlPlanes = nodes.filter((one) => one.node.role === "controlplane");
  const size = controlPlanes.length;
  const needed = Math.floor(size / 2) + 1;
  const left = controlPlanes.filter((one) => one.node.name !== node.name && hasEtcd(one)).length;
  if (size === 1 && acceptDowntime) return [];
  if (size === 1) return [refuse("downtime_not_accepted", node.name, `${node.name} is the only control plane`)];
  if (left >= needed) return [];
  return [
    refuse("etcd_quorum", node.name, `Without ${node.name} ${left} of ${size} members are left, ${needed} are needed`),
  ];
}

function hasEtcd({ reading }: ObservedNode): boolean {
  return reading.kind === "read" && reading.facts.etcd !== undefined;
}

function refuse(code: GateFinding["code"], node: string, message: string): GateFinding {
  return { code, verdict: "refuse", message, evidence: [], node };
}
