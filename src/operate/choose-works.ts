/** The command and what is known of each node in, the work on each node out. */
import type { OperationCommand } from "../chatops/command.ts";
import type { Cluster, Node } from "../cluster/cluster.ts";
import { encodeMachineConfig } from "../config/encode-machine-config.ts";
import type { NodeEvidence } from "../diff/digest-plan.ts";
import type { NodeDiff } from "../diff/node-diff.ts";
import { UserError } from "../errors.ts";
import type { ClusterObservation, NodeFacts } from "../health/observation.ts";
import { applyConfig } from "../operation/apply-config.ts";
import { blockedNode } from "../operation/blocked-node.ts";
import type { NodeWork } from "../operation/node-work.ts";
import { rebootNode } from "../operation/reboot-node.ts";
import { resetNode } from "../operation/reset-node.ts";
import { rollbackNode } from "../operation/rollback-node.ts";
import { shutdownNode } from "../operation/shutdown-node.ts";
import { upgradeNode } from "../operation/upgrade-node.ts";
import type { Bound } from "./plan-or-bind.ts";
import { upgradeTarget } from "./upgrade-target.ts";

const tryRevertSeconds = 60;

/** A node for which no work can be planned is `blocked`: an error with why. */
export interface ChosenWork {
  readonly work: NodeWork;
  readonly blocked?: UserError;
}

export function chooseWorks(
  command: OperationCommand,
  chosen: readonly Node[],
  cluster: Cluster,
  bound: Bound,
  observation: ClusterObservation,
): readonly ChosenWork[] {
  if (command.name === "etcd snapshot" || command.name === "upgrade-k8s") return [];
  return chosen.map((node) => {
    const known: Known = {
      facts: factsIn(observation, node.name),
      diff: bound.diffs.get(node.name),
      evidence: bound.evidence.get(node.name),
    };
    try {
      return { work: chooseWork(command, node, cluster, known) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { work: blockedNode(node, error.message), blocked: error };
    }
  });
}

interface Known {
  readonly facts: NodeFacts | undefined;
  readonly diff: NodeDiff | undefined;
  readonly evidence: NodeEvidence | undefined;
}

type NodeCommand = Exclude<OperationCommand, { readonly name: "etcd snapshot" | "upgrade-k8s" }>;

function chooseWork(command: NodeCommand, node: Node, cluster: Cluster, known: Known): NodeWork {
  switch (command.name) {
    case "apply":
      return applyWork(node, command, known);
    case "upgrade":
      return upgradeWork(node, command, cluster, known);
    case "reboot":
      return rebootNode(node, command.mode);
    case "rollback":
      return rollbackNode(node, known.facts);
    case "shutdown":
      return shutdownNode(node, { force: command.force });
    case "reset": {
      const { partitions, graceful, reboot } = command;
      return resetNode(node, { partitions, graceful, reboot });
    }
    default:
      return command satisfies never;
  }
}

function applyWork(node: Node, command: Extract<NodeCommand, { name: "apply" }>, known: Known): NodeWork {
  const { diff, evidence } = known;
  refuseUnknown(node, diff);
  if (evidence?.desired === undefined || evidence.live === undefined) throw unread(node);
  const change = {
    config: Buffer.from(encodeMachineConfig(evidence.desired.config, { secrets: "reveal" })),
    live: evidence.live.config,
    unchanged: diff?.kind === "unchanged",
    reboot: diff?.kind === "changed" ? diff.reboot : { kind: "none" as const },
    changes: diff?.kind === "changed" ? diff.documents.reduce((sum, { changes }) => sum + changes.length, 0) : 0,
  };
  const { mode, revertAfterSeconds = tryRevertSeconds } = command;
  return applyConfig(node, change, { mode, revertAfterSeconds });
}

function upgradeWork(
  node: Node,
  command: Extract<NodeCommand, { name: "upgrade" }>,
  cluster: Cluster,
  { facts, diff, evidence }: Known,
): NodeWork {
  refuseUnknown(node, diff);
  if (facts === undefined) throw unread(node);
  const target = upgradeTarget(node, command, cluster, facts, evidence);
  return upgradeNode(node, target, { stage: command.stage, facts });
}

function refuseUnknown(node: Node, diff: NodeDiff | undefined): void {
  if (diff?.kind === "invalid") throw diff.error;
  if (diff?.kind === "unreachable") throw unread(node);
}

function unread({ name }: Node): UserError {
  return new UserError(`${name} cannot be read, so what is to be done to it is not known`, { code: "unreachable" });
}

function factsIn({ nodes }: ClusterObservation, name: string): NodeFacts | undefined {
  const reading = nodes.find(({ node }) => node.name === name)?.reading;
  return reading?.kind === "read" ? reading.facts : undefined;
}
