import type { Node } from "../cluster/cluster.ts";
import { UserError } from "../errors.ts";
import type { ClusterObservation, ObservedNode } from "../health/observation.ts";
import type { Waiting } from "../health/probes.ts";
import type { NodeControl } from "./node-control.ts";
import type { Pace } from "./pace.ts";
import type { Detail } from "./record-progress.ts";
import type { KeptSnapshot, SnapshotStore } from "./snapshot-store.ts";

export interface SnapshotPorts {
  readonly nodes: Pick<NodeControl, "snapshot">;
  readonly snapshots: SnapshotStore;
  readonly pace: Pace;
}

/**
 * Keeps a snapshot of etcd, read from a member that is well.
 *
 * @throws UserError `operation_refused` when no member is; `snapshot_invalid`
 */
export async function takeSnapshot(
  cluster: string,
  observation: ClusterObservation,
  { nodes, snapshots, pace }: SnapshotPorts,
  { signal, detail }: Waiting & { readonly detail: Detail },
): Promise<KeptSnapshot> {
  const node = chooseMember(observation);
  const name = `${cluster}-${node.name}-${compactTime(pace.now())}`;
  detail(`from ${node.name}`);
  const kept = await snapshots.keep({ name, chunks: nodes.snapshot(node, { signal }) }, { signal });
  detail(`${(kept.bytes / 1e6).toFixed(1)} MB from ${node.name}, kept as ${kept.path}`);
  return kept;
}

/** A follower where there is one: the leader has enough to do. */
function chooseMember({ nodes }: ClusterObservation): Node {
  const members = nodes.filter(isWell);
  const chosen = members.find((one) => !leads(one)) ?? members[0];
  if (chosen !== undefined) return chosen.node;
  throw new UserError("Cannot take a snapshot: no etcd member is well", {
    code: "operation_refused",
    hint: "Look at etcd status.",
  });
}

function isWell({ node, reading }: ObservedNode): boolean {
  if (node.role !== "controlplane" || reading.kind !== "read") return false;
  const { etcd } = reading.facts;
  return etcd !== undefined && !etcd.isLearner && etcd.errors.length === 0;
}

function leads({ reading }: ObservedNode): boolean {
  return reading.kind === "read" && reading.facts.etcd?.memberId === reading.facts.etcd?.leaderId;
}

function compactTime(now: number): string {
  return new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, "");
}
