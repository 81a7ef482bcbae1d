import { etcdMembers } from "../etcd-members.ts";
import type { GateFinding } from "../gate.ts";
import type { NodeIntent, OperationIntent } from "../intent.ts";
import type { ClusterObservation, MachineStage, ObservedNode } from "../observation.ts";
import { judgeNodes } from "./judge-nodes.ts";

/** Sequences of Talos that exclude others. */
const busy: ReadonlySet<MachineStage> = new Set(["installing", "rebooting", "resetting", "shutting down", "upgrading"]);

/**
 * The node that is worked on need not be well: it may be the reason for the work. It has to answer, and must not be at
 * something else; an upgrade also needs its etcd, since what does not run before will not run afterwards.
 */
export function gatePlannedNode(
  observation: ClusterObservation,
  observed: ObservedNode,
  planned: NodeIntent,
  { kind }: Pick<OperationIntent, "kind">,
): readonly GateFinding[] {
  const isBusy = observed.reading.kind === "read" && busy.has(observed.reading.facts.stage);
  const isFatal = ({ code }: GateFinding) => code === "node_unreachable" || (code === "node_not_ready" && isBusy);
  return [
    ...judgeNodes([observed], observation).map((finding) => ({
      ...finding,
      verdict: isFatal(finding) ? ("refuse" as const) : ("warn" as const),
    })),
    ...(kind === "upgrade" ? judgeOwnEtcd(observation, observed) : []),
    ...(planned.disrupts && kind !== "apply" ? judgeStaged(observed) : []),
    ...(planned.disrupts && planned.target === undefined ? judgeInstalled(observed) : []),
  ];
}

function judgeOwnEtcd({ nodes }: ClusterObservation, { node }: ObservedNode): readonly GateFinding[] {
  const trouble = etcdMembers(nodes).find((member) => member.node?.name === node.name)?.trouble;
  if (trouble === undefined) return [];
  const message = `The etcd member of ${node.name} does not do its part`;
  const hint = "Repair it first: an upgrade does not.";
  const evidence = [`${node.name}: ${trouble}`];
  return [{ code: "services_unhealthy", verdict: "refuse", message, evidence, hint, node: node.name }];
}

function judgeStaged({ node, reading }: ObservedNode): readonly GateFinding[] {
  if (reading.kind !== "read" || !reading.facts.stagedConfig) return [];
  const message = `${node.name} has another configuration on its disk, which becomes active when it reboots`;
  const evidence = [`${node.name}: the configuration on disk is not the active one`];
  const hint = "Compare it first: diff shows both.";
  return [{ code: "staged_config", verdict: "warn", message, evidence, hint, node: node.name }];
}

function judgeInstalled({ node, reading }: ObservedNode): readonly GateFinding[] {
  if (reading.kind !== "read" || !reading.facts.fallbackPending) return [];
  const message = `${node.name} has an upgrade installed that it has not booted: the next reboot starts it`;
  const evidence = [`${node.name}: another boot entry waits to be confirmed`];
  const hint = `To have it watched, upgrade ${node.name} in place of this.`;
  return [{ code: "staged_upgrade", verdict: "warn", message, evidence, hint, node: node.name }];
}
